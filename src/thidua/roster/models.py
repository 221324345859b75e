"""Who is rated this year and who is not, frozen as of one day."""

from typing import TYPE_CHECKING, Any, TypedDict

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Organisation, Person
from thidua.roster.levels import counting_level
from thidua.vocabulary import (
    Body,
    DecisionStatus,
    NotReviewed,
    PositionRole,
    RosterState,
    Sector,
    SubjectType,
    Tier,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class HasLevel(TypedDict):
        level: int | None

    Levelled = WithAnnotations["RosterEntry", HasLevel]


class RosterEntries(models.QuerySet["RosterEntry"]):
    """The subjects of a year."""

    def with_level(self) -> "models.QuerySet[Levelled, Any]":
        """Each with `level` (1 to 4, None: cannot tell), the one that counts: `roster.levels`."""
        entries: models.QuerySet[RosterEntry, Any] = self
        return entries.annotate(level=counting_level())


NOT_YET_REVIEWED = "roster.not_yet_reviewed"
"""Why a subject is not rated for now: the review is made up for later (`PutOff`)."""


def in_state(state: str) -> Q:
    """Of a roster entry in a query: it stands there (a `RosterState`)."""
    put_off = Q(rated=False, excluded_by=NOT_YET_REVIEWED)
    if state == RosterState.NOT_REVIEWED:
        return put_off
    return Q(rated=True) if state == RosterState.RATED else Q(rated=False) & ~put_off


@untracked(because="laid down from dated rows that are tracked; freezing is the year's act")
class RosterEntry(models.Model):
    """One subject of the year, frozen as of the cut-off date: who, where in the tree, rated or why
    not.

    `organisation` is the member's cell, the rated organisation itself, or the organisation that a
    collective or leader leads. `parent`, `grassroots`, `upper_level` are its ancestors on that day
    (itself where it is of that tier)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="roster")
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="roster_entries", null=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="roster_entries"
    )
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    grassroots = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True
    )
    upper_level = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True
    )
    tier = models.CharField(_("Cấp"), max_length=20, choices=Tier.choices)
    body = models.CharField(_("Hình thức"), max_length=20, choices=Body.choices, blank=True)
    sector = models.CharField(_("Loại hình"), max_length=30, choices=Sector.choices, blank=True)
    role = models.CharField(_("Vai trò"), max_length=20, choices=PositionRole.choices, blank=True)
    title = models.CharField(_("Chức danh"), max_length=120, blank=True)
    code = models.CharField(_("Mã"), max_length=40)
    name = models.CharField(_("Tên"), max_length=255)
    sort_key = models.CharField(max_length=400, db_collation="C")
    search_key = models.CharField(max_length=400)
    rated = models.BooleanField(_("Được xếp loại"), default=True)
    excluded_by = models.CharField(_("Không xếp loại theo"), max_length=80, blank=True)
    facts = models.JSONField(_("Thông tin từ danh sách"), default=dict)

    objects = RosterEntries.as_manager()

    class Meta:
        verbose_name = _("đối tượng trong danh sách năm")
        verbose_name_plural = _("danh sách năm")
        ordering = ["sort_key", "code"]
        constraints = [
            models.UniqueConstraint(
                name="roster_member_once",
                fields=["campaign", "person"],
                condition=Q(subject_type="member"),
            ),
            models.UniqueConstraint(
                name="roster_body_once",
                fields=["campaign", "subject_type", "organisation"],
                condition=Q(person=None),
            ),
            models.UniqueConstraint(
                name="roster_leader_once",
                fields=["campaign", "person", "organisation"],
                condition=Q(subject_type="leader"),
            ),
            models.CheckConstraint(
                name="roster_person_for_people",
                condition=Q(subject_type__in=["member", "leader"], person__isnull=False)
                | Q(subject_type__in=["organisation", "collective"], person__isnull=True),
            ),
            models.CheckConstraint(
                name="roster_unrated_says_why",
                condition=Q(rated=True, excluded_by="") | (Q(rated=False) & ~Q(excluded_by="")),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "subject_type", "tier"], name="roster_by_kind"),
            models.Index(fields=["campaign", "parent", "subject_type"], name="roster_by_parent"),
            models.Index(
                fields=["campaign", "grassroots", "subject_type"], name="roster_by_grassroots"
            ),
            models.Index(
                fields=["campaign", "upper_level", "subject_type"], name="roster_by_upper_level"
            ),
            models.Index(
                fields=["campaign", "subject_type", "sort_key", "code"], name="roster_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.subject_type})"

    @property
    def state(self) -> RosterState:
        """In which of the three states it stands, as `in_state` has it for queries."""
        if self.rated:
            return RosterState.RATED
        put_off = self.excluded_by == NOT_YET_REVIEWED
        return RosterState.NOT_REVIEWED if put_off else RosterState.EXEMPT

    @property
    def issued_item(self) -> Any:
        """The item of the issued decision that holds the level (a `DecisionItem`, of a room above);
        None while it is open.

        Who prefetches `decided__decision` asks the database nothing more.
        """
        item = getattr(self, "decided", None)
        issued = item is not None and item.decision.status == DecisionStatus.ISSUED
        return item if issued else None


@tracked()
class PutOff(models.Model):
    """A review that was not held with the others: why, and since when it is made up for.

    While `reviewed_on` is unknown the subject is not yet reviewed and is rated by nothing. Once
    it is, a supplementary decision of that day or later ends it."""

    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="put_off"
    )
    reason = models.CharField(_("Lý do"), max_length=20, choices=NotReviewed.choices)
    note = models.CharField(_("Ghi chú"), max_length=300, blank=True)
    noted_on = models.DateField(_("Ngày ghi"))
    reviewed_on = models.DateField(_("Ngày kiểm điểm bù"), null=True, blank=True)

    class Meta:
        verbose_name = _("trường hợp chưa kiểm điểm")
        verbose_name_plural = _("các trường hợp chưa kiểm điểm")

    def __str__(self) -> str:
        return f"{self.roster_entry_id}: {self.reason}"
