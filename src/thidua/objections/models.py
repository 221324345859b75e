"""Objections to decided levels and awards, how they are verified, and what was sealed of them."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.awards.models import Award
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision, ReopenedLevel
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import Flow, act
from thidua.vocabulary import Level

LONGEST_WORDS, LONGEST_FOR_UNIT, LONGEST_NAME = 4_000, 1_000, 400
PAPERS, HEALTH = "objections.papers", "objections.health"
"""The kinds of files of an objection: what it shows, and papers about somebody's health."""


class State(models.TextChoices):
    SENT = "sent", _("Đã gửi")
    RECEIVED = "received", _("Đã nhận")
    VERIFYING = "verifying", _("Đang xác minh")
    UPHELD = "upheld", _("Chấp nhận, xem lại")
    KEPT = "kept", _("Giữ nguyên")
    WITHDRAWN = "withdrawn", _("Đã rút")


OPEN = (State.SENT, State.RECEIVED, State.VERIFYING)
FLOW = Flow(
    act("receive", {State.SENT}, State.RECEIVED),
    act("assign", {State.RECEIVED, State.VERIFYING}, State.VERIFYING),
    act("note", {State.VERIFYING}),
    act("ask", {State.VERIFYING}),
    act("uphold", {State.VERIFYING}, State.UPHELD, with_reason=True),
    act("keep", {State.VERIFYING}, State.KEPT, with_reason=True),
    act("withdraw", set(OPEN), State.WITHDRAWN),
)
"""An objection is received, verified, answered with reasons; until it is answered its sender may
take it back.
"""


@tracked()
class Objection(models.Model):
    """One objection against one decided level, or one award.

    Levels are contested as they were decided: `decision`, `level` and the range reached stay as
    they were. `conditions` are ids of rules, `facts` what should stand there instead: `fact`,
    `seen`, `wanted` (stored values as words; wanted may be ""). `found`: what the verification
    found, by fact. `for_unit`: the unit for which an officer sent it; null: the subject did."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="objections")
    roster_entry = models.ForeignKey(
        RosterEntry, on_delete=models.PROTECT, related_name="objections"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="objections", null=True
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="objections", null=True)
    level = models.CharField(
        _("Mức bị khiếu nại"), max_length=20, choices=Level.choices, blank=True
    )
    seen_low = models.PositiveSmallIntegerField(null=True)
    seen_high = models.PositiveSmallIntegerField(null=True)
    instance = models.PositiveSmallIntegerField(_("Lần"), default=1)
    first = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="second", null=True, blank=True
    )
    conditions = ArrayField(models.CharField(max_length=80), verbose_name=_("Điều kiện"))
    facts = models.JSONField(_("Thông tin"), default=list)
    why = models.TextField(_("Vì sao không đúng"), max_length=LONGEST_WORDS)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_by_name = models.CharField(_("Người gửi"), max_length=LONGEST_NAME)
    for_unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    told_on = models.DateField(_("Ngày được thông báo"))
    sent_on = models.DateField(_("Ngày gửi"))
    sent_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("Trả lời trước"))
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="objections")
    state = models.CharField(
        _("Tình trạng"), max_length=10, choices=State.choices, default=State.SENT
    )
    found = models.JSONField(_("Xác minh được"), default=dict)
    answer = models.TextField(_("Lý do"), max_length=LONGEST_WORDS, blank=True)
    for_the_unit = models.TextField(_("Phần gửi đơn vị"), max_length=LONGEST_FOR_UNIT, blank=True)
    answered_on = models.DateField(_("Ngày trả lời"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    answered_by_name = models.CharField(_("Người trả lời"), max_length=LONGEST_NAME, blank=True)
    reopened = models.OneToOneField(
        ReopenedLevel, on_delete=models.PROTECT, related_name="objection", null=True
    )
    withdrawn_on = models.DateField(_("Ngày rút"), null=True, blank=True)
    health_erased_on = models.DateField(_("Ngày xoá giấy tờ sức khoẻ"), null=True, blank=True)

    class Meta:
        verbose_name = _("khiếu nại mức xếp loại")
        verbose_name_plural = _("các khiếu nại mức xếp loại")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_against_one_thing",
                condition=Q(decision__isnull=False, award=None) & ~Q(level="")
                | Q(decision=None, award__isnull=False, level=""),
            ),
            models.CheckConstraint(name="objection_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="objection_second_has_first",
                condition=Q(instance=1, first=None) | Q(instance=2, first__isnull=False),
            ),
            models.CheckConstraint(
                name="objection_answered_whole",
                condition=Q(state__in=[State.UPHELD, State.KEPT], answered_on__isnull=False)
                & ~Q(answer="")
                | ~Q(state__in=[State.UPHELD, State.KEPT]) & Q(answered_on=None, answer=""),
            ),
            models.UniqueConstraint(
                name="objection_once_a_level",
                fields=["roster_entry", "decision", "instance"],
                condition=~Q(state="withdrawn") & Q(decision__isnull=False),
            ),
            models.UniqueConstraint(
                name="objection_once_an_award",
                fields=["award", "instance"],
                condition=~Q(state="withdrawn") & Q(award__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["receiver", "state"], name="objection_of_receiver")]
        triggers = [
            FilesGoFirst(PAPERS),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_answered(self) -> bool:
        return self.state in (State.UPHELD, State.KEPT)


@tracked()
class Verifier(models.Model):
    """Somebody to whom a committee gave the verification, by name; `body`: for which body."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="verifiers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    body = models.ForeignKey(
        AdvisoryBody, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    assigned_on = models.DateField()
    assigned_by_name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        verbose_name = _("người xác minh")
        verbose_name_plural = _("những người xác minh")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="verifier_once", fields=["objection", "user"])]

    def __str__(self) -> str:
        return self.name


