"""Who tries to learn who voted what, and how well anybody would do who knows nothing.

An attacker holds everything that is stored, logged or backed up at any moment, the counted votes
and the order in which voters were marked among it; the link from a voter to their envelope is taken
as known. Only the closing codes are missing. Each attacker sorts the voters by one thing and the
votes by another, and says that the first voter cast the first vote, and so on.

In a ballot of n = 20 voters K = 10 choose one thing and 10 another. Whoever guesses blindly names K
voters; of them X are right, hypergeometric, and 2X guesses of n are: mean n/2 = 10, variance
4 K²(n-K)²/(n²(n-1)) = 5.263. Over N ballots the sum has mean 10 N and deviation √(5.263 N). With k
attackers, each may lie off to either side, the bound z(1 - 10⁻⁶/2k)·√(5.263 N) is passed by blind
guessing once in a million trials."""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

VOTERS, CHOSE = 20, 10
VARIANCE = 4 * CHOSE**2 * (VOTERS - CHOSE) ** 2 / (VOTERS**2 * (VOTERS - 1))
ONCE_IN = 1e-6


@dataclass(frozen=True)
class Seen:
    """What was found of one voter, while voting was open and since: each thing can be sorted."""

    cast_order: int
    person: int
    voter: int
    tag: bytes
    urn_name: bytes
    envelope: bytes


@dataclass(frozen=True)
class Slip:
    """A counted vote as it lies in the database: its place in the heap, its name, what it says."""

    place: int
    name: bytes
    yes: bool


@dataclass(frozen=True)
class Traces:
    """One ballot: what was found, and the truth, which no attacker is given."""

    voters: Sequence[Seen]
    votes: Sequence[Slip]
    truth: Sequence[bool]


VOTER_ORDERS: dict[str, Callable[[Seen], object]] = {
    "order of voting": lambda one: one.cast_order,
    "person": lambda one: one.person,
    "line of the list": lambda one: one.voter,
    "receipt": lambda one: one.tag,
    "name in the urn": lambda one: one.urn_name,
    "envelope": lambda one: one.envelope,
}
VOTE_ORDERS: dict[str, Callable[[Slip], object]] = {
    "place in the heap": lambda one: one.place,
    "name of the slip": lambda one: one.name,
    "name read backwards": lambda one: one.name[::-1],
}
ATTACKERS = [(voters, votes) for voters in VOTER_ORDERS for votes in VOTE_ORDERS]


def bound(ballots: int, attackers: int) -> float:
    """How far from half of all guesses blind guessing gets, but once in a million trials."""
    z = NormalDist().inv_cdf(1 - ONCE_IN / (2 * attackers))
    return z * math.sqrt(VARIANCE * ballots)


def right_guesses(traces: Traces, attacker: tuple[str, str]) -> int:
    """How many of the voters an attacker gets right in one ballot."""
    voters, votes = VOTER_ORDERS[attacker[0]], VOTE_ORDERS[attacker[1]]
    order = sorted(range(VOTERS), key=lambda at: voters(traces.voters[at]))  # type: ignore[arg-type,return-value]
    guessed = sorted(traces.votes, key=votes)  # type: ignore[arg-type]
    pairs = zip(order, guessed, strict=True)
    return sum(traces.truth[at] == slip.yes for at, slip in pairs)


def furthest(ballots: Sequence[Traces]) -> tuple[int, tuple[str, str]]:
    """How far off the best attacker is from half of all guesses, to either side, and who it is."""
    half = VOTERS // 2 * len(ballots)
    return max(
        (abs(sum(right_guesses(one, attacker) for one in ballots) - half), attacker)
        for attacker in ATTACKERS
    )


def learned(ballots: Sequence[Traces]) -> int:
    """A learner: on one half of the ballots, of which it is told the truth, it learns how often the
    voter of each place had the vote of each place; of the other half it names those ten whose votes
    so weighed say yes most. How far off half of the guesses it is there.
    """
    half = len(ballots) // 2
    weights = [[0.0] * VOTERS for _ in range(VOTERS)]
    for one in ballots[:half]:
        truth, votes = _in_order(one)
        for place, yes in enumerate(truth):
            for other, said in enumerate(votes):
                weights[place][other] += (yes == said) - 0.5
    right = 0
    for one in ballots[half:]:
        truth, votes = _in_order(one)
        says = [
            sum(weight if said else -weight for weight, said in zip(row, votes, strict=True))
            for row in weights
        ]
        named = set(sorted(range(VOTERS), key=lambda place: -says[place])[:CHOSE])
        right += sum(truth[place] == (place in named) for place in range(VOTERS))
    return abs(right - VOTERS // 2 * (len(ballots) - half))


def _in_order(one: Traces) -> tuple[list[bool], list[bool]]:
    """What voters chose in the order in which they voted, and the votes as they lie."""
    order = sorted(range(VOTERS), key=lambda at: one.voters[at].cast_order)
    votes = sorted(one.votes, key=lambda slip: slip.place)
    return [one.truth[at] for at in order], [slip.yes for slip in votes]


# Positive controls: the same ballots, their votes kept by a worse urn
# --------------------------------------------------------------------------------------------------


def plain_rows(one: Traces, _chance: random.Random) -> Traces:
    """Each vote is written when it is cast."""
    return _stored(one, _as_cast(one))


def one_row_moved(one: Traces, chance: random.Random) -> Traces:
    """The same, but one row was written anew somewhere else."""
    rows = _as_cast(one)
    row = rows.pop(chance.randrange(VOTERS))
    rows.insert(chance.randrange(VOTERS), row)
    return _stored(one, rows)


def batches_of_five(one: Traces, chance: random.Random) -> Traces:
    """Every five votes are shuffled together and written."""
    rows = _as_cast(one)
    batches = [rows[start : start + 5] for start in range(0, VOTERS, 5)]
    for batch in batches:
        chance.shuffle(batch)
    return _stored(one, (yes for batch in batches for yes in batch))


def _as_cast(one: Traces) -> list[bool]:
    return _in_order(one)[0]


def _stored(one: Traces, rows: Iterable[bool]) -> Traces:
    """The same voters; the votes lie in this order, each named by a number of its own."""
    slips = [Slip(place, place.to_bytes(8, "big"), yes) for place, yes in enumerate(rows)]
    return Traces(one.voters, slips, one.truth)
