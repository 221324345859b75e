"""Who is late: grassroots organisations and upper-level bodies whose own part of a step was to be
done by a day that is over. Counted body by body and kept; the days are compared at every look.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.urls import reverse

from thidua.accounts.actors import Scope
from thidua.boards.models import UNPROPOSED
from thidua.campaigns.due_dates import days_of_steps
from thidua.campaigns.models import Campaign, Step
from thidua.db.changes import EVERYTHING, bodies_under
from thidua.facts.models import NOTHING_ENTERED
from thidua.language import Text
from thidua.notices.matters import Matter
from thidua.notices.models import About
from thidua.numbers import in_both
from thidua.organisations.models import Organisation
from thidua.organisations.queries import within
from thidua.ratings.body_counts import upper_levels
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType, Tier
from thidua.web.clock import today

What = Literal["facts", "proposals"]
FACTS: What = "facts"
PROPOSALS: What = "proposals"


KEEPER = Case(
    When(
        Q(grassroots__isnull=False)
        & (Q(subject_type=SubjectType.MEMBER) | ~Q(organisation=F("grassroots"))),
        then="grassroots",
    ),
    When(organisation=F("grassroots"), then="upper_level"),
)
"""Who keeps the facts of a roster entry: of cells and their members the grassroots committee."""
PROPOSER = Case(
    When(Q(subject_type=SubjectType.MEMBER) & ~Q(organisation=F("grassroots")), then="grassroots"),
    When(
        ~Q(subject_type=SubjectType.MEMBER)
        & Q(tier__in=[Tier.GRASSROOTS.value, Tier.UPPER_LEVEL.value]),
        then="organisation",
    ),
)
"""Who proposes the level of a roster entry to whoever decides."""


@dataclass(frozen=True)
class LateUnit:
    """An organisation that owes something whose day is over: by how many days, and of how many
    subjects the facts or the proposals are missing.
    """

    unit: Organisation
    days: int
    what: What
    number: int


def late_units(*, campaign: Campaign, scope: Scope) -> list[LateUnit]:
    """Those inside the scope, the latest first; each once, with what was due first.

    Facts are due with the step of reviewing, proposals with that of rating, each on the unit's own
    day (`campaigns.due_dates`). Without a calendar nobody is late."""
    owing = _owed(campaign, scope)
    units = owing[FACTS].keys() | owing[PROPOSALS].keys()
    due = days_of_steps(campaign, [Step.REVIEW, Step.RATE], units) if units else {}
    late: dict[int, tuple[int, What, int]] = {}
    for what, step in ((FACTS, Step.REVIEW), (PROPOSALS, Step.RATE)):
        for unit, number in owing[what].items():
            days = _days_after(due[unit][step])
            if days > 0 and unit not in late:
                late[unit] = (days, what, number)
    found = [
        LateUnit(unit, *late[unit.pk])
        for unit in Organisation.objects.filter(within(scope), pk__in=late)
    ]
    return sorted(found, key=lambda one: (-one.days, -one.number, one.unit.path))


def proposals_left(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
    """How many subjects each of these units still has to propose, by the unit's key."""
    owing = _owed(campaign, Scope(everything=True))[PROPOSALS]
    return {unit.pk: owing[unit.pk] for unit in units if unit.pk in owing}


def board_address(campaign: Campaign, unit: Organisation) -> str:
    """The board of a unit."""
    return reverse("board", kwargs={"year": campaign.year, "code": unit.code})


def what_waits(number: int) -> Text:
    """The row of the unit that is to propose so many."""
    return Text(
        "Gửi đề nghị xếp loại {number} trường hợp",
        "Send the proposals of {number} case"
        if number == 1
        else "Send the proposals of {number} cases",
    ).format(number=in_both(number))


def button_there(number: int) -> Text:
    """The button that leads there."""
    return Text(
        "Đề nghị {number} trường hợp",
        "Propose {number} case" if number == 1 else "Propose {number} cases",
    ).format(number=in_both(number))


