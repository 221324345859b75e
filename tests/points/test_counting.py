"""Conformance: what a criterion counts by itself, case by case, as the flow says it.

`GIVEN → WHAT COUNTS`: exact, rounded once; what nobody can tell stays blank, with why."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.language import Text
from thidua.points.counting import Share, of_result, of_shares, of_tasks, points_of
from thidua.points.places import places_of
from thidua.progress.results import Noted, Target, TaskProgress

END, CUT_OFF = dt.date(2021, 10, 31), dt.date(2021, 12, 15)
DURING, AT_CUT_OFF, AFTER = dt.date(2021, 9, 1), CUT_OFF, dt.date(2021, 12, 16)
FORTY = Decimal(40)


def target(value: str | None, wanted: str = "10") -> Target:
    noted = None if value is None else Noted(1, DURING, Decimal(value), None, confirmed=True)
    return Target(
        measure=1,
        name="Số hộ",
        unit="hộ",
        target=Decimal(wanted),
        higher_is_better=True,
        yes_no=False,
        main=False,
        last_year=None,
        now=noted,
        at_end=noted,
    )


def task(
    *values: str | None, withdrawn: bool = False, ends_on: dt.date | None = END
) -> TaskProgress:
    return TaskProgress(
        task=1,
        registration=1,
        organisation=1,
        position=1,
        kind="key_task",
        heading="Việc",
        accepted_on=dt.date(2021, 3, 20),
        starts_on=None,
        ends_on=ends_on,
        withdrawn=withdrawn,
        targets=tuple(target(value) for value in values),
        milestones=(),
        notes=1,
        latest=None,
    )


DONE, MISSED, SILENT = task("10"), task("9"), task(None)


@pytest.mark.parametrize(
    ("tasks", "on", "value", "words"),
    [
        ([DONE] * 5 + [MISSED], AFTER, "33.33", "5 trong 6 nhiệm vụ × 40 = 33,33"),
        ([DONE] * 3, AFTER, "40", "3 trong 3 nhiệm vụ × 40 = 40"),
        ([task("12")], AFTER, "40", "1 trong 1 nhiệm vụ × 40 = 40"),  # exceeded counts once
        ([MISSED], AFTER, "0", "0 trong 1 nhiệm vụ × 40 = 0"),
        # A task of several measures is done when all are reached.
        ([task("10", "9")], AFTER, "0", "0 trong 1 nhiệm vụ × 40 = 0"),
        # One that is known missed settles it, whatever is not known beside it.
        ([task("9", None)], AFTER, "0", "0 trong 1 nhiệm vụ × 40 = 0"),
        # Withdrawn with a reason: out of whole and part.
        ([DONE, task("1", withdrawn=True)], AFTER, "40", "1 trong 1 nhiệm vụ × 40 = 40"),
        # Nobody noted it: cannot tell, at the cut-off and after it.
        ([DONE, SILENT], AFTER, None, "1 trong 2 nhiệm vụ xong; 1 nhiệm vụ chưa có kết quả"),
        # Its own end has passed: missed, though the year goes on.
        ([MISSED], dt.date(2021, 11, 1), "0", "0 trong 1"),
        ([MISSED], END, None, "chưa đến hạn"),
        # Without an end of its own: the cut-off is its end, that day included.
        ([task("9", ends_on=None)], AT_CUT_OFF, None, "chưa đến hạn"),
        ([task("9", ends_on=None)], AFTER, "0", "0 trong 1"),
        # An end after the cut-off: the cut-off counts.
        ([task("9", ends_on=dt.date(2022, 3, 1))], AFTER, "0", "0 trong 1"),
        ([task()], AFTER, None, "chưa có kết quả"),  # without a measure nothing says that it is
        ([], AFTER, None, "chưa có nhiệm vụ nào được nhận"),
        ([task("10", withdrawn=True)], AFTER, None, "chưa có nhiệm vụ nào được nhận"),
    ],
)
def test_tasks_done_by_tasks_accepted(
    tasks: list[TaskProgress], on: dt.date, value: str | None, words: str
) -> None:
    found = of_tasks(tasks, FORTY, on=on, cut_off=CUT_OFF, by_points=True)
    assert found.value == (None if value is None else Decimal(value))
    assert words in found.words.vi


def test_a_part_of_a_superiors_task_counts_its_measures() -> None:
    found = of_shares([task("10", "10", "9")], FORTY, on=AFTER, cut_off=CUT_OFF, by_points=True)
    assert (found.value, found.words.vi) == (
        Decimal("26.67"),
        "2 trong 3 thước đo × 40 = 26,67",
    )
    none = of_shares([], FORTY, on=AFTER, cut_off=CUT_OFF, by_points=True)
    assert (none.value, none.words.vi) == (None, "đơn vị chưa nhận phần việc này")


@pytest.mark.parametrize(
    ("result", "wanted", "higher", "value"),
    [
        ("118", "100", True, "40"),
        ("100", "100", True, "40"),
        ("86.3", "100", True, "34.52"),
        ("-3", "100", True, "0"),
        ("1.5", "1.5", False, "40"),
        ("2", "1.5", False, "30"),
        ("1", "0", False, "0"),
        (None, "100", True, None),
        ("5", None, True, None),
    ],
)
def test_an_indicator_gives_all_once_reached_else_its_part(
    result: str | None, wanted: str | None, higher: bool, value: str | None
) -> None:
    found = of_result(
        None if result is None else Decimal(result),
        None if wanted is None else Decimal(wanted),
        FORTY,
        higher_is_better=higher,
        by_points=True,
    )
    assert found.value == (None if value is None else Decimal(value))


def test_by_grades_a_person_chooses_and_reads_the_share() -> None:
    found = of_tasks([DONE, MISSED], FORTY, on=AFTER, cut_off=CUT_OFF, by_points=False)
    assert (found.value, found.words.vi) == (None, "1 trong 2 nhiệm vụ: người chấm chọn mức")


@given(
    part=st.integers(0, 500),
    more=st.integers(0, 500),
    most=st.decimals(0, 1000, places=4),
)
def test_counted_points_lie_between_nothing_and_the_most(
    part: int, more: int, most: Decimal
) -> None:
    whole = part + more or 1
    found = points_of(Share(Decimal(part), Decimal(whole), Text("", "")), most)
    assert 0 <= found <= most
    assert abs(found - most * part / whole) <= Decimal("0.0051")


@given(st.dictionaries(st.integers(), st.decimals(0, 100, places=2), min_size=1))
def test_equal_totals_share_a_place_and_none_skips_more_than_it_has_to(
    totals: dict[int, Decimal],
) -> None:
    places = places_of(totals)
    assert min(places.values()) == 1
    for one, total in totals.items():
        for other, less in totals.items():
            assert (places[one] < places[other]) == (total > less)


def test_two_at_the_top_leave_out_the_second_place() -> None:
    assert places_of({1: Decimal(90), 2: Decimal(90), 3: Decimal(80)}) == {1: 1, 2: 1, 3: 3}
