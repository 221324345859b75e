"""Reminders from one unit to another: of what, how much was left, when it was seen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation


class About(models.TextChoices):
    """What is waited for."""

    FACTS = "facts", _("Bổ sung thông tin kiểm điểm")
    PROPOSALS = "proposals", _("Gửi đề nghị xếp loại")


@tracked()
class Reminder(models.Model):
    """One unit reminds another of what is left to do this year.

    `number`: how many subjects were left at that moment. `promised_on`: the day by which the unit
    says that it will be done. The newest of a unit counts, the others are what happened before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reminders")
    about = models.CharField(_("Việc"), max_length=20, choices=About.choices)
    number = models.PositiveIntegerField(_("Số còn lại khi nhắc"))
    from_unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("Nhắc lúc"))
    seen_at = models.DateTimeField(_("Xem lúc"), null=True, blank=True)
    promised_on = models.DateField(_("Hẹn xong ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("lời nhắc")
        verbose_name_plural = _("các lời nhắc")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reminder_to_somebody_else", condition=~Q(unit=F("from_unit"))
            ),
            models.CheckConstraint(
                name="reminder_promised_once_seen",
                condition=Q(promised_on=None) | Q(seen_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "about", "unit", "-asked_at"], name="reminder_newest_of_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.unit_id}: {self.about}"
