"""Reading points, scoped to who asks.

For rooms above: `standing_of` (unscoped: whoever serves a reader asks `points_bloc` first)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length

from thidua.accounts.actors import Actor
from thidua.blocs.models import Bloc, BlocMember, CriteriaSet, Criterion, SetState
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import placed_on
from thidua.points.counted import Key, counted_for, most_of
from thidua.points.counting import Counted
from thidua.points.models import SHOWN, Score, ScoreSheet
from thidua.points.permissions import sees_points
from thidua.points.places import places_of
from thidua.registrations.models import Holder, Registration
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import today


@dataclass(frozen=True)
class Member:
    """A unit of a bloc; `at_work`: it stands in the tree today; what it registered itself."""

    unit: Organisation
    at_work: bool
    registration: int | None = None


def members_of(bloc: Bloc) -> list[Member]:
    """The members in Vietnamese order. One question."""
    return [_member(row) for row in _rows(bloc.pk)]


def _member(row: Any) -> Member:
    return Member(row.organisation, row.at_work, row.registered)


def _rows(bloc: int) -> "QuerySet[Any]":
    standing = Placement.objects.filter(placed_on(today()), organisation=OuterRef("organisation"))
    registered = Registration.objects.filter(
        campaign=OuterRef("campaign"),
        organisation=OuterRef("organisation"),
        holder=Holder.ORGANISATION,
    ).values("pk")
    return (
        BlocMember.objects.filter(bloc=bloc)
        .select_related("organisation", "bloc__organiser", "bloc__head", "bloc__deputy")
        .annotate(at_work=Exists(standing), registered=Subquery(registered[:1]))
        .order_by("organisation__sort_key", "organisation__code")
    )


def points_bloc(actor: Actor, campaign: Campaign, pk: int) -> tuple[Bloc, list[Member]] | None:
    """A bloc whose standing the actor reads, with its members; None: there is none for them. One
    question.
    """
    rows = list(_rows(pk).filter(campaign=campaign))
    if not rows:
        return None
    bloc: Bloc = rows[0].bloc
    bloc.campaign = campaign
    if not sees_points(actor, bloc, [row.organisation_id for row in rows]):
        return None
    return bloc, [_member(row) for row in rows]


def criteria_of(bloc: Bloc) -> list[Criterion]:
    """The criteria in force, each with its set: of the bloc's newest signed version; without one,
    of the nearest that is for all units in the organiser's part. Empty: none are signed.
    """
    above = [int(key) for key in bloc.organiser.path.strip("/").split("/") if key]
    signed = CriteriaSet.objects.filter(
        Q(bloc=bloc) | Q(bloc=None, organiser__in=above),
        campaign=bloc.campaign_id,
        state=SetState.SIGNED,
    )
    own_first = F("bloc").asc(nulls_last=True)
    newest = signed.order_by(own_first, Length("organiser__path").desc(), "-version")
    found = Criterion.objects.filter(criteria_set=Subquery(newest.values("pk")[:1]))
    return list(found.select_related("criteria_set").order_by("position", "pk"))


@dataclass(frozen=True)
class Cell:
    """One criterion of one unit. `counted`: as it is now, or was when the sheet was sent (None:
    nothing counts it); `own`, `settled`: what the bloc may read of its sheet.
    """

    criterion: Criterion
    most: Decimal
    counted: Counted | None
    score: Score | None
    own: Decimal | None
    settled: Decimal | None


@dataclass(frozen=True)
class UnitPoints:
    """A unit's row. `total`: of a settled sheet; `place`: once nobody at work waits for theirs."""

    unit: Organisation
    at_work: bool
    sheet: ScoreSheet | None
    cells: tuple[Cell, ...]
    total: Decimal | None
    place: int | None = None

    @property
    def counts(self) -> bool:
        return self.at_work or self.total is not None

    @property
    def own_total(self) -> Decimal | None:
        """What the unit gave itself, where the bloc may read it."""
        own = [cell.own for cell in self.cells]
        return None if None in own or not own else sum((one for one in own if one), Decimal())

    @property
    def counted_total(self) -> Decimal:
        """What is counted so far, of the criteria that count themselves."""
        values = (cell.counted.value for cell in self.cells if cell.counted)
        return sum((one for one in values if one is not None), Decimal())


