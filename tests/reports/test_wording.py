"""How numbers, shares, dates and lists are written."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.language import Text
from thidua.reports.levels import Who
from thidua.reports.shares import share_so_far
from thidua.reports.wording import (
    day,
    listed,
    long_day,
    number,
    ordinal,
    percent,
    share,
)
from thidua.vocabulary import LevelCounts

COUNTS = st.integers(min_value=0, max_value=10**9)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (657, "657", "657"),
        (13_886, "13.886", "13,886"),
        (1_234_567, "1.234.567", "1,234,567"),
        (-4_200, "−4.200", "−4,200"),
        (Decimal("8.6000"), "8,6", "8.6"),
        (Decimal("12345.75"), "12.345,75", "12,345.75"),
        (Decimal("-0.5"), "−0,5", "−0.5"),
        (Decimal("-0.0"), "0", "0"),
        (Decimal("1E+3"), "1.000", "1,000"),
    ],
)
def test_numbers(value: int | Decimal, vi: str, en: str) -> None:
    assert number(value) == (vi, en)


@given(st.integers())
def test_a_number_reads_back(value: int) -> None:
    written = number(value)
    assert int(plain(written.vi, ".")) == int(plain(written.en, ",")) == value


def plain(written: str, thousands: str) -> str:
    return written.replace(thousands, "").replace("−", "-")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
    )
)
def test_a_decimal_keeps_its_value(value: Decimal) -> None:
    assert Decimal(plain(number(value).vi, ".").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("part", "whole", "vi"),
    [
        (619, 674, "91,8%"),
        (135, 674, "20,0%"),
        (7_659, 91_400, "8,4%"),  # 8.3796…
        (13_886, 91_400, "15,2%"),
        (657, 91_400, "0,7%"),
        (0, 5, "0,0%"),
        (5, 5, "100,0%"),
        (1, 2_000, "0,1%"),  # exactly 0.05: half goes up
        (0, 0, "–"),
    ],
)
def test_shares(part: int, whole: int, vi: str) -> None:
    assert percent(part, whole).vi == vi
    assert percent(part, whole).en == vi.replace(",", ".")


@given(COUNTS, COUNTS.filter(bool))
def test_a_share_is_the_nearest_tenth_and_half_goes_up(part: int, whole: int) -> None:
    found = share(part, whole)
    assert found is not None
    distance = Fraction(found) - Fraction(100 * part, whole)
    assert Fraction(-1, 20) < distance <= Fraction(1, 20)


@given(COUNTS, COUNTS, COUNTS.filter(bool))
def test_more_is_never_a_smaller_share(one: int, other: int, whole: int) -> None:
    fewer, more = sorted([one, other])
    low, high = share(fewer, whole), share(more, whole)
    assert low is not None
    assert high is not None
    assert low <= high


@given(COUNTS, COUNTS.filter(bool), st.integers(min_value=1, max_value=1_000))
def test_a_share_does_not_depend_on_the_scale(part: int, whole: int, times: int) -> None:
    assert share(part, whole) == share(part * times, whole * times)


def test_dates() -> None:
    assert day(dt.date(2022, 2, 23)) == ("ngày 23/02/2022", "23 February 2022")
    assert long_day(dt.date(2022, 2, 3)).vi == "ngày 03 tháng 02 năm 2022"
    assert long_day(dt.date(2022, 12, 31)).vi == "ngày 31 tháng 12 năm 2022"
    assert long_day(dt.date(2022, 3, 1)).vi == "ngày 01 tháng 3 năm 2022"


@pytest.mark.parametrize(
    ("rank", "vi", "en"),
    [
        (1, "thứ nhất", "1st"),
        (2, "thứ hai", "2nd"),
        (4, "thứ tư", "4th"),
        (8, "thứ 8", "8th"),
        (12, "thứ 12", "12th"),
    ],
)
def test_ranks(rank: int, vi: str, en: str) -> None:
    assert ordinal(rank) == (vi, en)


@pytest.mark.parametrize(
    ("rank", "en"), [(3, "3rd"), (11, "11th"), (13, "13th"), (21, "21st"), (111, "111th")]
)
def test_english_ranks(rank: int, en: str) -> None:
    assert ordinal(rank).en == en


@pytest.mark.parametrize(
    ("items", "vi"),
    [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")],
)
def test_lists(items: list[str], vi: str) -> None:
    assert listed(items).vi == vi


@pytest.mark.parametrize(
    ("levels", "vi"),
    [
        (LevelCounts(outstanding=1, good=2, completed=1), "75,0%"),
        (LevelCounts(outstanding=1, good=2, cannot_tell=1), "≥75,0%"),
        (LevelCounts(completed=1, cannot_tell=1), "≥0,0%"),
        (LevelCounts(cannot_tell=24), "–"),
        (LevelCounts(), "–"),
    ],
)
def test_a_share_says_when_some_levels_are_not_known(levels: LevelCounts, vi: str) -> None:
    assert share_so_far(levels).vi == vi


@pytest.mark.parametrize(
    ("who", "heading", "in_a_sentence"),
    [
        (
            Who.UPPER_LEVEL,
            Text(
                "Tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng",
                "Upper-level organisations",
            ),
            Text(
                "tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng",
                "upper-level organisations",
            ),
        ),
        (Who.CELLS, Text("Chi bộ trực thuộc", "Cells"), Text("chi bộ trực thuộc", "cells")),
        (Who.MEMBERS, Text("Đảng viên", "Party members"), Text("đảng viên", "Party members")),
    ],
)
def test_a_group_is_named_in_headings_and_in_sentences(
    who: Who, heading: Text, in_a_sentence: Text
) -> None:
    assert (who.label, who.plural) == (heading, in_a_sentence)
