"""The grid of opinions: subjects of one kind by criteria, as one giver grades them and as everybody
did; the last column is computed from what is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from thidua.acceptance.readers import read_by
from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.opinions.models import Ask, Grade
from thidua.opinions.permissions import Giver, exactly_at
from thidua.opinions.reading import Said, about, differing, giver_of_ask, said_of
from thidua.organisations.models import Organisation
from thidua.ratings.explaining import explanations_of
from thidua.roster.identity import SubjectKey, key_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation, Framework
from thidua.rulebook.errors import FactError
from thidua.vocabulary import Grade as GradeWord
from thidua.vocabulary import Level, OpinionKind, SubjectType

OWN, BELOW = "own", "below"
_GIVES = {
    "members": OpinionKind.CELL_COMMITTEE,
    OWN: OpinionKind.COMMITTEE,
    BELOW: OpinionKind.SUPERIOR,
}


@dataclass(frozen=True)
class Group:
    """Subjects of one kind that one unit's committee grades in one quality: the members of a cell;
    the organisation, its collective, its leaders; those of the units whose work it reads.
    """

    whose: str
    kind: SubjectType
    unit: Organisation
    number: int = 0

    @property
    def slug(self) -> str:
        return f"{self.whose}-{self.kind.value}"

    @property
    def giver(self) -> Giver:
        return Giver(_GIVES[self.whose], self.unit)

    def entries(self, campaign: Campaign) -> "QuerySet[RosterEntry]":
        rows = RosterEntry.objects.filter(
            _of(self.whose, self.unit), campaign=campaign, subject_type=self.kind.value
        )
        found = rows.select_related("organisation", "person", "fact_sheet")
        return found.order_by("sort_key", "code")


def _of(whose: str, unit: Organisation) -> Q:
    member = Q(subject_type=SubjectType.MEMBER)
    if whose == "members":
        return member & Q(organisation=unit)
    if whose == OWN:
        return ~member & Q(organisation=unit)
    return ~member & Q(organisation__in=Organisation.objects.filter(read_by([unit.pk])))


def groups_of(campaign: Campaign, unit: Organisation) -> list[Group]:
    """What there is to grade for a unit's committee, in one question: members first."""
    counts = {whose: Count("pk", filter=_of(whose, unit)) for whose in _GIVES}
    rows = RosterEntry.objects.filter(campaign=campaign).order_by().values_list("subject_type")
    found = [
        Group(whose, SubjectType(kind), unit, number)
        for kind, *numbers in rows.annotate(**counts)
        for whose, number in zip(_GIVES, numbers, strict=True)
        if number
    ]
    places, kinds = list(_GIVES), list(SubjectType)
    return sorted(found, key=lambda one: (places.index(one.whose), kinds.index(one.kind)))


def entry_in(
    campaign: Campaign, unit: Organisation, subject_type: str, code: str
) -> RosterEntry | None:
    """A subject of one of a unit's grids by its code, in one question; None: in none of them."""
    anywhere = _of("members", unit) | _of(OWN, unit) | _of(BELOW, unit)
    rows = RosterEntry.objects.filter(
        anywhere, campaign=campaign, subject_type=subject_type, code=code
    )
    return rows.select_related("organisation", "person").first()


@dataclass(frozen=True)
class Cell:
    """One criterion of one subject: the giver's own grade, and whose differ from it."""

    criterion: str
    grade: GradeWord | None
    reason: str
    others: Sequence[Said]
    differs: bool


@dataclass(frozen=True)
class Row:
    """One subject. `missing`: cells that the giver has not graded; `explanation` None: its facts
    cannot be read.
    """

    entry: RosterEntry
    said: Sequence[Said]
    cells: Sequence[Cell]
    explanation: Explanation | None
    asks: Sequence[Ask] = ()

    @property
    def missing(self) -> int:
        return sum(cell.grade is None for cell in self.cells) if self.entry.rated else 0

    @property
    def level(self) -> Level | None:
        return self.explanation.level if self.explanation else None

    @property
    def waits_for(self) -> Text | None:
        """What is waited for where the giver has graded everything: who was asked for it, where it
        is the level as a civil servant; else the first fact that is not known.
        """
        missing = self.explanation.missing if self.explanation else ()
        if not missing:
            return None
        asked = (a for a in self.asks if a.kind == OpinionKind.EMPLOYER.value)
        named = next((giver_of_ask(one).title for one in asked), None)
        civil = any(name == "civil_servant_level" for name, _title in missing)
        return named if civil and named else missing[0][1]


