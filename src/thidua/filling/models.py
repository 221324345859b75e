"""Facts that one unit hands to another, which knows them: asked, entered there, or handed back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import Flow, act


class Status(models.TextChoices):
    OPEN = "open", _("Chờ nhập")
    ENTERED = "entered", _("Đã nhập")
    RETURNED = "returned", _("Không giữ, chuyển lại")


FLOW = Flow(
    act("enter", {Status.OPEN}, Status.ENTERED),
    act("give_back", {Status.OPEN}, Status.RETURNED),
)
"""A fact handed on is entered, by whomever, or comes back to who handed it on."""


@tracked()
class FactRequest(models.Model):
    """One missing fact of one subject that another unit is asked to enter: `unit` may then enter
    this one fact. At most one is open for a fact; decision 014 says who keeps it without one.
    """

    roster_entry = models.ForeignKey(
        RosterEntry, on_delete=models.CASCADE, related_name="fact_requests"
    )
    fact = models.CharField(_("Thông tin"), max_length=80)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="fact_requests")
    from_unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("Chuyển lúc"))
    seen_at = models.DateTimeField(_("Xem lúc"), null=True, blank=True)
    status = models.CharField(
        _("Tình trạng"), max_length=10, choices=Status.choices, default=Status.OPEN
    )

    class Meta:
        verbose_name = _("thông tin chuyển nơi khác nhập")
        verbose_name_plural = _("thông tin chuyển nơi khác nhập")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="fact_request_one_open",
                fields=["roster_entry", "fact"],
                condition=Q(status="open"),
            ),
            models.CheckConstraint(
                name="fact_request_to_somebody_else", condition=~Q(unit=F("from_unit"))
            ),
        ]
        indexes = [models.Index(fields=["unit", "status"], name="fact_request_of_unit")]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.fact}"
