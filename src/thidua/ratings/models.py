"""Facts, classification, proposals and decisions: what was reached, what was chosen, what was
decided.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Organisation, Person
from thidua.roster.models import RosterEntry
from thidua.vocabulary import LAST_YEAR_OF_LABELS, Label, Level, SubjectType


class RunState(models.TextChoices):
    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang chạy")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không thành công")


class Run(models.Model):
    """Long work that the worker does and pages watch: how far it is, and why it failed."""

    state = models.CharField(
        _("Trạng thái"), max_length=10, choices=RunState.choices, default=RunState.WAITING
    )
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


@untracked(because="one run a row, never changed afterwards")
class Classification(Run):
    """One run of the rulebook over the whole roster of a year."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="classifications")
    # What the history had come to when the facts were read: anything later makes this run stale
    # (`freshness`).
    seen = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("lần xếp loại")
        verbose_name_plural = _("các lần xếp loại")
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.state}"


@untracked(because="worked out anew by each run from rows that are tracked")
class Rating(models.Model):
    """What the rulebook says of one subject: the range of its reached level, and where it stands
    after the choice.

    `low` = `high`: the level is known. Otherwise facts are missing and nobody can tell. `outcomes`
    has one letter a condition of the bound framework, in its order: M met, F not met, ? cannot
    tell."""

    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="rating"
    )
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    standing = models.PositiveSmallIntegerField(null=True)
    outcomes = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("kết quả xếp loại")
        verbose_name_plural = _("kết quả xếp loại")
        constraints = [
            models.CheckConstraint(
                name="rating_range", condition=Q(low__gte=1, high__lte=4, low__lte=F("high"))
            ),
            models.CheckConstraint(
                name="rating_standing_is_a_level",
                condition=Q(standing=None) | Q(standing__gte=1, standing__lte=4),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.low}..{self.high}"


@tracked()
class EarlierLevel(models.Model):
    """The level decided for a subject in a year before the product was used; of 2017 and earlier
    the label, which is no level.
    """

    year = models.PositiveSmallIntegerField(_("Năm"))
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="earlier_levels"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="earlier_levels"
    )
    level = models.CharField(_("Mức"), max_length=20, choices=Level.choices, blank=True)
    label = models.CharField(_("Nhãn"), max_length=30, choices=Label.choices, blank=True)

    class Meta:
        verbose_name = _("mức của năm trước")
        verbose_name_plural = _("mức của các năm trước")
        constraints = [
            models.UniqueConstraint(
                name="earlier_level_once",
                fields=["year", "subject_type", "organisation", "person"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="earlier_level_or_label",
                condition=Q(year__gt=LAST_YEAR_OF_LABELS, label="") & ~Q(level="")
                | Q(year__lte=LAST_YEAR_OF_LABELS, level="") & ~Q(label=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.level or self.label}"


@untracked(because="an answer kept by what was asked")
class LayerPreview(Run):
    """Who would move if a year's facts were rated under one version of a local layer. It changes
    nothing else.

    `key` is a fingerprint of everything that went in: the same question on the same facts is
    answered from here."""

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
    UNKNOWN = "unknown", _("Thành chưa đủ căn cứ")
    KNOWN = "known", _("Thành xác định được")
    UNRATED = "unrated", _("Không còn được xếp loại")
    REACHED = "reached", _("Chỉ đổi mức đạt tiêu chuẩn")


@untracked(because="a part of such an answer")
class PreviewMove(models.Model):
    """One subject that would move: reached range and standing before and after, and the conditions
    that decide it.
    """

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
        constraints = [
            models.UniqueConstraint(name="preview_move_once", fields=["preview", "roster_entry"])
        ]

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.standing_before} → {self.standing_after}"


@untracked(because="counted beforehand from rows that are tracked")
class Summary(models.Model):
    """Something counted once, and the moment it was counted at. The table is a source of nothing:
    it may be emptied at any time, and the next look counts again.

    `parts`: what has to change for it to be stale (numbers of `db.changes`; null: whatever
    changes). `seen` is the snapshot of the database in which it was counted, `home` the database in
    which that snapshot means something."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="summaries")
    place = models.CharField(max_length=200)
    parts = ArrayField(models.BigIntegerField(), null=True)
    content = models.JSONField()
    seen = models.TextField()
    home = models.CharField(max_length=60)
    counted_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("số liệu đã đếm")
        verbose_name_plural = _("các số liệu đã đếm")
        constraints = [
            models.UniqueConstraint(name="summary_once_a_place", fields=["campaign", "place"])
        ]

    def __str__(self) -> str:
        return self.place