@dataclass
class Grid:
    """`may`: whether the reader gives what this giver says."""

    campaign: Campaign
    group: Group
    framework: Framework
    may: bool
    rows: Sequence[Row] = field(default_factory=list)

    @cached_property
    def criteria(self) -> Mapping[str, Text]:
        return {name: spec.title for name, spec in self.framework.terms.criteria.items()}

    @property
    def by_workbook(self) -> int:
        """Of how many subjects with open cells a level can be told: by the year's workbook."""
        return sum(row.missing > 0 and row.level is not None for row in self.rows)

    @property
    def left(self) -> "Left":
        """Of a grid that was read whole."""
        return Left(
            sum(row.missing for row in self.rows), sum(row.missing > 0 for row in self.rows)
        )


@dataclass(frozen=True)
class Left:
    """How many cells the giver has not graded, of how many subjects."""

    cells: int
    subjects: int


def left_of(grid: Grid) -> Left:
    """The same of a whole grid of which some rows were read: two questions."""
    group, campaign = grid.group, grid.campaign
    entries = group.entries(campaign).select_related(None).filter(rated=True)
    subjects = set(entries.values_list("person_id", "organisation_id"))
    rows = Grade.objects.filter(
        opinion__campaign=campaign,
        opinion__subject_type=group.kind.value,
        opinion__kind=group.giver.kind.value,
        opinion__unit=group.unit,
        criterion__in=list(grid.criteria),
    )
    counted = rows.order_by().values_list("opinion__person_id", "opinion__organisation_id")
    member = group.kind is SubjectType.MEMBER
    graded = {
        (person, group.unit.pk if member else place): number
        for person, place, number in counted.annotate(Count("pk"))
    }
    open_cells = [len(grid.criteria) - graded.get(subject, 0) for subject in subjects]
    return Left(sum(open_cells), sum(number > 0 for number in open_cells))


def grid_of(
    actor: Actor, campaign: Campaign, group: Group, *, only: Sequence[int] | None = None
) -> Grid:
    """The grid with its rows (`only`: of these roster entries), in eight questions or so, however
    many rows. Raises NotBoundError.
    """
    frameworks = bound_frameworks(campaign)
    may = exactly_at(actor, group.unit) is not None
    grid = Grid(campaign, group, frameworks[group.kind], may)
    found = group.entries(campaign)
    entries = list(found if only is None else found.filter(pk__in=only))
    for entry in entries:
        entry.campaign = campaign
    keys = [key_of(entry) for entry in entries]
    said = said_of(campaign, keys)
    explained = _explained([entry for entry in entries if entry.rated], frameworks)
    asks = _asks(campaign, keys) if any(_civil(one) for one in explained.values()) else {}
    grid.rows = [
        _row(grid, entry, said.get(key, []), explained.get(entry.pk), asks.get(key, ()))
        for entry, key in zip(entries, keys, strict=True)
    ]
    return grid


def _explained(
    entries: Sequence[RosterEntry], frameworks: Mapping[SubjectType, Framework]
) -> dict[int, Explanation]:
    try:
        return explanations_of(entries, frameworks)
    except FactError:  # a stored fact that nobody can read: the rating page says which
        return {}


def _civil(explanation: Explanation) -> bool:
    return any(name == "civil_servant_level" for name, _title in explanation.missing)


def _asks(campaign: Campaign, keys: Sequence[SubjectKey]) -> dict[SubjectKey, list[Ask]]:
    found: dict[SubjectKey, list[Ask]] = {}
    rows = Ask.objects.filter(about(keys), campaign=campaign, kind=OpinionKind.EMPLOYER)
    for ask in rows.select_related("unit", "body"):
        found.setdefault(ask.key, []).append(ask)
    return found


def _row(
    grid: Grid,
    entry: RosterEntry,
    said: Sequence[Said],
    explanation: Explanation | None,
    asks: Sequence[Ask],
) -> Row:
    giver = grid.group.giver
    own = next((one for one in said if one.giver == giver), None)
    others = [one for one in said if one.giver != giver]
    cells = [_cell(name, own, others) for name in grid.criteria]
    return Row(entry, said, cells, explanation, asks)


def _cell(criterion: str, own: Said | None, others: Sequence[Said]) -> Cell:
    grade = own.grade(criterion) if own else None
    reason = own.grades[criterion].reason if own and grade else ""
    graded = [one for one in others if criterion in one.grades]
    differs = grade is not None and bool(differing(graded, criterion, grade))
    return Cell(criterion, grade, reason, graded, differs)
