"""What figures count beside the levels: the three states of the list, what was decided and has been
overtaken since, and as of which decision they count. Counted once, and again where something in the
reader's part changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.db.changes import EVERYTHING, bodies_under
from thidua.decisions.models import Decision
from thidua.decisions.overtaken import overtaken_counts
from thidua.decisions.queries import how_many_reopened, latest_counted
from thidua.language import Text
from thidua.numbers import in_both
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.reports.overview import name_of
from thidua.roster.queries import StateCounts, state_counts
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Apart:
    """The list of the reader's part by kind and state; how many decided subjects were overtaken;
    how many levels were reopened one by one, and how many of those are decided again: of these
    figures count the later decision, of the others none yet. `latest`: number, code of the issuer
    and day (ISO 8601) of the newest issued decision that holds a level there; each None where
    nothing is decided.
    """

    states: Mapping[SubjectType, StateCounts]
    overtaken: int
    reopened: int
    decided_again: int
    latest: Mapping[str, str | None]

    @property
    def as_of(self) -> Text | None:
        """As of which decision figures count; None where nothing was decided twice."""
        return as_of(self.reopened, self.decided_again)

    def as_of_numbers(self) -> dict[str, int | str | None]:
        """The same for programs."""
        numbers = {"reopened": self.reopened, "decided_again": self.decided_again}
        return {**{f"latest_{key}": value for key, value in self.latest.items()}, **numbers}

    def not_reviewed(self) -> int:
        return sum(counts.not_reviewed for counts in self.states.values())


def as_of(reopened: int, again: int) -> Text | None:
    """The sentence about levels that were reopened one by one; None: there are none."""
    if not reopened:
        return None
    return _AS_OF.format(again=in_both(again), waiting=in_both(reopened - again))


def counted_apart(*, campaign: Campaign, actor: Actor) -> Apart:
    """The numbers of the actor's part of the tree."""
    scope = scope_of(actor)

    def count(places: Sequence[str]) -> dict[str, Any]:
        states = state_counts(campaign=campaign, actor=actor)
        reopened, again = how_many_reopened(campaign, scope)
        found = {
            "states": {kind.value: asdict(counts) for kind, counts in states.items()},
            "overtaken": sum(overtaken_counts(campaign, scope).values()),
            "reopened": reopened,
            "decided_again": again,
            "latest": _latest(latest_counted(campaign, scope)),
        }
        return dict.fromkeys(places, found)

    place = f"apart:{name_of(scope)}"
    bodies = None if scope.everything else bodies_under(scope.paths)
    wanted = Wanted(place, None if bodies is None else (EVERYTHING, *bodies))
    content = cached_counts(campaign, [wanted], count)[place]
    states = {kind: StateCounts(**content["states"][kind.value]) for kind in SubjectType}
    more = {name: content[name] for name in ("overtaken", "reopened", "decided_again", "latest")}
    return Apart(states, **more)


def _latest(one: Decision | None) -> dict[str, str | None]:
    return {
        "decision": one.number if one else None,
        "issuer": one.issuer.code if one else None,
        "decided_on": one.decided_on.isoformat() if one else None,
    }


_AS_OF = Text(
    "Tính theo quyết định sau cùng đã ban hành: {again} mức đã được quyết định lại, {waiting} mức "
    "đang chờ quyết định lần hai; quyết định lần một vẫn giữ nguyên để đối chiếu.",
    "Counted as of the latest decision that was issued (levels decided again: {again}; waiting for "
    "their second decision: {waiting}); each first decision stays to compare with.",
)
