"""PURE: what the slips for a candidate come to under a rule. Integers alone, no order of slips."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from thidua.ballots.rule import NOT_MARKED, OWN, YES, Base, Kind, Rule

NONE, TIE, NO = "none", "tie", "no"
"""What is no option: no option has enough; several lead alike, which the program does not break."""
FEWEST_SHOWN = 5
"""With fewer slips for a candidate only the outcome is told: each of few knows the others'."""

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Bases:
    """Of whom a share can be: numbers of the whole ballot, or for one candidate."""

    members: int
    called: int
    present: int
    cast: int
    valid: int = 0

    def without_own(self, *, own_voter: bool, own_slips: int) -> "Bases":
        """For a candidate who may not vote on themselves: they are called and there, and their own
        line is no slip. All with the right stay all.
        """
        less = int(own_voter)
        return replace(
            self,
            called=max(0, self.called - less),
            present=max(0, self.present - less),
            cast=max(0, self.cast - own_slips),
        )

    def of(self, base: Base) -> int:
        return int(getattr(self, base.value))


@dataclass(frozen=True)
class Outcome:
    """What came of one candidate: an option, `none` or `tie`; how many were needed, of how many,
    and what was counted.
    """

    value: str
    need: int
    base: int
    counts: Counts


def bases_for(rule: Rule, counts: Counts, bases: Bases, *, own_voter: bool) -> Bases:
    """The bases for one candidate, valid slips among them."""
    if not rule.self_vote:
        bases = bases.without_own(own_voter=own_voter, own_slips=counts.get(OWN, 0))
    valid = sum(number for mark, number in counts.items() if mark not in NOT_MARKED)
    return replace(bases, valid=valid)


def outcome(rule: Rule, counts: Counts, bases: Bases, *, own_voter: bool = False) -> Outcome:
    """What comes of one candidate; `bases` are those of the whole ballot."""
    base = bases_for(rule, counts, bases, own_voter=own_voter).of(rule.base)
    need = rule.need(base)
    decide = {Kind.SCALE: _scale, Kind.YES_NO: _yes_no, Kind.ONE_OF: _one_of}[rule.kind]
    return Outcome(decide(rule, counts, need), need, base, dict(counts))


def outcomes(
    rule: Rule, counted: Mapping[int, Counts], bases: Bases, *, own_voters: Iterable[int] = ()
) -> dict[int, Outcome]:
    """The same for every candidate by number, each by itself."""
    own = set(own_voters)
    return {no: outcome(rule, counts, bases, own_voter=no in own) for no, counts in counted.items()}


def slips(counts: Counts) -> int:
    """How many slips a candidate has; one's own line is none."""
    return sum(number for mark, number in counts.items() if mark != OWN)


def unanimous(counts: Counts) -> str:
    """The mark that every slip bears; "": they differ, or there is none. It is no secret then who
    chose it.
    """
    marked = [mark for mark, number in counts.items() if number and mark != OWN]
    return marked[0] if len(marked) == 1 else ""


def _scale(rule: Rule, counts: Counts, need: int) -> str:
    """The highest option that enough chose, or chose above."""
    so_far = 0
    for option in sorted(rule.options, key=lambda code: -rule.options[code]):
        so_far += counts.get(option, 0)
        if so_far >= need:
            return option
    return NONE


def _yes_no(_rule: Rule, counts: Counts, need: int) -> str:
    return YES if counts.get(YES, 0) >= need else NO


def _one_of(rule: Rule, counts: Counts, need: int) -> str:
    most = max(counts.get(option, 0) for option in rule.options)
    if most < need:
        return NONE
    leading = [option for option in rule.options if counts.get(option, 0) == most]
    return leading[0] if len(leading) == 1 else TIE
