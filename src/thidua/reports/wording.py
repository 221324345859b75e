"""How numbers, shares, dates and lists are written, in Vietnamese and in English.

Everything is computed in whole numbers and Decimals: a share is rounded half up from its two
counts, never from a number that was rounded before."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from thidua.language import Text
from thidua.numbers import exact_percent, in_both, percent_in_both

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NO_DATA = Text("chưa có dữ liệu", "no data yet")


def number(value: int | Decimal) -> Text:
    """A whole or decimal number, groups of three: 13.886 and 8,6 in Vietnamese, 13,886 and 8.6 in
    English.

    A Decimal keeps its digits, without zeros at its end.
    """
    return in_both(value + 0)


def share(part: int, whole: int) -> Decimal | None:
    """100 × part ÷ whole to one decimal, half up; None when there is nothing to take a share of."""
    return exact_percent(part, whole) if whole > 0 else None


def percent(part: int, whole: int) -> Text:
    """A share as it is printed: 91,8% in Vietnamese, 91.8% in English; a dash when there is nothing
    to count.
    """
    return percent_in_both(part, whole)


def points_between(before: tuple[int, int], now: tuple[int, int]) -> Decimal:
    """How many percentage points a share (part, whole) rose from one to the other, to one decimal.

    It is the difference of the two shares as they are printed, so that a reader who subtracts finds
    the same."""
    return (share(*now) or Decimal(0)) - (share(*before) or Decimal(0))


def day(date: dt.date) -> Text:
    """ "ngày 23/02/2022" in Vietnamese, "23 February 2022" in English."""
    english = f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    return Text(f"ngày {date:%d/%m/%Y}", english)


def long_day(date: dt.date) -> Text:
    """ "ngày 23 tháng 02 năm 2022": zeros as NĐ 30/2020/NĐ-CP, appendix I, has them."""
    month = f"{date.month:02d}" if date.month < 3 else str(date.month)
    return Text(f"ngày {date.day:02d} tháng {month} năm {date.year}", day(date).en)


def ordinal(rank: int) -> Text:
    """ "thứ nhất", "thứ hai", "thứ tư", "thứ 8"; "1st", "2nd", "11th"."""
    words = {1: "thứ nhất", 2: "thứ hai", 3: "thứ ba", 4: "thứ tư"}
    tail = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return Text(words.get(rank, f"thứ {rank}"), f"{rank}{tail}")


def listed(items: Sequence[str], *, separator: str = ", ") -> Text:
    """ "a, b và c" and "a, b and c"; the last comma of English is left out as in Vietnamese."""
    if len(items) <= 1:
        return Text("".join(items), "".join(items))
    head = separator.join(items[:-1])
    return Text(f"{head} và {items[-1]}", f"{head} and {items[-1]}")