@dataclass(frozen=True)
class Standing:
    """A bloc by its criteria in force; without signed criteria there is no set, and no row has
    cells.
    """

    bloc: Bloc
    criteria_set: CriteriaSet | None
    criteria: Sequence[Criterion]
    units: tuple[UnitPoints, ...]

    @property
    def counting(self) -> list[UnitPoints]:
        """The units that have a place or wait for one: those at work, and those that were settled
        before they were merged.
        """
        return [row for row in self.units if row.counts]

    @property
    def settled(self) -> list[UnitPoints]:
        return [row for row in self.units if row.total is not None]

    @property
    def complete(self) -> bool:
        """Whether nobody waits to be settled."""
        return bool(self.settled) and len(self.settled) == len(self.counting)

    def of(self, unit: int) -> UnitPoints | None:
        return next((row for row in self.units if row.unit.pk == unit), None)


def standing_of(
    bloc: Bloc, members: Sequence[Member] | None = None, *, only: Organisation | None = None
) -> Standing:
    """The bloc's standing today; `only`: with the cells of this unit alone. Two questions, and what
    is counted of units that have not sent.
    """
    members = members_of(bloc) if members is None else members
    if only is not None:
        members = [member for member in members if member.unit == only]
    criteria = criteria_of(bloc)
    if not criteria:
        empty = (UnitPoints(one.unit, one.at_work, None, (), None) for one in members)
        return Standing(bloc, None, (), tuple(empty))
    read = _read(bloc, criteria, members)
    rows = tuple(_row(member, criteria, read) for member in members)
    totals = {row.unit.pk: row.total for row in rows if row.total is not None}
    complete = len(totals) == sum(1 for row in rows if row.counts)
    places = places_of(totals) if complete and only is None else {}
    return Standing(
        bloc=bloc,
        criteria_set=criteria[0].criteria_set,
        criteria=criteria,
        units=tuple(
            UnitPoints(
                row.unit, row.at_work, row.sheet, row.cells, row.total, places.get(row.unit.pk)
            )
            for row in rows
        ),
    )


@dataclass
class _Read:
    """What is stored and counted of a bloc."""

    sheets: dict[int, ScoreSheet] = field(default_factory=dict)
    scores: dict[Key, Score] = field(default_factory=dict)
    counted: Mapping[Key, Counted] = field(default_factory=dict)


def _read(bloc: Bloc, criteria: Sequence[Criterion], members: Sequence[Member]) -> _Read:
    criteria_set = criteria[0].criteria_set
    read = _Read()
    units = [member.unit.pk for member in members]
    stored = Score.objects.filter(
        sheet__bloc=bloc, sheet__criteria_set=criteria_set, sheet__unit__in=units
    )
    for score in stored.select_related("sheet"):
        read.sheets[score.sheet.unit_id] = score.sheet
        read.scores[score.sheet.unit_id, score.criterion_id] = score
    kept = {unit for unit, sheet in read.sheets.items() if sheet.status in SHOWN}
    live = [one for one in members if one.at_work and one.unit.pk not in kept]
    counted = counted_for(
        bloc.campaign,
        criteria_set,
        criteria,
        [one.unit for one in live],
        today=today(),
        registrations={one.registration for one in live if one.registration is not None},
    )
    for key, score in read.scores.items():
        if key[0] in kept and score.working:
            counted[key] = Counted(score.counted, Text(**score.working))
    read.counted = counted
    return read


def _row(member: Member, criteria: Sequence[Criterion], read: _Read) -> UnitPoints:
    unit = member.unit.pk
    sheet = read.sheets.get(unit)
    shown = sheet is not None and sheet.status in SHOWN
    accepted = sheet is not None and sheet.status == SubmissionStatus.ACCEPTED
    cells = []
    for criterion in criteria:
        score = read.scores.get((unit, criterion.pk))
        cells.append(
            Cell(
                criterion=criterion,
                most=most_of(criterion, criterion.criteria_set),
                counted=read.counted.get((unit, criterion.pk)),
                score=score,
                own=score.own if score and shown else None,
                settled=score.settled if score and accepted else None,
            )
        )
    total = sum((cell.settled or Decimal() for cell in cells), Decimal()) if accepted else None
    return UnitPoints(member.unit, member.at_work, sheet, tuple(cells), total)
