"""Facts that somebody says are wrong: the question, the unit that has to answer it, the answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import Flow, act


class Status(models.TextChoices):
    OPEN = "open", _("Chờ trả lời")
    CORRECTED = "corrected", _("Đã sửa")
    KEPT = "kept", _("Giữ nguyên, có nêu lý do")


FLOW = Flow(
    act("correct", {Status.OPEN}, Status.CORRECTED, with_reason=True),
    act("keep", {Status.OPEN}, Status.KEPT, with_reason=True),
)
"""A reported fact is corrected, or stays as it is; the answer is the reason."""


@tracked()
class FactReport(models.Model):
    """One fact of one subject that somebody says is wrong. At most one is open for a fact.

    `seen` is the value as it stood then, `wanted` what it should be, both as they are stored in
    words ("": not known). `unit` is the organisation that answers for the fact; whoever acts for it
    answers."""

    roster_entry = models.ForeignKey(
        RosterEntry, on_delete=models.CASCADE, related_name="fact_reports"
    )
    fact = models.CharField(_("Thông tin"), max_length=80)
    seen = models.CharField(_("Giá trị đang ghi"), max_length=80, blank=True)
    wanted = models.CharField(_("Giá trị đúng"), max_length=80)
    why = models.TextField(_("Vì sao"))
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="fact_reports")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField(_("Ngày hỏi"))
    due_on = models.DateField(_("Hạn trả lời"))
    status = models.CharField(
        _("Tình trạng"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    answer = models.TextField(_("Trả lời"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_on = models.DateField(_("Ngày trả lời"), null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị sửa thông tin")
        verbose_name_plural = _("các đề nghị sửa thông tin")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="fact_report_one_open",
                fields=["roster_entry", "fact"],
                condition=Q(status=Status.OPEN),
            ),
            models.CheckConstraint(
                name="fact_report_answered_whole",
                condition=Q(status=Status.OPEN, answered_by=None, answered_on=None, answer="")
                | (
                    ~Q(status=Status.OPEN)
                    & Q(answered_by__isnull=False, answered_on__isnull=False)
                    & ~Q(answer="")
                ),
            ),
            models.CheckConstraint(
                name="fact_report_says_why", condition=~Q(why="") & ~Q(wanted="")
            ),
        ]
        indexes = [models.Index(fields=["unit", "status"], name="fact_report_of_unit")]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.fact}"

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN
