"""What figures count beside the levels: the three states of the list, and what was decided and has
been overtaken since. Counted once, and again where something in the reader's part changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.db.changes import EVERYTHING, bodies_under
from thidua.decisions.overtaken import overtaken_counts
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.reports.overview import name_of
from thidua.roster.queries import StateCounts, state_counts
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Apart:
    """The list of the reader's part by kind and state; how many decided subjects were overtaken."""

    states: Mapping[SubjectType, StateCounts]
    overtaken: int

    def not_reviewed(self) -> int:
        return sum(counts.not_reviewed for counts in self.states.values())


def counted_apart(*, campaign: Campaign, actor: Actor) -> Apart:
    """The numbers of the actor's part of the tree."""
    scope = scope_of(actor)

    def count(places: Sequence[str]) -> dict[str, Any]:
        states = state_counts(campaign=campaign, actor=actor)
        found = {
            "states": {kind.value: asdict(counts) for kind, counts in states.items()},
            "overtaken": sum(overtaken_counts(campaign, scope).values()),
        }
        return dict.fromkeys(places, found)

    place = f"apart:{name_of(scope)}"
    bodies = None if scope.everything else bodies_under(scope.paths)
    wanted = Wanted(place, None if bodies is None else (EVERYTHING, *bodies))
    content = cached_counts(campaign, [wanted], count)[place]
    states = {kind: StateCounts(**content["states"][kind.value]) for kind in SubjectType}
    return Apart(states, content["overtaken"])
