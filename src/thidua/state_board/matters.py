"""What a unit is reminded of where the step's own room hands in no matter: it is left until it is
sent, and what is missing is what the room says of the unit.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import STEP_STATES, StepStates, UnitStanding
from thidua.language import Text
from thidua.notices.matters import Matter
from thidua.organisations.models import Organisation
from thidua.state_board.judging import DONE, NOT_STARTED


@dataclass(frozen=True)
class _OfStep:
    """One step as a matter: what to do, and the button that leads there."""

    step: Step
    what: Text
    button: Text

    def matter(self) -> Matter:
        return Matter(
            self.step.value, self.address, self.left, self.say, self.name_button, self.missing
        )

    def address(self, campaign: Campaign, unit: Organisation) -> str:
        """Where the unit does it; "" while no room tells of the step."""
        room = self._room()
        return room.address(campaign, unit.code) if room is not None else ""

    def left(self, campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
        """One thing of whoever has not sent it."""
        known = self._standings(campaign, units)
        return {unit.pk: 1 for unit in units if known.get(unit.pk, NOT_STARTED).state not in DONE}

    def missing(self, campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, Text]:
        """What the room says is missing; units of which it says nothing are left out."""
        known = self._standings(campaign, units)
        return {pk: one.missing for pk, one in known.items() if one.missing is not None}

    def say(self, number: int) -> Text:
        return self.what

    def name_button(self, number: int) -> Text:
        return self.button

    def _room(self) -> StepStates | None:
        return next((room for room in STEP_STATES if room.step == self.step), None)

    def _standings(
        self, campaign: Campaign, units: Collection[Organisation]
    ) -> Mapping[int, UnitStanding]:
        room = self._room()
        return {} if room is None else room.standings(campaign, [unit.pk for unit in units])


LAUNCH_MATTER = _OfStep(
    Step.LAUNCH,
    Text("Xem và triển khai phát động", "Read the launch and carry it down"),
    Text("Mở phát động", "Open the launch"),
).matter()