PROPOSALS_MATTER = Matter(About.PROPOSALS, board_address, proposals_left, what_waits, button_there)
"""That proposals are missing, as a unit is reminded of it."""


def _days_after(day: dt.date | None) -> int:
    return (today() - day).days if day is not None else 0


def _owed(campaign: Campaign, scope: Scope) -> Mapping[What, dict[int, int]]:
    """Per unit how many subjects wait for something it keeps, whatever the day."""
    if not (scope.everything or scope.paths):
        return {FACTS: {}, PROPOSALS: {}}
    bodies = bodies_of(campaign, scope)
    wanted = [Wanted(f"owed:{body}", (EVERYTHING, body)) for body in bodies]
    found: dict[What, dict[int, int]] = {FACTS: {}, PROPOSALS: {}}
    if wanted:
        for part in cached_counts(campaign, wanted, _Counting(campaign)).values():
            for what, units in found.items():
                units |= dict(part[what])
    return found


def owed_under(campaign: Campaign, bodies: Sequence[int]) -> Mapping[What, dict[int, int]]:
    """The same counted now for the units under some upper-level bodies (by key), two queries."""
    found: dict[What, dict[int, int]] = {FACTS: {}, PROPOSALS: {}}
    for part in _Counting(campaign)([f"owed:{body}" for body in bodies]).values():
        for what, lines in part.items():
            found[what] |= {unit: number for unit, number in lines}  # noqa: C416 - lists of two
    return found


def bodies_of(campaign: Campaign, scope: Scope) -> Sequence[int]:
    """The upper-level bodies that a scope lies in, or holds."""
    inside = None if scope.everything else bodies_under(scope.paths)
    return upper_levels(campaign) if inside is None else inside


@dataclass(frozen=True)
class _Counting:
    """Counts what the units of some bodies owe, in two queries."""

    campaign: Campaign

    def __call__(self, places: Sequence[str]) -> dict[str, dict[What, list[list[int]]]]:
        bodies = [int(place.partition(":")[2]) for place in places]
        found: dict[str, dict[What, list[list[int]]]] = {
            place: {FACTS: [], PROPOSALS: []} for place in places
        }
        for what, rows in ((FACTS, self._facts(bodies)), (PROPOSALS, self._proposals(bodies))):
            for body, unit, number in rows:
                found[f"owed:{body}"][what].append([unit, number])
        return found

    def _facts(self, bodies: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """A member's sheet is kept in the cell; of everybody else by the committee above. Whoever
        has a sheet and waits for the levels of others owes nothing.
        """
        unknown = RosterEntry.objects.with_level().filter(self._inside(bodies), level=None)
        missing = NOTHING_ENTERED | Q(subject_type=SubjectType.MEMBER)
        return numbers_of(unknown.filter(missing), KEEPER)

    def _proposals(self, bodies: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """What a unit proposes to whoever decides: itself, and the members of its cells."""
        waiting = RosterEntry.objects.filter(self._inside(bodies)).filter(UNPROPOSED)
        return numbers_of(waiting.exclude(DECIDED), PROPOSER)

    def _inside(self, bodies: Sequence[int]) -> Q:
        return rated_inside(self.campaign, bodies)


def rated_inside(campaign: Campaign, bodies: Sequence[int]) -> Q:
    """The entries of a year that are rated under these upper-level bodies (by key)."""
    return Q(campaign=campaign, rated=True, upper_level__in=bodies)


def numbers_of(entries: "QuerySet[RosterEntry, RosterEntry]", unit: Case) -> Iterator[Any]:
    """Body, unit and how many, of those entries that belong to a unit."""
    rows: Iterable[tuple[int, int | None, int]] = (
        entries.order_by()
        .annotate(unit=unit)
        .values_list("upper_level", "unit")
        .annotate(number=Count("pk"))
    )
    return ((body, who, number) for body, who, number in rows if who is not None)
