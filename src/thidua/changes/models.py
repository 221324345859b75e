"""What was changed by hand of people and the tree: asked, accepted, done, taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person
from thidua.submissions.flow import Flow, act

LONGEST_NUMBER = 80
LONGEST_NOTE = 500


class Kind(models.TextChoices):
    """What is done."""

    ADMIT = "admit", _("Kết nạp")
    MOVE = "move", _("Chuyển sinh hoạt")
    STATUS = "status", _("Thay đổi tình trạng")
    END = "end", _("Kết thúc sinh hoạt")
    APPOINT = "appoint", _("Giao chức vụ")
    END_POST = "end_post", _("Thôi chức vụ")
    RENAME = "rename", _("Đổi tên tổ chức")
    MERGE = "merge", _("Hợp nhất tổ chức")
    SPLIT = "split", _("Chia tách tổ chức")


class State(models.TextChoices):
    """Where it stands."""

    WAITING = "waiting", _("Chờ nơi đến tiếp nhận")
    SCHEDULED = "scheduled", _("Đã lên lịch")
    DONE = "done", _("Đã thực hiện")
    REFUSED = "refused", _("Nơi đến không tiếp nhận")
    WITHDRAWN = "withdrawn", _("Đã rút lại")
    UNDONE = "undone", _("Đã hoàn tác")


FLOW = Flow(
    act("accept", {State.WAITING}, State.DONE),
    act("refuse", {State.WAITING}, State.REFUSED, with_reason=True),
    act("withdraw", {State.WAITING, State.SCHEDULED}, State.WITHDRAWN),
    act("carry_out", {State.SCHEDULED}, State.DONE),
    act("undo", {State.DONE}, State.UNDONE),
)
"""A move out of the commune waits for the committee there; the tree changes on its day."""


@tracked()
class Change(models.Model):
    """One change of a member's standing, a post or the tree, made on a page.

    `organisation`: where it is filed (the cell that is left, the organisation that changes); `to`:
    where a member goes, what comes of organisations. `subject`: who or what, as it was called then.
    `details`: what else was asked, by the fields of its form. `act_id`: the act of the history that
    did it, by which it is taken back. Names stay when an account goes."""

    kind = models.CharField(_("Việc"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("Tình trạng"), max_length=10, choices=State.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes")
    to = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="changes_to", null=True, blank=True
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="changes", null=True, blank=True
    )
    subject = models.CharField(_("Của ai"), max_length=255)
    on = models.DateField(_("Từ ngày"))
    details = models.JSONField(default=dict, blank=True)
    paper_number = models.CharField(_("Số giấy tờ"), max_length=LONGEST_NUMBER, blank=True)
    paper_on = models.DateField(_("Ngày ký"), null=True, blank=True)
    note = models.CharField(_("Ghi chú"), max_length=LONGEST_NOTE, blank=True)
    act_id = models.UUIDField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by_name = models.CharField(_("Người làm"), max_length=400)
    at = models.DateTimeField(_("Lúc"))
    answered_by_name = models.CharField(_("Người trả lời"), max_length=400, blank=True)
    answered_at = models.DateTimeField(_("Trả lời lúc"), null=True, blank=True)
    answer = models.CharField(_("Lý do"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = _("thay đổi về người và tổ chức")
        verbose_name_plural = _("các thay đổi về người và tổ chức")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="change_done_names_its_act",
                condition=Q(act_id__isnull=False)
                | Q(state__in=["waiting", "scheduled", "refused", "withdrawn"]),
            ),
            models.UniqueConstraint(
                name="change_one_waiting",
                fields=["person", "kind"],
                condition=Q(state="waiting"),
            ),
        ]
        indexes = [models.Index(fields=["state", "on"], name="change_by_state")]
        triggers = [FilesGoFirst("changes.change")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"
