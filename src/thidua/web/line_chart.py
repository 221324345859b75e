"""Lines over the years, laid out for an SVG and for the table beside it; no domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.language import Text
from thidua.numbers import format_number


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
                Point(f"{x:.1f}", f"{y:.1f}", format_number(value, places=1), f"{label_y:.1f}")
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
        return format_number(value or Decimal(0), places=1) + self.unit
