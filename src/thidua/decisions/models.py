"""What was decided, and by which decision."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.decisions.sealed_models import (  # noqa: F401 - tables in a file of their own
    IssuedDecision,
    SealedLevel,
    SealedText,
)
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import Flow, act
from thidua.vocabulary import DecisionStatus, Level, SubjectType, Tier

LONGEST_WHY = 500
_OPEN = {DecisionStatus.DRAFT, DecisionStatus.REOPENED}
FLOW = Flow(
    act("revise", _OPEN),
    act("check", _OPEN),
    act("issue", _OPEN, DecisionStatus.ISSUED),
    act("discard", {DecisionStatus.DRAFT}),
    act("reopen", {DecisionStatus.ISSUED}, DecisionStatus.REOPENED, with_reason=True),
    act("reopen_one", {DecisionStatus.ISSUED}, with_reason=True),
)
"""A decision is drafted, issued, and taken back for a reason, whole or one level of it; what was
issued once is never thrown away.
"""


class Because(models.TextChoices):
    """Why one level that was decided is decided again."""

    OBJECTION = "objection", _("khiếu nại được chấp nhận")
    SUPERIOR = "superior", _("cấp trên phát hiện sai sót")
    INSPECTION = "inspection", _("kiểm tra, giám sát kết luận")


@tracked()
class Decision(models.Model):
    """A numbered decision by which an organisation with authority sets the levels of its subjects.

    A draft may wait for its number. `bases` holds one line for each text or proposal that the
    decision rests on."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="decisions")
    number = models.CharField(_("Số"), max_length=60, blank=True)
    decided_on = models.DateField(_("Ngày"))
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="decisions")
    signer_post = models.CharField(_("Chức vụ người ký"), max_length=160, blank=True)
    bases = models.TextField(_("Căn cứ"), max_length=4_000, blank=True, default="", db_default="")
    covers = ArrayField(
        models.CharField(max_length=20, choices=SubjectType.choices), verbose_name=_("Đối tượng")
    )
    tier = models.CharField(
        _("Cấp của tổ chức được xếp"), max_length=20, choices=Tier.choices, blank=True
    )
    supplements = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="supplemented_by",
        null=True,
        blank=True,
        verbose_name=_("Bổ sung cho quyết định"),
    )
    """The earlier decision of the same issuer that left its subjects out; null: it stands alone."""
    status = models.CharField(
        _("Trạng thái"), max_length=10, choices=DecisionStatus.choices, default=DecisionStatus.DRAFT
    )
    refusals = models.JSONField(_("Lý do chưa ban hành được"), default=list)
    issued_at = models.DateTimeField(null=True, blank=True)
    # What the history of facts had come to when it was issued: a later change of a fact that it
    # rests on is told (`overtaken`).
    facts_seen = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("quyết định xếp loại")
        verbose_name_plural = _("quyết định xếp loại")
        ordering = ["decided_on", "number"]
        triggers = [FilesGoFirst("decisions.decision")]
        constraints = [
            models.UniqueConstraint(
                name="decision_number_once",
                fields=["campaign", "issuer", "number"],
                condition=~Q(number=""),
            )
        ]

    def __str__(self) -> str:
        return self.number or str(_("chưa có số"))

    @property
    def again(self) -> "ReopenedLevel | None":
        """The one level that it decides again; such a decision is about nobody else. None: it is no
        second decision. Who prefetches `second_of` asks the database nothing more.
        """
        stored = self.pk or "second_of" in self._state.fields_cache
        return getattr(self, "second_of", None) if stored else None


def longest(name: str) -> int:
    """How many characters a decision's field of this name holds: for forms, sheets and actions.

    Raises ValueError for a field without a limit.
    """
    most: int | None = getattr(Decision._meta.get_field(name), "max_length", None)
    if most is None:
        raise ValueError(f"{name} has no limit")
    return most


@tracked()
class DecisionItem(models.Model):
    """One subject's decided level, beside the range that the rulebook had reached when it was
    decided.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="items")
    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.PROTECT, related_name="decided"
    )
    level = models.CharField(_("Mức được quyết định"), max_length=20, choices=Level.choices)
    reached_low = models.PositiveSmallIntegerField()
    reached_high = models.PositiveSmallIntegerField()
    reason = models.TextField(_("Lý do khác mức đạt"), blank=True)

    class Meta:
        verbose_name = _("mức được quyết định")
        verbose_name_plural = _("các mức được quyết định")

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.level}"


@tracked()
class ReopenedLevel(models.Model):
    """One level that left an issued decision, as it was decided: it stays readable beside the one
    of the `second` decision, in whatever state (null: not begun), which `issuer` makes.

    `why` is read by whoever may open the subject's page: no words of an objection."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reopened_levels")
    roster_entry = models.ForeignKey(
        RosterEntry, on_delete=models.PROTECT, related_name="reopened_levels"
    )
    level = models.CharField(_("Mức lần trước"), max_length=20, choices=Level.choices)
    reached_low = models.PositiveSmallIntegerField()
    reached_high = models.PositiveSmallIntegerField()
    reason = models.TextField(_("Lý do khác mức đạt"), blank=True)
    because = models.CharField(_("Vì"), max_length=12, choices=Because.choices)
    why = models.TextField(_("Lý do xếp loại lại"), max_length=LONGEST_WHY)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    second = models.OneToOneField(
        Decision, on_delete=models.SET_NULL, related_name="second_of", null=True, blank=True
    )
    reopened_on = models.DateField(_("Ngày"))
    reopened_at = models.DateTimeField(auto_now_add=True)
    reopened_by_name = models.CharField(_("Người mở lại"), max_length=400)

    class Meta:
        verbose_name = _("mức được xếp loại lại")
        verbose_name_plural = _("các mức được xếp loại lại")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="reopened_level_says_why", condition=~Q(why=""))]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.level}"
