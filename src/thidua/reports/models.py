"""What figures remember between two looks: counts of parts of a year, and the changes that make them stale.

Neither table is a source of anything: both may be emptied at any time, and the next look counts again.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign


class Summary(models.Model):
    """Something counted once, and the moment it was counted at.

    `parts`: what has to change for it to be stale (numbers of `Change`; null: whatever changes). `seen` is the
    snapshot of the database in which it was counted, `home` the database in which that snapshot means something.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="summaries")
    place = models.CharField(max_length=200)
    parts = ArrayField(models.BigIntegerField(), null=True)
    content = models.JSONField()
    seen = models.TextField()
    home = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("số liệu đã đếm")
        verbose_name_plural = _("các số liệu đã đếm")
        constraints = [models.UniqueConstraint(name="summary_once_a_place", fields=["campaign", "place"])]

    def __str__(self) -> str:
        return self.place


class Change(models.Model):
    """A transaction that touched what figures are counted from, and the part it touched. Written by triggers alone.

    `part` is the upper-level body (its id), 0 for everything, or -1 for the levels of earlier years.
    """

    transaction = models.BigIntegerField()
    part = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("thay đổi làm số liệu cũ đi")
        verbose_name_plural = _("các thay đổi làm số liệu cũ đi")
        constraints = [models.UniqueConstraint(name="change_once_a_part", fields=["part", "transaction"])]
        indexes = [models.Index(fields=["transaction"], name="change_by_transaction")]

    def __str__(self) -> str:
        return f"{self.transaction}: {self.part}"
