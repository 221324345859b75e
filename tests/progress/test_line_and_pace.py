"""The line of the year in whole thousandths; the pace as exact fractions."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.progress.line import WHOLE, Shape, line_of, percent, place_of
from thidua.progress.pace import pace_of, rounded

END = dt.date(2021, 11, 30)


def test_days_stand_in_whole_thousandths() -> None:
    assert place_of(dt.date(2021, 1, 1), 2021) == 0
    assert place_of(dt.date(2021, 7, 2), 2021) == 498
    assert place_of(dt.date(2020, 12, 31), 2021) == 0
    assert place_of(dt.date(2022, 5, 1), 2021) == WHOLE
    assert percent(643) == "64.3%"


def test_what_has_passed_ends_today_and_never_outside_the_task() -> None:
    days = (dt.date(2021, 4, 1), END)
    before = line_of(2021, days, [], on=dt.date(2021, 2, 1))
    assert before.begin == before.now
    after = line_of(2021, days, [], on=dt.date(2021, 12, 20))
    assert after.now == after.end


def test_labels_that_would_lie_on_each_other_take_two_lines_and_then_none() -> None:
    marks = [(dt.date(2021, 6, day), "mốc", Shape.AHEAD) for day in (1, 5, 9)]
    line = line_of(2021, (dt.date(2021, 1, 1), END), marks, on=dt.date(2021, 1, 1))
    assert [mark.row for mark in line.marks] == [0, 1, None]


def pace(points: list[tuple[dt.date, Decimal]], *, higher: bool = True, target: str = "30"):  # type: ignore[no-untyped-def]
    return pace_of(
        points,
        target=Decimal(target),
        higher_is_better=higher,
        ends_on=END,
        on=dt.date(2021, 9, 5),
    )


def test_the_pace_goes_on_as_from_the_first_note_to_the_latest() -> None:
    found = pace([(dt.date(2021, 5, 19), Decimal(3)), (dt.date(2021, 8, 19), Decimal(9))])
    assert found.at_end == 9 + Fraction(6, 92) * 103
    assert found.short == 30 - found.at_end
    assert found.needed == Fraction(21, 86) * Fraction(365, 12)
    assert rounded(found.at_end) == Decimal("15.7")


def test_fewer_is_better_counts_the_other_way() -> None:
    points = [(dt.date(2021, 5, 1), Decimal(50)), (dt.date(2021, 8, 9), Decimal(40))]
    found = pace(points, higher=False, target="20")
    assert found.at_end == 40 - Fraction(113, 10)
    assert found.short == found.at_end - 20


@pytest.mark.parametrize(
    "points",
    [
        [],
        [(dt.date(2021, 8, 19), Decimal(9))],
        [(dt.date(2021, 8, 19), Decimal(9)), (dt.date(2021, 8, 19), Decimal(10))],
        [(dt.date(2021, 5, 19), Decimal(3)), (dt.date(2021, 8, 19), Decimal(30))],
    ],
)
def test_nothing_is_said_where_it_makes_no_sense(points: list[tuple[dt.date, Decimal]]) -> None:
    assert pace(points) is None
    two = [(dt.date(2021, 5, 19), Decimal(3)), (dt.date(2021, 8, 19), Decimal(9))]
    args = {"higher_is_better": True, "on": END}
    assert pace_of(two, target=Decimal(30), ends_on=END, **args) is None  # type: ignore[arg-type]
    assert pace_of(two, target=None, ends_on=END, **args) is None  # type: ignore[arg-type]
