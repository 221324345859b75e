"""Facts, classification, proposals and decisions: what was reached, what was chosen, what was decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.ledger.tracking import tracked
from thidua.organisations.models import Organisation, Person, Tier


class Level(models.TextChoices):
    """The four levels, worst first, as words; integers 1..4 live in frames and in `Rating`."""

    NOT_COMPLETED = "not_completed", _("Không hoàn thành nhiệm vụ")
    COMPLETED = "completed", _("Hoàn thành nhiệm vụ")
    GOOD = "good", _("Hoàn thành tốt nhiệm vụ")
    OUTSTANDING = "outstanding", _("Hoàn thành xuất sắc nhiệm vụ")


@tracked()
class FactSheet(models.Model):
    """What is known of one subject: criterion grades and facts by id, in words. A missing key is unknown."""

    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="fact_sheet"
    )
    facts = models.JSONField(_("Dữ kiện"), default=dict)

    class Meta:
        verbose_name = _("phiếu dữ kiện")
        verbose_name_plural = _("phiếu dữ kiện")

    def __str__(self) -> str:
        return f"facts of {self.roster_entry_id}"


@tracked()
class Proposal(models.Model):
    """What the subject claims, what is proposed, and what the committee chose.

    `chosen` outstanding: picked inside the quota among those who reached it. Any other `chosen` is a deviation
    from the reached level and carries its reason.
    """

    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="proposal"
    )
    self_claimed = models.CharField(_("Tự nhận"), max_length=20, choices=Level.choices, blank=True)
    proposed = models.CharField(_("Đề nghị"), max_length=20, choices=Level.choices, blank=True)
    chosen = models.CharField(_("Cấp uỷ chọn"), max_length=20, choices=Level.choices, blank=True)
    reason = models.TextField(_("Lý do"), blank=True)
    # Why the deciding committee sent the proposal back; empty once the lower level has proposed again.
    returned = models.TextField(_("Lý do trả lại"), blank=True, default="", db_default="")
    returned_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(_("Trả lại lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị xếp loại")
        verbose_name_plural = _("đề nghị xếp loại")
        constraints = [
            models.CheckConstraint(
                name="proposal_deviation_says_why", condition=Q(chosen__in=["", "outstanding"]) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="proposal_returned_says_why",
                condition=~Q(returned="") | Q(returned_by=None, returned_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"proposal for {self.roster_entry_id}"


class RunState(models.TextChoices):
    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang chạy")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không thành công")


class Run(models.Model):
    """Long work that the worker does and pages watch: how far it is, and why it failed."""

    state = models.CharField(_("Trạng thái"), max_length=10, choices=RunState.choices, default=RunState.WAITING)
    stage = models.CharField(_("Đang làm"), max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def over(self) -> bool:
        """Whether it came to its end, a good one or not."""
        return self.state in {RunState.DONE, RunState.FAILED}


class Classification(Run):
    """One run of the rulebook over the whole roster of a year."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="classifications")
    # What the history had come to when the facts were read: anything later makes this run stale (`freshness`).
    seen = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("lần xếp loại")
        verbose_name_plural = _("các lần xếp loại")
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.state}"


