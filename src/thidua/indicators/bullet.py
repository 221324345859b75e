"""A number beside its target and last year's, as a bar with two lines. PURE."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Bullet:
    """Places in hundredths of the width, as an SVG takes them; "" where a number is not known."""

    bar: str
    target: str
    last_year: str


def bullet(
    value: Decimal | None, target: Decimal | None, last_year: Decimal | None
) -> Bullet | None:
    """None where there is nothing to draw, or a number below zero, which no bar shows."""
    known = [one for one in (value, target, last_year) if one is not None]
    longest = max(known, default=Decimal(0))
    if value is None or longest <= 0 or min(known) < 0:
        return None
    whole = longest * Decimal("1.04")
    return Bullet(*("" if one is None else _part(one, whole) for one in (value, target, last_year)))


def _part(one: Decimal, whole: Decimal) -> str:
    return f"{100 * one / whole:.2f}"
