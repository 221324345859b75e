"""What a rule makes of counted slips, as a jurist reads it: a line a case, then properties."""

import itertools
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.ballots.papers import some_rule
from tests.trials import trial_size
from thidua.ballots.rule import Base, Kind, Rule, Share
from thidua.ballots.tally import Bases, Outcome, outcome, unanimous

MEMBERS, CALLED = 23, 21
LEVELS = {"XS": 4, "T": 3, "HT": 2, "KHT": 1}
YES_NO = {"yes": 2, "no": 1, "no_opinion": 0}


def rule(kind: Kind, share: str, base: Base, **more: Any) -> Rule:
    """`share`: "> 1/2" or "≥ 9/10"."""
    sign, _, fraction = share.partition(" ")
    part, whole = map(int, fraction.split("/"))
    options = {Kind.SCALE: LEVELS, Kind.YES_NO: YES_NO, Kind.ONE_OF: {"A": 0, "B": 0, "C": 0}}[kind]
    return Rule(
        kind=kind, options=options, base=base, part=part, whole=whole, more_than=sign == ">", **more
    )


Case = tuple[dict[str, int], Kind, str, Base, Bases, str]
"""Counts, kind, share, of whom, (members, called, present, cast), what comes of it."""
CASES: list[Case] = [
    ({"XS": 6, "T": 15}, Kind.SCALE, "> 1/2", Base.CALLED, Bases(23, 21, 21, 21), "T"),
    ({"XS": 13, "T": 8}, Kind.SCALE, "> 1/2", Base.CALLED, Bases(23, 21, 21, 21), "XS"),
    ({"T": 10, "HT": 11}, Kind.SCALE, "> 1/2", Base.CALLED, Bases(23, 21, 21, 21), "HT"),
    ({"XS": 7, "T": 7, "HT": 7}, Kind.SCALE, "> 1/2", Base.CALLED, Bases(23, 21, 21, 21), "T"),
    ({"XS": 10, "T": 10}, Kind.SCALE, "> 1/2", Base.CALLED, Bases(23, 20, 20, 20), "T"),
    ({"XS": 10, "T": 10}, Kind.SCALE, "≥ 1/2", Base.CALLED, Bases(23, 20, 20, 20), "XS"),
    ({"T": 10, "blank": 11}, Kind.SCALE, "> 1/2", Base.CALLED, Bases(23, 21, 21, 21), "none"),
    ({"T": 10, "blank": 11}, Kind.SCALE, "> 1/2", Base.VALID, Bases(23, 21, 21, 21), "T"),
    ({"yes": 13, "no": 2}, Kind.YES_NO, "≥ 9/10", Base.MEMBERS, Bases(15, 15, 15, 15), "no"),
    ({"yes": 14, "no": 1}, Kind.YES_NO, "≥ 9/10", Base.MEMBERS, Bases(15, 15, 15, 15), "yes"),
    ({"yes": 14, "no": 7}, Kind.YES_NO, "≥ 2/3", Base.CALLED, Bases(23, 21, 21, 21), "yes"),
    ({"yes": 14, "no": 7}, Kind.YES_NO, "> 2/3", Base.CALLED, Bases(23, 21, 21, 21), "no"),
    (
        {"yes": 6, "no": 3, "no_opinion": 3},
        Kind.YES_NO,
        "> 1/2",
        Base.VALID,
        Bases(23, 21, 12, 12),
        "no",
    ),
    ({"yes": 10, "no": 10}, Kind.YES_NO, "> 1/2", Base.CAST, Bases(23, 21, 20, 20), "no"),
    (
        {},
        Kind.YES_NO,
        "≥ 1/2",
        Base.CAST,
        Bases(23, 21, 0, 0),
        "no",
    ),  # an empty urn carries nothing
    ({}, Kind.SCALE, "≥ 1/2", Base.CAST, Bases(23, 21, 0, 0), "none"),
    ({"A": 8, "B": 8, "C": 5}, Kind.ONE_OF, "≥ 1/3", Base.CALLED, Bases(23, 21, 21, 21), "tie"),
    ({"A": 9, "B": 8, "C": 4}, Kind.ONE_OF, "≥ 1/3", Base.CALLED, Bases(23, 21, 21, 21), "A"),
    ({"A": 6, "B": 6, "C": 6}, Kind.ONE_OF, "≥ 1/3", Base.CALLED, Bases(23, 21, 18, 18), "none"),
]


@pytest.mark.parametrize("case", CASES)
def test_what_comes_of_counted_slips(case: Case) -> None:
    counts, kind, share, base, bases, expected = case
    assert outcome(rule(kind, share, base), counts, bases).value == expected


@pytest.mark.parametrize(
    ("share", "base", "needed"),
    [("> 1/2", 21, 11), ("> 1/2", 20, 11), ("≥ 1/2", 20, 10), ("≥ 9/10", 15, 14), ("≥ 2/3", 21, 14),
     ("> 2/3", 21, 15), ("> 1/2", 0, 1), ("≥ 1/2", 0, 1)],
)  # fmt: skip
def test_how_many_are_needed(share: str, base: int, needed: int) -> None:
    assert rule(Kind.SCALE, share, Base.CALLED).need(base) == needed


