"""What was done for a task: notes that are never changed, what the level above says of them."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.registrations.models import DECIMAL_PLACES, MAX_DIGITS, Task

LONGEST_NAME = 255
OF_NOTE = "progress.note"
"""The owner kind of the files of a note: the evidence."""


@tracked()
class Note(models.Model):
    """How far a task was on a day, in the words of its unit. Never changed: a correction is a new
    note that stands wholly in the place of the one it `corrects`.

    `sent_as` is made by the browser before the note is sent: the same note twice from a bad line is
    one. `blocked_by` ("": nothing) says what stands in the way, `freed_by` or `freed_by_name` who
    could take it away: a Party organisation of the tree, or somebody else by name."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField(_("Tính đến ngày"))
    text = models.TextField(_("Đã làm gì"), blank=True)
    blocked_by = models.TextField(_("Đang vướng gì"), blank=True)
    freed_by = models.ForeignKey(
        Organisation,
        verbose_name=_("Nơi gỡ được"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    freed_by_name = models.CharField(
        _("Nơi gỡ được (ghi tên)"), max_length=LONGEST_NAME, blank=True
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    sent_as = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_by_name = models.CharField(_("Người ghi"), max_length=LONGEST_NAME)
    written_at = models.DateTimeField(_("Ghi lúc"))

    class Meta:
        verbose_name = _("ghi nhận tiến độ")
        verbose_name_plural = _("các ghi nhận tiến độ")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["task", "-on", "-id"], name="progress_note_of_task")]
        constraints = [
            models.CheckConstraint(
                name="note_not_of_itself", condition=Q(corrects=None) | ~Q(corrects=F("pk"))
            ),
            models.CheckConstraint(
                name="note_freed_only_when_blocked",
                condition=~Q(blocked_by="") | Q(freed_by=None, freed_by_name=""),
            ),
        ]
        triggers = [
            FilesGoFirst(OF_NOTE),
            pgtrigger.Protect(name="note_stays", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.on}"

    @property
    def is_blocked(self) -> bool:
        return bool(self.blocked_by)


@tracked()
class NoteValue(models.Model):
    """How far one measure was. `measure_id` is the key of the measure's row in the task, as the
    accepted version names it: the row itself may be gone in a later draft.
    """

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="values")
    measure_id = models.BigIntegerField(_("Thước đo"), db_index=True)
    value = models.DecimalField(
        _("Được bao nhiêu"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    done = models.BooleanField(_("Đã xong"), null=True, blank=True)

    class Meta:
        verbose_name = _("số đo của ghi nhận")
        verbose_name_plural = _("các số đo của ghi nhận")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="note_value_once", fields=["note", "measure_id"]),
            models.CheckConstraint(
                name="note_value_number_or_done",
                condition=Q(value=None, done__isnull=False) | Q(value__isnull=False, done=None),
            ),
        ]
        triggers = [pgtrigger.Protect(name="value_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.value if self.done is None else self.done}"


@tracked()
class NoteMilestone(models.Model):
    """A milestone that the note says was reached: its day and its words as the accepted version
    has them.
    """

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="milestones")
    due_on = models.DateField(_("Ngày của mốc"))
    text = models.CharField(_("Mốc"), max_length=255)

    class Meta:
        verbose_name = _("mốc đã đạt")
        verbose_name_plural = _("các mốc đã đạt")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="note_milestone_once", fields=["note", "due_on", "text"])
        ]
        triggers = [pgtrigger.Protect(name="milestone_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.due_on}"


class CheckKind(models.TextChoices):
    CONFIRMED = "confirmed", _("Xác nhận")
    QUESTIONED = "questioned", _("Hỏi lại")


@tracked()
class Check(models.Model):
    """What the committee above says of the results of a note: confirmed, or a question that the
    unit answers here (`answer`). A note may be questioned, answered, and then confirmed.
    """

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(_("Trả lời"), max_length=12, choices=CheckKind.choices)
    text = models.TextField(_("Lời hỏi, lời xác nhận"), blank=True)
    committee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    checked_by_name = models.CharField(_("Người xem kết quả"), max_length=LONGEST_NAME)
    checked_at = models.DateTimeField(_("Lúc"))
    answer = models.TextField(_("Trả lời câu hỏi"), blank=True)
    answered_by_name = models.CharField(_("Người trả lời"), max_length=LONGEST_NAME, blank=True)
    answered_at = models.DateTimeField(_("Trả lời lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("xem kết quả")
        verbose_name_plural = _("các lần xem kết quả")
        ordering = ["checked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="note_confirmed_once",
                fields=["note"],
                condition=Q(kind=CheckKind.CONFIRMED),
            ),
            models.CheckConstraint(
                name="check_question_says_what",
                condition=Q(kind=CheckKind.CONFIRMED) | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="check_answered_whole",
                condition=Q(answer="", answered_by_name="", answered_at=None)
                | (
                    Q(kind=CheckKind.QUESTIONED, answered_at__isnull=False)
                    & ~Q(answer="")
                    & ~Q(answered_by_name="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.kind}"


@tracked()
class Promise(models.Model):
    """What whoever could free a task says they will do about it, and by when."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="promises")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("Sẽ làm gì"))
    until = models.DateField(_("Xong trước ngày"), null=True, blank=True)
    made_by_name = models.CharField(_("Người hẹn"), max_length=LONGEST_NAME)
    made_at = models.DateTimeField(_("Hẹn lúc"))

    class Meta:
        verbose_name = _("lời hẹn gỡ vướng")
        verbose_name_plural = _("các lời hẹn gỡ vướng")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(name="promise_says_what", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.note_id} → {self.unit_id}"
