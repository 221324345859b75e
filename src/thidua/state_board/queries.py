"""Reading where units stand: each step as its room tells it, judged by the days that count."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.campaigns.calendar import steps_of
from thidua.campaigns.due_dates import days_of_steps
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import STEP_STATES, StepStates, UnitStanding, UnitState
from thidua.state_board.days import again_by
from thidua.state_board.judging import Judged, Terms, judge
from thidua.state_board.models import Excuse
from thidua.state_board.units import Unit
from thidua.web.clock import today

Excuses = dict[tuple[str, int], Excuse]


@dataclass(frozen=True)
class StepRead:
    """One step of a year on a board. `followed`: some room tells of it; `opened`: it has begun.
    `judged`: by the key of the unit, those of which the step asks something.
    """

    step: Step
    followed: bool
    opened: bool
    opens_on: dt.date | None
    judged: Mapping[int, Judged] = field(default_factory=dict)
    room: StepStates | None = None

    @property
    def shown(self) -> bool:
        """Whether it has anything to show; otherwise its column stays narrow and empty."""
        return self.opened and bool(self.judged)

    @property
    def due_days(self) -> list[dt.date]:
        """The deadlines of these units, without the delays of single ones, each once."""
        return sorted({one.due_on for one in self.judged.values() if one.due_on})


@dataclass(frozen=True)
class StatesRead:
    """What a board stands on: every step, and the delays that are in force."""

    steps: Sequence[StepRead]
    excuses: Excuses

    def of(self, step: Step) -> StepRead:
        return next(read for read in self.steps if read.step == step)


def excuses_in_force(campaign: Campaign, units: Collection[int]) -> Excuses:
    """The delays of these units (by key) that nobody took back, with who granted them."""
    found = Excuse.objects.filter(campaign=campaign, unit__in=units, taken_back_at=None)
    return {(one.step, one.unit_id): one for one in found.select_related("superior")}


def states_of(
    campaign: Campaign, units: Sequence[Unit], *, only: Collection[Step] | None = None
) -> StatesRead:
    """Where these units stand in every step, in a fixed number of queries; the caller answers for
    who may know of them. `only`: as if no room told of the other steps.
    """
    keys = [unit.pk for unit in units]
    rooms: dict[Step, StepStates] = {}
    for one in STEP_STATES:
        if only is None or one.step in only:
            rooms.setdefault(Step(one.step), one)
    due = days_of_steps(campaign, list(rooms), keys) if rooms else {}
    excuses = excuses_in_force(campaign, keys)
    again = again_by(campaign)
    read: list[StepRead] = []
    for known in steps_of(campaign):
        room = rooms.get(known.step)
        standings = {} if room is None else room.standings(campaign, keys)
        begun = known.opens_on is None or known.opens_on <= today()
        # A year that was never launched here and of which nobody says anything: cannot tell.
        followed = room is not None and (bool(standings) or _told_of(room, campaign))
        opened = begun or any(
            standing.state != UnitState.NOT_STARTED for standing in standings.values()
        )
        judged: dict[int, Judged] = {}
        if room is not None and followed and opened:
            days = {pk: due.get(pk, {}).get(known.step) for pk in keys}
            asks_all = room.without_days or not any(days.values())
            named = standings.keys() if room.named_only else frozenset(keys)
            judged = {
                pk: _judged(standings.get(pk), days[pk], excuses.get((known.step, pk)), again)
                for pk in keys
                if pk in named and (asks_all or days[pk] is not None)
            }
        read.append(StepRead(known.step, followed, opened, known.opens_on, judged, room))
    return StatesRead(read, excuses)


def _told_of(room: StepStates, campaign: Campaign) -> bool:
    """Whether a room that knows nothing of some units speaks of the year at all."""
    return campaign.launched_at is not None or bool(room.standings(campaign, None))


def _judged(
    standing: UnitStanding | None,
    due_on: dt.date | None,
    excuse: Excuse | None,
    again: Callable[[dt.date], dt.date],
) -> Judged:
    terms = Terms(due_on, excuse.until if excuse else None, again)
    return judge(standing, terms, today=today())
