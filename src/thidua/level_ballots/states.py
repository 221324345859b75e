"""How far the ballots of a unit are, by kind of subject and round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thidua.ballots.models import Ballot, State
from thidua.ballots.rule import YES
from thidua.campaigns.models import Campaign
from thidua.level_ballots.matters import FIRST, PURPOSE, LevelMatter
from thidua.organisations.models import Organisation
from thidua.vocabulary import Level, SubjectType

_DECIDED = {*Level.values(), YES, "no"}


@dataclass
class KindState:
    """The ballots of one kind at a unit, the oldest first; `round`: of which round."""

    kind: SubjectType
    round: int
    ballots: list[Ballot] = field(default_factory=list)

    @property
    def sealed(self) -> Sequence[Ballot]:
        return [one for one in self.ballots if one.state == State.SEALED]

    @property
    def last(self) -> Ballot | None:
        """The one that counts: the newest that was not cancelled, else the newest."""
        alive = [one for one in self.ballots if one.state != State.CANCELLED]
        known = alive or self.ballots
        return known[-1] if known else None

    @property
    def under_way(self) -> Ballot | None:
        over = (State.SEALED, State.CANCELLED)
        return next((one for one in self.ballots if one.state not in over), None)

    @property
    def turn(self) -> int:
        """The number of the turn that comes next, or is under way."""
        return len(self.sealed) + 1

    @property
    def undecided(self) -> int:
        """For how many the last sealed ballot came to nothing."""
        last = self.sealed[-1] if self.sealed else None
        told = (last.result or {}).get("candidates", []) if last is not None else []
        return sum(1 for one in told if one["value"] not in _DECIDED)


def states_at(campaign: Campaign, unit: Organisation) -> dict[tuple[SubjectType, int], KindState]:
    """By kind and round; who was never balloted is not there. One question."""
    found: dict[tuple[SubjectType, int], KindState] = {}
    rows = Ballot.objects.filter(campaign=campaign, organisation=unit, purpose=PURPOSE)
    for ballot in rows.select_related("organisation", "campaign").order_by("prepared_at", "pk"):
        matter = LevelMatter.of(ballot.purpose_ref)
        at = (matter.kind, matter.round)
        found.setdefault(at, KindState(*at)).ballots.append(ballot)
    return found


def state_of(
    states: Mapping[tuple[SubjectType, int], KindState], kind: SubjectType, number: int = FIRST
) -> KindState:
    return states.get((kind, number)) or KindState(kind, number)
