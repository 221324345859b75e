"""What figures remember between two looks: counts of parts of a year.

The table is no source of anything: it may be emptied at any time, and the next look counts again.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import untracked


@untracked(because="counted beforehand from rows that are tracked")
class Summary(models.Model):
    """Something counted once, and the moment it was counted at.

    `parts`: what has to change for it to be stale (numbers of `ledger.changes`; null: whatever
    changes). `seen` is the snapshot of the database in which it was counted, `home` the database in
    which that snapshot means something."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="summaries")
    place = models.CharField(max_length=200)
    parts = ArrayField(models.BigIntegerField(), null=True)
    content = models.JSONField()
    seen = models.TextField()
    home = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("số liệu đã đếm")
        verbose_name_plural = _("các số liệu đã đếm")
        constraints = [
            models.UniqueConstraint(name="summary_once_a_place", fields=["campaign", "place"])
        ]

    def __str__(self) -> str:
        return self.place
