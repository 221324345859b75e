"""Who owes grades that nobody has to ask for, because they follow the tree: a cell's members grade
themselves, the committee of a cell its members. Seen by the unit, and by the committee above it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from thidua.acceptance.readers import read_by
from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.models import Notice
from thidua.notices.telling import acting_for, tell
from thidua.opinions.asking import AGAIN_AFTER, asker_of
from thidua.opinions.models import Grade
from thidua.organisations.models import Organisation
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import OpinionKind, SubjectType
from thidua.web.clock import today

OWED = Kind("opinions.owed", Text("nhắc mức chấm còn thiếu", "a reminder of grades not given yet"))


@dataclass(frozen=True)
class Member:
    """Somebody on the year's list and how many criteria nobody has graded yet in one quality."""

    entry: RosterEntry
    missing: int


@dataclass(frozen=True)
class OfCell:
    """A cell whose committee has members with open cells."""

    cell: Organisation
    members: int


@dataclass(frozen=True)
class TreeOwes:
    """`themselves`: members of the unit who have not graded everything of their own; `own`: how
    many of them its own committee has not; `cells`: the same of the cells right below.
    """

    themselves: Sequence[Member] = ()
    own: int = 0
    cells: Sequence[OfCell] = ()
    listed: Sequence[RosterEntry] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.themselves) + bool(self.own) + len(self.cells)


def tree_owes(campaign: Campaign, unit: Organisation) -> TreeOwes:
    """For whoever may see the unit; two questions. `listed`: everybody rated on the list at the
    unit and, but for members, at those below whose work it reads.

    Raises NotBoundError."""
    criteria = list(bound_frameworks(campaign)[SubjectType.MEMBER].terms.criteria)
    below = Organisation.objects.filter(read_by([unit.pk]))
    at = Q(organisation=unit) | Q(organisation__in=below)
    rows = RosterEntry.objects.filter(at, campaign=campaign, rated=True)
    rows = rows.select_related("person", "organisation").annotate(
        by_oneself=_graded(campaign, criteria, OpinionKind.SELF),
        by_cell=_graded(campaign, criteria, OpinionKind.CELL_COMMITTEE),
        settled=Exists(RosterEntry.objects.filter(DECIDED, pk=OuterRef("pk"))),
    )
    found: list[Any] = list(rows.order_by("sort_key", "code"))  # with what was counted
    members = [one for one in found if one.subject_type == SubjectType.MEMBER]
    open_ones = [one for one in members if not one.settled]
    most = len(criteria)
    here = [one for one in open_ones if one.organisation_id == unit.pk]
    cells: dict[int, list[RosterEntry]] = {}
    for one in open_ones:
        if one.by_cell < most:
            cells.setdefault(one.organisation_id, []).append(one)
    own = cells.pop(unit.pk, [])
    return TreeOwes(
        [Member(one, most - one.by_oneself) for one in here if one.by_oneself < most],
        len(own),
        [OfCell(owing[0].organisation, len(owing)) for owing in cells.values()],
        [
            one
            for one in found
            if one.organisation_id == unit.pk or one.subject_type != SubjectType.MEMBER
        ],
    )


def _graded(campaign: Campaign, criteria: Collection[str], kind: OpinionKind) -> Coalesce:
    """How many criteria of a member were graded in this quality."""
    whose = {} if kind is OpinionKind.SELF else {"opinion__unit": OuterRef("organisation")}
    grades = Grade.objects.filter(
        opinion__campaign=campaign,
        opinion__kind=kind,
        opinion__subject_type=SubjectType.MEMBER,
        opinion__person=OuterRef("person"),
        criterion__in=criteria,
        **whose,
    )
    counted = grades.order_by().values("opinion").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted[:1], output_field=IntegerField()), 0)


@transaction.atomic
def remind_members(
    campaign: Campaign, unit: Organisation, people: Collection[int], actor: Actor
) -> int:
    """Remind members of a unit that they have criteria of their own to grade; how many were. Who
    has no account, or was reminded less than two days ago, is left alone. Raises PermissionDenied.
    """
    authority = asker_of(actor, unit)
    others = User.objects.filter(person__in=people, is_active=True)
    if isinstance(actor, User):
        others = others.exclude(pk=actor.pk)
    users = _not_lately(others, campaign, unit)
    if users:
        with recording(
            act="opinions.remind", actor=authority, year=campaign.year, number=len(users)
        ):
            tell(
                OWED.id,
                users=users,
                key=f"{OWED.id}:{campaign.pk}:self:{unit.pk}:{today():%Y%m%d}",
                text=_GRADE_YOURSELF,
                href=reverse("opinions_own", args=[campaign.year]),
                campaign=campaign,
                organisation=unit,
                authority=authority,
            )
    return len(users)


@transaction.atomic
def remind_cells(
    campaign: Campaign, unit: Organisation, cells: Iterable[Organisation], actor: Actor
) -> int:
    """Remind the committees of these cells below a unit; how many were, as `remind_members`."""
    authority, number = asker_of(actor, unit), 0
    wanted = list(cells)
    acting = acting_for(wanted)
    for cell in wanted:
        found = User.objects.filter(pk__in=acting.get(cell.pk, []))
        users = _not_lately(found, campaign, cell)
        if not users:
            continue
        number += 1
        with recording(act="opinions.remind", actor=authority, year=campaign.year, unit=cell.name):
            tell(
                OWED.id,
                users=users,
                key=f"{OWED.id}:{campaign.pk}:cell:{cell.pk}:{today():%Y%m%d}",
                text=_GRADE_MEMBERS,
                href=reverse("opinions_grid", args=[campaign.year, cell.code]),
                campaign=campaign,
                organisation=cell,
                authority=authority,
            )
    return number


def _not_lately(users: "QuerySet[User]", campaign: Campaign, unit: Organisation) -> list[User]:
    lately = Notice.objects.filter(
        user=OuterRef("pk"),
        kind=OWED.id,
        campaign=campaign,
        organisation=unit,
        made_at__gt=timezone.now() - AGAIN_AFTER,
    )
    return list(users.filter(~Exists(lately)))


_GRADE_YOURSELF = Text(
    "Nhắc: đồng chí còn tiêu chí chưa tự chấm.", "Reminder: you have criteria of your own to grade."
)
_GRADE_MEMBERS = Text(
    "Nhắc: chi uỷ còn đảng viên chưa chấm đủ tiêu chí.",
    "Reminder: your cell has members whose criteria are not all graded.",
)
