"""“Nếu giữ tốc độ này”: what comes of a measure if it goes on as it went from its first note to its
latest. A straight line and nothing more: never a grade. PURE: exact fractions.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_DAYS_A_MONTH = Fraction(365, 12)
_PLACES = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Pace:
    """All in the measure's unit. `a_month`: how much it moved; `at_end`: where that leads on
    `ends_on`; `short`: how far from the target that is (0: there or beyond); `needed`: how much a
    month, from today on, leads to the target.
    """

    a_month: Fraction
    at_end: Fraction
    short: Fraction
    needed: Fraction
    ends_on: dt.date


def pace_of(
    points: Sequence[tuple[dt.date, Decimal]],
    *,
    target: Decimal | None,
    higher_is_better: bool,
    ends_on: dt.date | None,
    on: dt.date,
) -> Pace | None:
    """`points`: what was noted of the measure, a day and a number, the first first.

    None where nothing can be said: no target or end, fewer than two days, the end has come, or the
    target is reached already.
    """
    if target is None or ends_on is None or on >= ends_on or len(points) < 2:
        return None
    (first, before), (last, now) = points[0], points[-1]
    if last <= first or (now >= target if higher_is_better else now <= target):
        return None
    a_day = (Fraction(now) - Fraction(before)) / (last - first).days
    at_end = Fraction(now) + a_day * (ends_on - last).days
    missing = Fraction(target) - at_end
    return Pace(
        a_month=a_day * _DAYS_A_MONTH,
        at_end=at_end,
        short=max(missing if higher_is_better else -missing, Fraction(0)),
        needed=(Fraction(target) - Fraction(now)) / (ends_on - on).days * _DAYS_A_MONTH,
        ends_on=ends_on,
    )


def rounded(number: Fraction) -> Decimal:
    """For showing alone: one decimal, half up; whole numbers from 100 on."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    places = Decimal(1) if abs(exact) >= 100 else _PLACES
    return exact.quantize(places, rounding=ROUND_HALF_UP)
