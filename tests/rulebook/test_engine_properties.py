"""What must hold for any facts whatsoever, under every framework."""

from functools import cache
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rulebook.oracle import GRADES, Oracle
from tests.rulebook.samples import engine_frame, facts_for_explain, random_subject
from tests.trials import trial_size
from thidua.rulebook import OUTCOME, Framework, classify, condition_ids, explain
from thidua.vocabulary import Outcome

pytestmark = pytest.mark.trial
few = settings(max_examples=trial_size(50), deadline=None)
randoms = st.integers(0, 2**32).map(Random)


def ranges(frame: pl.DataFrame) -> list[tuple[int, int] | None]:
    return [
        None if low is None else (low, high)
        for low, high in frame.select("low", "high").iter_rows()
    ]


@cache
def oracle_for(text: str) -> Oracle:
    return Oracle(text)


@pytest.fixture(scope="session")
def oracle(framework: Framework) -> Oracle:
    return oracle_for(framework.to_yaml())


@given(random=randoms)
@few
def test_engine_and_oracle_agree_on_the_level_and_on_every_condition(
    framework: Framework, oracle: Oracle, random: Random
) -> None:
    subjects = [random_subject(framework, random) for _ in range(120)]
    rated = classify(framework, engine_frame(framework, subjects))
    assert ranges(rated) == [oracle.classify(subject) for subject in subjects]
    for placed in framework.placed_rules():
        rule = placed.rule.model_dump(mode="json", by_alias=True, exclude_none=True)
        expected = [oracle.rule(rule, subject, against=placed.disqualifies) for subject in subjects]
        assert rated[OUTCOME + placed.rule.id].to_list() == expected, placed.rule.id


def test_random_subjects_reach_every_level_and_every_doubt(framework: Framework) -> None:
    random = Random(2021)  # noqa: S311  (reproducible on purpose)
    frame = engine_frame(framework, [random_subject(framework, random) for _ in range(3000)])
    found = set(ranges(classify(framework, frame)))
    assert {(level, level) for level in (1, 2, 3, 4)} | {(1, 4), (1, 3)} <= found
    assert (None in found) == bool(framework.subjects.excluded)


@given(random=randoms)
@few
def test_raising_a_grade_never_lowers_a_level(framework: Framework, random: Random) -> None:
    subjects = [random_subject(framework, random) for _ in range(150)]
    raised = [dict(subject) for subject in subjects]
    for subject in raised:
        name = random.choice(list(framework.terms.criteria))
        if subject[name] is not None:
            subject[name] = GRADES[min(GRADES.index(subject[name]) + 1, 3)]
    before, after = (
        ranges(classify(framework, engine_frame(framework, group))) for group in (subjects, raised)
    )
    for old, new in zip(before, after, strict=True):
        assert old == new or (
            old is not None and new is not None and new[0] >= old[0] and new[1] >= old[1]
        )


@given(random=randoms)
@few
def test_removing_a_fact_only_widens_the_range(framework: Framework, random: Random) -> None:
    """Of every fact but those that the text itself settles where nobody stated them."""
    subjects = [random_subject(framework, random) for _ in range(150)]
    removable = [name for name, spec in framework.fields.items() if spec.assumed is None]
    poorer = [{**subject, random.choice(removable): None} for subject in subjects]
    before, after = (
        ranges(classify(framework, engine_frame(framework, group))) for group in (subjects, poorer)
    )
    for old, new in zip(before, after, strict=True):
        if old is None:
            assert new in {None, (1, 4)}
        else:
            assert new is not None
            assert new[0] <= old[0] <= old[1] <= new[1]


@given(random=randoms)
@few
def test_an_exceptional_fact_left_blank_is_as_good_as_the_value_the_text_names(
    framework: Framework, random: Random
) -> None:
    assumed = {
        name: spec.parse(spec.unless_stated)
        for name, spec in framework.fields.items()
        if spec.unless_stated is not None
    }
    subjects = [random_subject(framework, random) for _ in range(80)]
    blank = [{**subject, **dict.fromkeys(assumed)} for subject in subjects]
    stated = [{**subject, **assumed} for subject in subjects]
    assert ranges(classify(framework, engine_frame(framework, blank))) == ranges(
        classify(framework, engine_frame(framework, stated))
    )


@given(random=randoms)
@few
def test_the_order_of_rows_changes_nothing(framework: Framework, random: Random) -> None:
    frame = engine_frame(framework, [random_subject(framework, random) for _ in range(80)])
    order = random.sample(range(80), 80)
    assert classify(framework, frame)[order].equals(classify(framework, frame[order]))


@given(random=randoms)
@settings(max_examples=trial_size(40), deadline=None)
def test_engine_and_explanation_agree(framework: Framework, random: Random) -> None:
    frame = classify(
        framework, engine_frame(framework, [random_subject(framework, random) for _ in range(3)])
    )
    for row in frame.iter_rows(named=True):
        told = explain(framework, facts_for_explain(framework, row))
        assert (told.low and told.low.code, told.high and told.high.code) == (
            row["low"],
            row["high"],
        )
        rules = [reason for reason in told.reasons if reason.section != "procedure"]
        assert {r.id: r.outcome for r in rules} == {
            name: Outcome.of(row[OUTCOME + name]) for name in condition_ids(framework)
        }
        assert_told(told, row)


def assert_told(told: Any, row: dict[str, Any]) -> None:
    """Every level has its reasons, and every step up its lack."""
    assert told.decided_by or told.level == "outstanding"
    assert all(reason.citation for reason in told.reasons)
    assert all(reason.settled or reason.lack.vi for reason in told.reasons)
    if row["low"] is not None and row["low"] < 4:
        assert told.what_would_change