@pytest.mark.parametrize(("present", "enough"), [(15, False), (16, True)])
def test_two_thirds_of_twenty_three_are_sixteen(*, present: int, enough: bool) -> None:
    assert (present >= Share(part=2, whole=3).of(23)) == enough


@pytest.mark.parametrize(
    ("base", "of"),
    [(Base.MEMBERS, 23), (Base.CALLED, 20), (Base.PRESENT, 19), (Base.CAST, 18), (Base.VALID, 17)],
)
def test_who_may_not_vote_on_themselves_is_one_less_but_among_all_with_the_right(
    base: Base, of: int
) -> None:
    counts = {"T": 17, "own": 1, "blank": 1}
    without = rule(Kind.SCALE, "> 1/2", base, self_vote=False)
    assert outcome(without, counts, Bases(23, 21, 20, 19), own_voter=True).base == of
    all_the_same = rule(Kind.SCALE, "> 1/2", base)
    counted = outcome(all_the_same, counts, Bases(23, 21, 20, 19), own_voter=True).base
    assert counted == of + (base not in {Base.MEMBERS, Base.VALID})


def test_a_candidate_who_did_not_vote_leaves_the_slips_as_they_are() -> None:
    without = rule(Kind.SCALE, "> 1/2", Base.CAST, self_vote=False)
    assert outcome(without, {"T": 19}, Bases(23, 21, 20, 19), own_voter=True).base == 19


@pytest.mark.parametrize(
    ("counts", "said"),
    [({"T": 9}, "T"), ({"T": 8, "own": 1}, "T"), ({"T": 8, "XS": 1}, ""), ({}, ""),
     ({"blank": 3}, "blank")],
)  # fmt: skip
def test_slips_that_all_say_the_same_are_named(counts: dict[str, int], said: str) -> None:
    assert unanimous(counts) == said


@pytest.mark.parametrize(
    "wrong",
    [
        {"options": {"only": 1}},
        {"options": {"a": 1, "b": 1}},
        {"options": {"a": 1, "blank": 2}},
        {"part": 3, "whole": 2},
        {"part": 2, "whole": 2},
        {"part": 0},
        {"kind": "yes_no"},
        {"quorum": {"part": 3, "whole": 2}},
    ],
)
def test_a_rule_that_cannot_be_applied_is_none(wrong: dict[str, Any]) -> None:
    good = rule(Kind.SCALE, "> 1/2", Base.CALLED).as_json()
    with pytest.raises(ValidationError):
        Rule.model_validate(good | wrong)


def test_a_rule_reads_back_as_it_was_written() -> None:
    ours = rule(Kind.SCALE, "> 1/2", Base.CALLED, quorum=Share(part=2, whole=3), source="local")
    assert Rule.model_validate(ours.as_json()) == ours


# Properties
# --------------------------------------------------------------------------------------------------


@pytest.mark.trial
def test_a_better_slip_never_makes_a_worse_outcome() -> None:
    """Monotone, for random rules and counts: one slip moved to a higher option."""
    chance = random.Random(15)  # noqa: S311
    for _ in range(trial_size(20_000)):
        one = some_rule(chance)
        if one.kind is Kind.ONE_OF:
            continue
        order = sorted(one.options, key=one.options.__getitem__)
        counts = Counter({option: chance.randint(0, 9) for option in order})
        lower = next((option for option in order[:-1] if counts[option]), None)
        if lower is None:
            continue
        higher = chance.choice(order[order.index(lower) + 1 :])
        cast = counts.total()
        bases = Bases(cast + 3, cast + 2, cast + 1, cast)
        before = outcome(one, counts, bases)
        after = outcome(one, counts + Counter([higher]) - Counter([lower]), bases)
        assert _rank(one, after) >= _rank(one, before)


def _rank(one: Rule, found: Outcome) -> int:
    """Where an outcome stands: none and no below everything."""
    return one.options.get(found.value, -1) if found.value != "no" else -1


@given(st.lists(st.sampled_from(["XS", "T", "HT", "KHT", "blank"]), max_size=30), st.randoms())
def test_the_order_of_slips_tells_nothing(slips: list[str], chance: random.Random) -> None:
    ours = rule(Kind.SCALE, "> 1/2", Base.VALID)
    bases = Bases(40, 35, 35, len(slips))
    before = outcome(ours, Counter(slips), bases)
    chance.shuffle(slips)
    assert outcome(ours, Counter(slips), bases) == before


@pytest.mark.parametrize("voters", range(8))
def test_up_to_seven_voters_every_possible_ballot_comes_out_as_the_words_say(voters: int) -> None:
    """Brute force: the highest option that more than half of those called chose, or chose above."""
    ours = rule(Kind.SCALE, "> 1/2", Base.CALLED)
    for slips in itertools.combinations_with_replacement([*LEVELS, "blank"], voters):
        counts = Counter(slips)
        expected = "none"
        for level, rank in LEVELS.items():
            at_least = sum(1 for slip in slips if LEVELS.get(slip, 0) >= rank)
            if 2 * at_least > voters:
                expected = level
                break
        assert outcome(ours, counts, Bases(voters, voters, voters, voters)).value == expected
