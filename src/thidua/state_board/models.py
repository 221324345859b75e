"""Delays that a superior grants to one unit in one step of the year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign, Step
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation


@tracked()
class Excuse(models.Model):
    """One unit may do one step until a later day: granted by the `superior`, with the reason.

    At most one is in force for a unit and step; one taken back stays as what happened before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="excuses")
    step = models.CharField(_("Bước được lùi"), max_length=20, choices=Step.choices)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="excuses")
    until = models.DateField(_("Lùi đến ngày"))
    reason = models.CharField(_("Lý do"), max_length=500)
    superior = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(_("Cho lùi lúc"))
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(_("Thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("hạn được lùi")
        verbose_name_plural = _("các hạn được lùi")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="excuse_one_in_force",
                fields=["campaign", "step", "unit"],
                condition=Q(taken_back_at=None),
            ),
            models.CheckConstraint(name="excuse_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="excuse_by_a_superior", condition=~Q(unit=F("superior"))),
            models.CheckConstraint(
                name="excuse_taken_back_whole",
                condition=Q(taken_back_by=None, taken_back_at=None)
                | Q(taken_back_by__isnull=False, taken_back_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.step} → {self.until}"
