"""Where a unit stands in a step, case by case, and that the parts add up to the whole."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.campaigns.unit_states import UnitStanding, UnitState
from thidua.state_board.days import sent_again_by
from thidua.state_board.judging import Judged, Kind, Tally, Terms, judge, tally

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("where_a_unit_stands.toml").read_text("utf-8")
)["case"]
DUE = dt.date(2022, 3, 25)


def again_by(returned: dt.date) -> dt.date:
    """Without any day off but weekends."""
    return sent_again_by(returned, frozenset())


def judged(case: dict[str, Any]) -> Judged:
    due_on = None if case.get("no_deadline") else case.get("due_on", DUE)
    standing = (
        UnitStanding(UnitState(case["state"]), case.get("since")) if "state" in case else None
    )
    return judge(standing, Terms(due_on, case.get("excused_until"), again_by), today=case["day"])


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_a_unit_stands_as_its_case_says(case: dict[str, Any]) -> None:
    found = judged(case)
    wanted = (Kind(case["kind"]), case.get("days", 0), case.get("excused", False))
    assert (found.kind, found.days, found.excused) == wanted, case["says"]


def test_every_state_and_every_kind_has_its_case() -> None:
    assert {case.get("state", "not_started") for case in CASES} == set(UnitState)
    assert {case["kind"] for case in CASES} == set(Kind)


days = st.dates(dt.date(2021, 12, 1), dt.date(2023, 2, 1))
standings = st.none() | st.builds(UnitStanding, st.sampled_from(UnitState), st.none() | days)
terms = st.builds(Terms, st.none() | days, st.none() | days, st.just(again_by))
units = st.lists(st.tuples(standings, terms), max_size=40)


@given(standings, terms, days)
def test_whoever_is_excused_is_never_late_on_a_day_up_to_that_one(
    standing: UnitStanding | None, given_terms: Terms, day: dt.date
) -> None:
    found = judge(standing, given_terms, today=day)
    if given_terms.excused_until is not None and day <= given_terms.excused_until:
        assert (found.days, found.kind == Kind.OVERDUE) == (0, False)
    assert (found.days > 0) == (found.kind == Kind.OVERDUE)
    assert not (found.done and found.days)


@given(standings, terms, days)
def test_a_day_later_nobody_is_less_late(
    standing: UnitStanding | None, given_terms: Terms, day: dt.date
) -> None:
    first = judge(standing, given_terms, today=day)
    second = judge(standing, given_terms, today=day + dt.timedelta(days=1))
    assert second.days in ({0, 1} if first.days == 0 else {first.days + 1})


@given(units, units, days)
def test_the_parts_add_up_to_the_whole(
    one: list[tuple[UnitStanding | None, Terms]],
    other: list[tuple[UnitStanding | None, Terms]],
    day: dt.date,
) -> None:
    first, second, both = (
        tally(judge(standing, given_terms, today=day) for standing, given_terms in part)
        for part in (one, other, one + other)
    )
    assert first + second == both
    assert both.units == len(one) + len(other)
    assert both.accepted + both.waiting + both.overdue == both.units
    assert both.excused <= both.units - both.accepted - both.sent - both.overdue


def test_no_unit_is_no_unit() -> None:
    assert tally([]) == Tally()


def test_days_off_of_the_list_do_not_count_against_who_sends_again() -> None:
    friday = dt.date(2022, 4, 8)
    assert sent_again_by(friday, ()) == dt.date(2022, 4, 15)
    assert sent_again_by(friday, {dt.date(2022, 4, 11)}) == dt.date(2022, 4, 18)