class Rating(models.Model):
    """What the rulebook says of one subject: the range of its reached level, and where it stands after the choice.

    `low` = `high`: the level is known. Otherwise facts are missing and nobody can tell. `outcomes` has one letter a
    condition of the bound framework, in its order: M met, F not met, ? cannot tell.
    """

    roster_entry = models.OneToOneField(RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="rating")
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    standing = models.PositiveSmallIntegerField(null=True)
    outcomes = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("kết quả xếp loại")
        verbose_name_plural = _("kết quả xếp loại")
        constraints = [
            models.CheckConstraint(name="rating_range", condition=Q(low__gte=1, high__lte=4, low__lte=F("high"))),
            models.CheckConstraint(
                name="rating_standing_is_a_level", condition=Q(standing=None) | Q(standing__gte=1, standing__lte=4)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.low}..{self.high}"


@tracked()
class EarlierLevel(models.Model):
    """The level decided for a subject in a year before the product was used."""

    year = models.PositiveSmallIntegerField(_("Năm"))
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="earlier_levels")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="earlier_levels")
    level = models.CharField(_("Mức"), max_length=20, choices=Level.choices)

    class Meta:
        verbose_name = _("mức của năm trước")
        verbose_name_plural = _("mức của các năm trước")
        constraints = [
            models.UniqueConstraint(
                name="earlier_level_once",
                fields=["year", "subject_type", "organisation", "person"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.level}"


class DecisionStatus(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
    ISSUED = "issued", _("Đã ban hành")
    REOPENED = "reopened", _("Mở lại")


@tracked()
class Decision(models.Model):
    """A numbered decision by which an organisation with authority sets the levels of its subjects.

    A draft may wait for its number. `bases` holds one line for each text or proposal that the decision rests on.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="decisions")
    number = models.CharField(_("Số"), max_length=60, blank=True)
    decided_on = models.DateField(_("Ngày"))
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="decisions")
    signer_post = models.CharField(_("Chức vụ người ký"), max_length=160, blank=True)
    bases = models.TextField(_("Căn cứ"), blank=True, default="", db_default="")
    covers = ArrayField(models.CharField(max_length=20, choices=SubjectType.choices), verbose_name=_("Đối tượng"))
    tier = models.CharField(_("Cấp của tổ chức được xếp"), max_length=20, choices=Tier.choices, blank=True)
    status = models.CharField(
        _("Trạng thái"), max_length=10, choices=DecisionStatus.choices, default=DecisionStatus.DRAFT
    )
    refusals = models.JSONField(_("Lý do chưa ban hành được"), default=list)
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("quyết định xếp loại")
        verbose_name_plural = _("quyết định xếp loại")
        ordering = ["decided_on", "number"]
        constraints = [
            models.UniqueConstraint(
                name="decision_number_once", fields=["campaign", "issuer", "number"], condition=~Q(number="")
            )
        ]

    def __str__(self) -> str:
        return self.number or str(_("chưa có số"))


@tracked()
class DecisionItem(models.Model):
    """One subject's decided level, beside the range that the rulebook had reached when it was decided."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="items")
    roster_entry = models.OneToOneField(RosterEntry, on_delete=models.PROTECT, related_name="decided")
    level = models.CharField(_("Mức được quyết định"), max_length=20, choices=Level.choices)
    reached_low = models.PositiveSmallIntegerField()
    reached_high = models.PositiveSmallIntegerField()
    reason = models.TextField(_("Lý do khác mức đạt"), blank=True)

    class Meta:
        verbose_name = _("mức được quyết định")
        verbose_name_plural = _("các mức được quyết định")

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.level}"


class LayerPreview(Run):
    """Who would move if a year's facts were rated under one version of a local layer. It changes nothing else.

    `key` is a fingerprint of everything that went in: the same question on the same facts is answered from here.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="previews")
    layer_id = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    summary = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("lần xem trước hướng dẫn")
        verbose_name_plural = _("các lần xem trước hướng dẫn")
        constraints = [models.UniqueConstraint(name="preview_once_a_question", fields=["key"])]

    def __str__(self) -> str:
        return f"{self.layer_id} v{self.version} on {self.campaign_id}: {self.state}"


class Moves(models.TextChoices):
    """How a subject would move."""

    DOWN = "down", _("Xuống mức")
    UP = "up", _("Lên mức")
    UNKNOWN = "unknown", _("Thành chưa xác định")
    KNOWN = "known", _("Thành xác định được")
    UNRATED = "unrated", _("Không còn được xếp loại")
    REACHED = "reached", _("Chỉ đổi mức đạt tiêu chuẩn")


class PreviewMove(models.Model):
    """One subject that would move: reached range and standing before and after, and the conditions that decide it."""

    preview = models.ForeignKey(LayerPreview, on_delete=models.CASCADE, related_name="moves")
    roster_entry = models.ForeignKey(RosterEntry, on_delete=models.CASCADE, related_name="+")
    direction = models.CharField(max_length=10, choices=Moves.choices)
    low_before = models.PositiveSmallIntegerField(null=True)
    high_before = models.PositiveSmallIntegerField(null=True)
    low_after = models.PositiveSmallIntegerField(null=True)
    high_after = models.PositiveSmallIntegerField(null=True)
    standing_before = models.PositiveSmallIntegerField(null=True)
    standing_after = models.PositiveSmallIntegerField(null=True)
    conditions = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        verbose_name = _("đối tượng đổi mức trong bản xem trước")
        verbose_name_plural = _("các đối tượng đổi mức trong bản xem trước")
        constraints = [models.UniqueConstraint(name="preview_move_once", fields=["preview", "roster_entry"])]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.standing_before} → {self.standing_after}"
