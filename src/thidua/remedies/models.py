"""A limit that somebody named: its cause, what is done about it, and whether it is closed.

A limit is an item, not prose. What is done about it says the same as a task
(`registrations.content` in JSON); it is closed by somebody else than whoever does it."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Organisation, Person
from thidua.roster.identity import SubjectKey
from thidua.submissions.flow import Flow, act
from thidua.vocabulary import SubjectType

LONGEST_NAME, LONGEST_SOURCE, LONGEST_WORDS = 255, 255, 2_000
OF_STEP = "remedies.step"
"""The owner kind of the files of a step: the proof."""


class Source(models.TextChoices):
    """Where a limit was named."""

    REVIEW = "review", _("Bản kiểm điểm")
    MEETING = "meeting", _("Cuộc họp kiểm điểm")
    CONFERENCE = "conference", _("Hội nghị")
    OBJECTION = "objection", _("Phản ánh, khiếu nại")
    INSPECTION = "inspection", _("Kiểm tra, giám sát")
    OTHER = "other", _("Nơi khác")


class State(models.TextChoices):
    OPEN = "open", _("Đang làm")
    PROOF_SENT = "proof_sent", _("Chờ xác nhận")
    CLOSED = "closed", _("Đã đóng")


REMEDY = Flow(
    act("change", {State.OPEN}),
    act("write_step", {State.OPEN, State.PROOF_SENT}),
    act("ask_to_close", {State.OPEN}, State.PROOF_SENT),
    act("send_back", {State.PROOF_SENT}, State.OPEN, with_reason=True),
    act("close", {State.PROOF_SENT}, State.CLOSED),
    act("carry_over", {State.OPEN, State.PROOF_SENT}, with_reason=True),
)


@tracked()
class Remedy(models.Model):
    """One limit, its cause and what is done about it.

    `campaign`: the year in whose review it was named; it is worked on until it is closed, in later
    years too. `organisation`: in whose part of the tree it lies (of a member: the cell). Who does
    it is a subject (`key`), by person and unit, never by a row of the roster. `verifier`: the unit
    whose officers close it. `content`: as `registrations.content.as_json`; `due_on` says its end
    again, for sorting (None: not said yet). `revision` counts savings. `repeats`: the same limit
    as it was named before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="remedies")
    source = models.CharField(_("Nguồn"), max_length=12, choices=Source.choices)
    source_words = models.CharField(_("Nêu ở đâu"), max_length=LONGEST_SOURCE, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)
    limit = models.TextField(_("Hạn chế"))
    cause = models.TextField(_("Nguyên nhân"), blank=True)
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    dismissed = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Đơn vị"), on_delete=models.PROTECT, related_name="+"
    )
    subject_type = models.CharField(_("Loại đối tượng"), max_length=20, choices=SubjectType.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    verifier = models.ForeignKey(
        Organisation, verbose_name=_("Nơi xác nhận"), on_delete=models.PROTECT, related_name="+"
    )

    due_on = models.DateField(_("Hạn"), null=True, blank=True)
    state = models.CharField(
        _("Tình trạng"), max_length=10, choices=State.choices, default=State.OPEN
    )
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="repeated_by", null=True, blank=True
    )
    raised_on = models.DateField(_("Ngày nêu"))
    raised_at = models.DateTimeField(_("Nêu lúc"))
    raised_by_name = models.CharField(_("Người nêu"), max_length=LONGEST_NAME)
    closed_on = models.DateField(_("Ngày đóng"), null=True, blank=True)
    closed_by_name = models.CharField(_("Người xác nhận"), max_length=LONGEST_NAME, blank=True)

    class Meta:
        verbose_name = _("việc khắc phục")
        verbose_name_plural = _("các việc khắc phục")
        ordering = ["raised_on", "pk"]
        indexes = [
            models.Index(fields=["campaign", "organisation"], name="remedy_of_unit"),
            models.Index(fields=["person"], name="remedy_of_person"),
            models.Index(
                fields=["due_on"], condition=~Q(state=State.CLOSED), name="remedy_open_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(name="remedy_says_the_limit", condition=~Q(limit="")),
            models.CheckConstraint(
                name="remedy_closed_whole",
                condition=(Q(state=State.CLOSED, closed_on__isnull=False) & ~Q(closed_by_name=""))
                | (~Q(state=State.CLOSED) & Q(closed_on=None, closed_by_name="")),
            ),
            models.CheckConstraint(
                name="remedy_does_not_repeat_itself",
                condition=Q(repeats=None) | ~Q(repeats=F("pk")),
            ),
            models.CheckConstraint(
                name="remedy_of_a_subject",
                condition=Q(subject_type="member", person__isnull=False, unit=None)
                | Q(subject_type="leader", person__isnull=False, unit__isnull=False)
                | Q(
                    subject_type__in=["organisation", "collective"],
                    person=None,
                    unit__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                name="remedy_once_of_a_named_limit",
                fields=["source_id", "subject_type", "person", "unit"],
                condition=Q(source=Source.CONFERENCE),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.limit[:80]

    @property
    def key(self) -> SubjectKey:
        """Who does it."""
        return SubjectKey(SubjectType(self.subject_type), self.person_id, self.unit_id)


class StepKind(models.TextChoices):
    """What a line of a remedy's record is about."""

    RAISED = "raised", _("Nhận việc")
    WORK = "work", _("Đã làm")
    ASKED = "asked", _("Xin xác nhận đã xong")
    SENT_BACK = "sent_back", _("Hỏi lại")
    CARRIED = "carried", _("Chuyển hạn")
    CLOSED = "closed", _("Xác nhận đã xong")


@tracked()
class RemedyStep(models.Model):
    """One line of a remedy's record, never changed: what was done, asked or said, on which day.
    `carried_to`: the new end, of a line that carries it over.
    """

    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    on = models.DateField(_("Ngày"))
    text = models.TextField(_("Đã làm gì"), blank=True)
    carried_to = models.DateField(_("Hạn mới"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_by_name = models.CharField(_("Người ghi"), max_length=LONGEST_NAME)
    written_at = models.DateTimeField(_("Ghi lúc"))

    class Meta:
        verbose_name = _("bước khắc phục")
        verbose_name_plural = _("các bước khắc phục")
        ordering = ["on", "pk"]
        triggers = [
            FilesGoFirst(OF_STEP),
            pgtrigger.Protect(name="step_stays", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.remedy_id} {self.on} {self.kind}"


@tracked()
class ProofLook(models.Model):
    """That somebody who closes remedies has read a step, and when they last opened a file of it
    (`files_at` None: none yet). Nobody closes what they have not seen.
    """

    step = models.ForeignKey(RemedyStep, on_delete=models.PROTECT, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("Đọc lúc"))
    files_at = models.DateTimeField(_("Mở tệp lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lượt xem minh chứng khắc phục")
        verbose_name_plural = _("các lượt xem minh chứng khắc phục")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="proof_look_once", fields=["step", "by"])]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.by_id}"


@untracked(because="only ever added, by whoever opens a file; nothing in it changes")
class FileOpened(models.Model):
    """That somebody who closes remedies opened one file of a step; the proof is seen once each file
    is. `file`: its key among the attachments.
    """

    look = models.ForeignKey(ProofLook, on_delete=models.CASCADE, related_name="opened")
    file = models.BigIntegerField(_("Tệp"))

    class Meta:
        verbose_name = _("tệp minh chứng đã mở")
        verbose_name_plural = _("các tệp minh chứng đã mở")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="proof_file_opened_once", fields=["look", "file"])
        ]

    def __str__(self) -> str:
        return f"{self.look_id}: {self.file}"
