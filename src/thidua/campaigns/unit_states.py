"""Where a unit stands in a step of the year: each room says so of the step that is its work.

The state board and whoever asks who is late read this registry; neither knows how a room works."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from thidua.campaigns.models import Campaign, Step
from thidua.language import Text
from thidua.web.registry import Registry


class UnitState(StrEnum):
    """From nothing yet to accepted. A unit that a room does not name has not started."""

    NOT_STARTED = "not_started"
    DRAFTING = "drafting"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class UnitStanding:
    """One unit in one step: since which day it stands so, what is missing ("rõ hiệu quả"; empty:
    nothing to say). `about`: the matter that it is reminded of, where that has another word than
    the step.
    """

    state: UnitState
    since: dt.date | None = None
    missing: Text | None = None
    about: str = ""


Standings = Callable[[Campaign, Collection[int] | None], Mapping[int, UnitStanding]]


@dataclass(frozen=True)
class StepStates:
    """One room's step. `standings(campaign, units)`: by the key of the organisation; `units` None:
    all of the province, in a fixed number of queries. `address`: where a unit does it, by the
    unit's code ("": nowhere yet). `named_only`: it asks only the units that it names; of the others
    nothing is waited for. `without_days`: it asks a unit of whose tier the calendar has no day too.
    """

    step: Step
    standings: Standings
    address: Callable[[Campaign, str], str]
    named_only: bool = False
    without_days: bool = False


STEP_STATES: Registry[StepStates] = Registry("states of the units in the steps of the year")
