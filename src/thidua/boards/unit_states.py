"""Where units stand with reviewing and rating, as the state board asks: what they keep of the facts
and what they propose, counted body by body and kept.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Case, Count, QuerySet
from django.urls import reverse

from thidua.accounts.actors import Scope
from thidua.boards.lateness import (
    FACTS,
    KEEPER,
    PROPOSALS,
    PROPOSER,
    What,
    bodies_of,
    numbers_of,
    owed_under,
    rated_inside,
)
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import StepStates, UnitStanding, UnitState
from thidua.db.changes import EVERYTHING
from thidua.language import Text
from thidua.notices.models import About
from thidua.numbers import in_both
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.reviews.steps import standings as reviews_of_units
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry

_EVERYBODY = Scope(everything=True)
_DONE = frozenset({UnitState.SENT, UnitState.ACCEPTED})
_ABOUT: Mapping[What, str] = {FACTS: About.FACTS, PROPOSALS: About.PROPOSALS}


@dataclass(frozen=True)
class _Work:
    """What one unit does in a step: of how many subjects, how many are left, how many decided."""

    all: int
    left: int
    decided: int


def _work_of(campaign: Campaign, what: What) -> dict[int, _Work]:
    """What every unit of the province does, by its key; units that do nothing are left out.

    Both steps are counted at once, and kept with the year at hand: the board asks for the other one
    right after."""
    known: dict[str, Any] | None = getattr(campaign, "work_of_units", None)
    if known is None:
        bodies = bodies_of(campaign, _EVERYBODY)
        wanted = [Wanted(f"work:{body}", (EVERYTHING, body)) for body in bodies]
        known = cached_counts(campaign, wanted, _Counting(campaign)) if wanted else {}
        campaign.work_of_units = known  # type: ignore[attr-defined]
    return {unit: _Work(*numbers) for part in known.values() for unit, *numbers in part[what]}


@dataclass(frozen=True)
class _Counting:
    """Counts what the units of some bodies do, in four queries."""

    campaign: Campaign

    def __call__(self, places: Sequence[str]) -> dict[str, Any]:
        bodies = [int(place.partition(":")[2]) for place in places]
        entries = RosterEntry.objects.filter(rated_inside(self.campaign, bodies))
        left = owed_under(self.campaign, bodies)
        decided = dict(_by_unit(entries.filter(DECIDED).distinct(), PROPOSER))
        found: dict[str, Any] = {place: {FACTS: [], PROPOSALS: []} for place in places}
        for what, counted in _by_both(entries).items():
            of_this = left[what]
            for (body, who), number in counted.items():
                settled = decided.get((body, who), 0) if what == PROPOSALS else 0
                line = [who, number, of_this.get(who, 0), settled]
                found[f"work:{body}"][what].append(line)
        return found


def _by_both(
    entries: "QuerySet[RosterEntry, RosterEntry]",
) -> Mapping[What, Mapping[tuple[int, int], int]]:
    """How many each unit keeps the facts of, and how many it proposes levels for: both in one
    question, by body and unit.
    """
    rows = (
        entries.order_by()
        .annotate(keeper=KEEPER, proposer=PROPOSER)
        .values_list("upper_level", "keeper", "proposer")
        .annotate(number=Count("pk"))
    )
    found: dict[What, Counter[tuple[int, int]]] = {FACTS: Counter(), PROPOSALS: Counter()}
    for body, keeper, proposer, number in rows:
        for what, unit in ((FACTS, keeper), (PROPOSALS, proposer)):
            if unit is not None:
                found[what][body, unit] += number
    return found


def _by_unit(
    entries: "QuerySet[RosterEntry, RosterEntry]", unit: Case
) -> Iterator[tuple[tuple[int, int], int]]:
    return (((body, who), number) for body, who, number in numbers_of(entries, unit))


def _standings(
    what: What, campaign: Campaign, units: Collection[int] | None
) -> Mapping[int, UnitStanding]:
    """A unit that has nothing to do in the step is not named."""
    work = _work_of(campaign, what)
    wanted = work.keys() if units is None else work.keys() & set(units)
    return {unit: _standing(what, work[unit]) for unit in wanted}


def _reviewing(campaign: Campaign, units: Collection[int] | None) -> Mapping[int, UnitStanding]:
    """A unit that writes its reviews here stands where they stand, and is not done while facts are
    missing; one that keeps them on paper stands where its facts stand.
    """
    facts = _standings(FACTS, campaign, units)
    written = reviews_of_units(campaign, units)
    return {**facts, **{unit: _both(one, facts.get(unit)) for unit, one in written.items()}}


def _both(written: UnitStanding, facts: UnitStanding | None) -> UnitStanding:
    if written.state not in _DONE or facts is None or facts.state in _DONE:
        return written
    return replace(facts, state=UnitState.DRAFTING)


def _standing(what: What, work: _Work) -> UnitStanding:
    if work.left:
        begun = work.left < work.all
        state = UnitState.DRAFTING if begun else UnitState.NOT_STARTED
        return UnitStanding(state, missing=_missing(what, work.left), about=_ABOUT[what])
    done = what == FACTS or work.decided >= work.all
    return UnitStanding(UnitState.ACCEPTED if done else UnitState.SENT, about=_ABOUT[what])


def _missing(what: What, left: int) -> Text:
    words = (
        Text("thông tin của {number} trường hợp", "facts of {number}")
        if what == FACTS
        else Text("đề nghị xếp loại {number} trường hợp", "proposals of {number}")
    )
    return words.format(number=in_both(left))


def _address(campaign: Campaign, code: str) -> str:
    return reverse("board", kwargs={"year": campaign.year, "code": code})


REVIEW_STATES = StepStates(Step.REVIEW, _reviewing, _address, named_only=True)
RATE_STATES = StepStates(Step.RATE, partial(_standings, PROPOSALS), _address, named_only=True)