@tracked()
class Question(models.Model):
    """What the verification asks a unit: the question, and the facts that it is about. Nothing of
    what was objected. `ballot`: the unit is told to vote again.
    """

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="questions")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST_WORDS)
    facts = ArrayField(models.CharField(max_length=80), default=list)
    ballot = models.BooleanField(default=False)
    asked_on = models.DateField()
    asked_by_name = models.CharField(max_length=LONGEST_NAME)
    answer = models.TextField(max_length=LONGEST_WORDS, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        verbose_name = _("câu hỏi xác minh")
        verbose_name_plural = _("các câu hỏi xác minh")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="question_answered_whole",
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.unit_id}"


class LineKind(models.TextChoices):
    SENT = "sent", _("Gửi khiếu nại")
    RECEIVED = "received", _("Nhận")
    ASSIGNED = "assigned", _("Giao xác minh")
    NOTE = "note", _("Xác minh")
    FOUND = "found", _("Xác minh được")
    ASKED = "asked", _("Hỏi đơn vị")
    BALLOT = "ballot", _("Yêu cầu bỏ phiếu lại")
    REPLIED = "replied", _("Đơn vị trả lời")
    OPENED = "opened", _("Mở giấy tờ sức khoẻ")
    UPHELD = "upheld", _("Chấp nhận, mở quyết định lần hai")
    KEPT = "kept", _("Giữ nguyên mức")
    WITHDRAWN = "withdrawn", _("Rút khiếu nại")
    ERASED = "erased", _("Xoá giấy tờ sức khoẻ")


@tracked()
class Line(models.Model):
    """One line of an objection's record. Only ever added to."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=LineKind.choices)
    text = models.TextField(max_length=LONGEST_WORDS, blank=True)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        verbose_name = _("dòng diễn biến khiếu nại")
        verbose_name_plural = _("diễn biến khiếu nại")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.kind}"


@untracked(because="what was sealed, as it was then; a rule erases it, which a history would undo")
class SealedPart(models.Model):
    """The content of one link of the chain of seals, with its salt: the answer, or the digests of
    health papers. Erased by rule both are empty, and `erased_on` says when.
    """

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="sealed")
    kind = models.CharField(max_length=20)
    content = models.BinaryField()
    salt = models.BinaryField()
    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    erased_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("phần niêm phong của khiếu nại")
        verbose_name_plural = _("các phần niêm phong của khiếu nại")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="objection_sealed_once", fields=["objection", "kind"])
        ]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.kind}"

    @property
    def short(self) -> str:
        """“9f3c…a17e”, as people compare it."""
        return f"{self.hash[:4]}…{self.hash[-4:]}"
