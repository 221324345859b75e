"""What the parts of a page are given: values already counted and worded, no domain."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from thidua.language import Text
from thidua.vocabulary import ShownLevel
from thidua.web.numbers import in_words

# Narrower than this share of the bar, a number does not fit on a phone; narrower than the second,
# nowhere.
_FITS_PHONE = Decimal(14)
_FITS = Decimal(4)


@dataclass(frozen=True)
class Crumb:
    name: str
    href: str = ""


@dataclass(frozen=True)
class Count:
    """How many subjects stand at one level, and the address of their list."""

    level: ShownLevel
    number: int
    href: str = ""


@dataclass(frozen=True)
class Segment:
    """A piece of a stacked bar; `x`, `width`, `middle` are percentages ready for SVG."""

    level: ShownLevel
    number: int
    href: str
    x: str
    width: str
    middle: str
    narrow: bool
    labelled: bool


def segments(counts: Sequence[Count]) -> list[Segment]:
    """Stacked from the left, in the given order, empty ones left out."""
    total = sum(count.number for count in counts)
    found: list[Segment] = []
    start = Decimal(0)
    for count in counts:
        if not count.number:
            continue
        width = Decimal(100 * count.number) / total
        found.append(
            Segment(
                level=count.level,
                number=count.number,
                href=count.href,
                x=f"{start:.3f}%",
                width=f"{width:.3f}%",
                middle=f"{start + width / 2:.3f}%",
                narrow=width < _FITS_PHONE,
                labelled=width >= _FITS,
            )
        )
        start += width
    return found


@dataclass(frozen=True)
class Line:
    """One line over the years; a year without a value is a gap."""

    name: Text
    values: Sequence[Decimal | None]


@dataclass(frozen=True)
class Point:
    x: str
    y: str
    label: str
    label_y: str


@dataclass(frozen=True)
class DrawnLine:
    name: Text
    path: str
    points: list[Point]


@dataclass(frozen=True)
class LineChart:
    """Lines laid out for an SVG of `width` × `height`; the table beside it shows `rows`."""

    years: Sequence[int]
    lines: Sequence[Line]
    unit: str = "%"
    width: int = 460
    height: int = 210
    top: int = 28
    bottom: int = 34
    side: int = 30

    def x(self, index: int) -> Decimal:
        room = self.width - 2 * self.side
        return Decimal(self.side) + (Decimal(room * index) / max(1, len(self.years) - 1))

    def bounds(self) -> tuple[Decimal, Decimal]:
        known = [value for line in self.lines for value in line.values if value is not None]
        if not known:
            return Decimal(0), Decimal(100)
        low, high = min(known), max(known)
        margin = max((high - low) / 4, Decimal(2))
        return max(Decimal(0), low - margin), high + margin

    def y(self, value: Decimal) -> Decimal:
        low, high = self.bounds()
        room = self.height - self.top - self.bottom
        return Decimal(self.top) + room * (high - value) / (high - low)

    def drawn(self) -> list[DrawnLine]:
        return [self._drawn(line) for line in self.lines]

    def _drawn(self, line: Line) -> DrawnLine:
        points: list[Point] = []
        path = ""
        pen = "M"
        for index, value in enumerate(line.values):
            if value is None:
                pen = "M"
                continue
            x, y = self.x(index), self.y(value)
            path += f"{pen}{x:.1f} {y:.1f}"
            pen = "L"
            label_y = y - 11 if self._is_highest(value, index) else y + 22
            points.append(
                Point(f"{x:.1f}", f"{y:.1f}", in_words(value, places=1), f"{label_y:.1f}")
            )
        return DrawnLine(line.name, path, points)

    def _is_highest(self, value: Decimal, index: int) -> bool:
        """The highest line of a year has its number above, the others below: they do not meet."""
        of_that_year = (line.values[index] for line in self.lines)
        return all(other is None or other <= value for other in of_that_year)

    def grid(self) -> list[str]:
        low, high = self.bounds()
        return [f"{self.y(low + (high - low) * step / 3):.1f}" for step in range(4)]

    def labels(self) -> list[tuple[str, str]]:
        return [(str(year), f"{self.x(index):.1f}") for index, year in enumerate(self.years)]

    @property
    def label_y(self) -> str:
        return str(self.height - 8)

    @property
    def right(self) -> str:
        return str(self.width - self.side)

    @property
    def left(self) -> str:
        return str(self.side)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    def rows(self) -> list[tuple[str, list[str]]]:
        """For the table beside the chart: each year with one number a line."""
        return [
            (
                str(year),
                [
                    "–" if line.values[index] is None else self._labelled(line.values[index])
                    for line in self.lines
                ],
            )
            for index, year in enumerate(self.years)
        ]

    def _labelled(self, value: Decimal | None) -> str:
        return in_words(value or Decimal(0), places=1) + self.unit


@dataclass(frozen=True)
class Gauge:
    """A pool: how many hold the level, and how many may."""

    name: str
    used: int
    ceiling: int
    size: int
    href: str = ""
    how: str = ""

    @property
    def left(self) -> int:
        return self.ceiling - self.used

    @property
    def fill(self) -> str:
        share = (
            Decimal(100 * self.used) / self.ceiling
            if self.ceiling
            else Decimal(100 if self.used else 0)
        )
        return f"{min(share, Decimal(100)):.1f}%"

    @property
    def css(self) -> str:
        if self.used > self.ceiling:
            return "not_completed"
        return "completed" if self.used == self.ceiling else "outstanding"


Outcome = Literal["met", "not_met", "unknown", "excused"]


@dataclass(frozen=True)
class Condition:
    """One condition of a level as it is shown: what it asks, what was seen, what was wanted, who
    says so.
    """

    title: str
    outcome: Outcome
    seen: str = ""
    wanted: str = ""
    source: str = ""
    confirmed: bool = True
    href: str = ""
    children: Sequence["Condition"] = ()
    source_href: str = ""


@dataclass(frozen=True)
class Rung:
    """One level of the ladder with its conditions."""

    level: ShownLevel
    state: Literal["above", "reached", "maybe", "below"]
    conditions: Sequence[Condition] = ()
    note: str = ""
    folded: bool = False
    reached_below: bool = False

    @property
    def css(self) -> str:
        """The classes of its step: its state, its colour, whether it lies on the way climbed."""
        climbed = " is-under" if self.state in ("below", "reached") else ""
        return f"step is-{self.state} at-{self.level.css}{climbed}"


@dataclass(frozen=True)
class Event:
    """Something that happened, in order. `when` is already worded; "" when nobody wrote the day."""

    when: str
    title: str
    detail: str = ""
    missing: bool = False


@dataclass(frozen=True)
class YearStep:
    """One step on the line of the year. `today` is the place of today inside it as a percentage, or
    "".
    """

    name: str
    until: str
    state: Literal["done", "now", "later"]
    weight: int
    today: str = ""

    @property
    def near_end(self) -> bool:
        """Whether the word beside the mark has to stand to its left."""
        return self.today != "" and int(self.today.rstrip("%")) > 50


@dataclass(frozen=True)
class Page:
    """One page of a longer list."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    previous: str = ""
    following: str = ""


@dataclass(frozen=True)
class YearLevel:
    """The level of one earlier year; None: nothing is known of it."""

    year: int
    level: ShownLevel | None = None


@dataclass(frozen=True)
class Strip:
    """The years as squares; `in_words` is what is read aloud for them."""

    years: Sequence[YearLevel] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        return any(entry.level for entry in self.years)

    @property
    def in_words(self) -> str:
        """2017: Tốt, 2018: không có số liệu"""
        unknown = _("không có số liệu")
        return ", ".join(
            f"{entry.year}: {entry.level.short if entry.level else unknown}" for entry in self.years
        )
