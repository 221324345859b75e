"""A task on the line of its year: where its days stand, in thousandths of the year. PURE: whole
numbers alone, so that two machines draw the same picture.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

WHOLE = 1000
MONTHS = 12
_LONGEST = 18
"""Letters of a milestone that stand below it; the rest is read in the open row."""
_APART = 200
"""So far apart two such labels stand on one line."""
_EDGE = 80
"""Nearer to an end of the line a label does not stand in the middle of its milestone."""


class Shape(StrEnum):
    """How a milestone is drawn: full when reached, a ring while it is to come, a diamond when its
    day passed.
    """

    REACHED = "reached"
    AHEAD = "ahead"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone on the line. `place`: thousandths; `row`: 0 or 1, the line of its label, None
    where there is no room for one; `anchor`: start, middle or end of the label.
    """

    on: dt.date
    text: str
    shape: Shape
    place: int
    row: int | None
    anchor: str

    @property
    def x(self) -> str:
        return percent(self.place)

    @property
    def label(self) -> str:
        return self.text if len(self.text) <= _LONGEST else f"{self.text[: _LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class Line:
    """The bar of a task: `begin` to `now` has passed, `now` to `end` is to come (thousandths)."""

    begin: int
    now: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def passed_x(self) -> str:
        return percent(self.begin)

    @property
    def passed_width(self) -> str:
        return percent(self.now - self.begin)

    @property
    def ahead_x(self) -> str:
        return percent(self.now)

    @property
    def ahead_width(self) -> str:
        return percent(self.end - self.now)


def line_of(
    year: int,
    days: tuple[dt.date, dt.date],
    marks: Sequence[tuple[dt.date, str, Shape]],
    *,
    on: dt.date,
) -> Line:
    """`days`: first and last of the task; `on`: the day up to which it has gone."""
    begin, end = (place_of(day, year) for day in days)
    now = min(max(place_of(on, year), begin), end)
    return Line(begin, now, max(end, begin), tuple(_marks(year, sorted(marks), place_of(on, year))))


def place_of(day: dt.date, year: int) -> int:
    """Thousandths of the year before a day; 0 before the year, 1,000 after it."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    inside = min(max(day, first), after)
    return (inside - first).days * WHOLE // (after - first).days


def months(year: int) -> list[tuple[int, int]]:
    """The months with where each begins."""
    return [(month, place_of(dt.date(year, month, 1), year)) for month in range(1, MONTHS + 1)]


def percent(thousandths: int) -> str:
    """A place as SVG wants it: 643 → "64.3%"."""
    return f"{thousandths // 10}.{thousandths % 10}%"


def _marks(year: int, marks: Sequence[tuple[dt.date, str, Shape]], now: int) -> Iterator[Mark]:
    free = [-_APART, -_APART]
    for on, text, shape in marks:
        place = place_of(on, year)
        row = next((one for one in (0, 1) if place - free[one] >= _APART), None)
        if row is not None:
            free[row] = place
        yield Mark(on, text, shape, place, row, _anchor(place, now))


def _anchor(place: int, now: int) -> str:
    """A label stays inside the picture, and off the line of today."""
    if place < _EDGE or 0 <= place - now < _EDGE:
        return "start"
    return "end" if place > WHOLE - _EDGE or 0 < now - place < _EDGE else "middle"
