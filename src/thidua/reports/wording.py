"""How numbers, shares, dates and lists are written, in Vietnamese and in English.

Everything is computed in whole numbers and Decimals: a share is rounded half up from its two counts, never from a
number that was rounded before.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from thidua.language import Language, Text

_SEPARATORS: dict[Language, tuple[str, str]] = {"vi": (".", ","), "en": (",", ".")}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NO_DATA = Text("chưa có dữ liệu", "no data yet")


def number(value: int | Decimal) -> Text:
    """A whole or decimal number, groups of three: 13.886 and 8,6 in Vietnamese, 13,886 and 8.6 in English.

    A Decimal keeps its digits, without zeros at its end.
    """
    return Text(_written(value, "vi"), _written(value, "en"))


def _written(value: int | Decimal, language: Language) -> str:
    thousands, point = _SEPARATORS[language]
    plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
    whole, _, fraction = plain.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", thousands)
    kept = fraction.rstrip("0")
    zero = not kept and int(digits) == 0
    return ("" if zero else sign) + grouped + (point + kept if kept else "")


def share(part: int, whole: int) -> Decimal | None:
    """100 × part ÷ whole to one decimal, half up; None when there is nothing to take a share of."""
    if whole <= 0:
        return None
    tenths = (2 * 1000 * part + whole) // (2 * whole)
    return Decimal(tenths) / 10


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """A Decimal to so many places, half up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(part: int, whole: int) -> Text:
    """A share as it is printed: 91,8% in Vietnamese, 91.8% in English; a dash when there is nothing to count."""
    found = share(part, whole)
    if found is None:
        return Text("–", "–")
    return Text(*(f"{found:.1f}".replace(".", _SEPARATORS[language][1]) + "%" for language in ("vi", "en")))


def count_and_share(part: int, whole: int) -> Text:
    """ "135 (20,0%)"."""
    return Text("{n} ({share})", "{n} ({share})").format(n=number(part), share=percent(part, whole))


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
