"""The months of one indicator as an SVG: this year, last year, the way to the target. PURE."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.indicators.reporting import MONTHS
from thidua.numbers import format_number

WIDTH, HEIGHT = 340, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 14, 26, 28
_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))


@dataclass(frozen=True)
class Mark:
    """A word or a number at a place of the drawing."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class MonthChart:
    """Values by month (1 to 12) of this year and the last, with the target. `line` draws the way
    to the target: straight from nothing where numbers grow, else level.
    """

    this_year: Mapping[int, Decimal]
    last_year: Mapping[int, Decimal]
    target: Decimal | None
    grows: bool

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def left(self) -> int:
        return _LEFT

    @property
    def right(self) -> int:
        return WIDTH - _RIGHT

    @property
    def axis(self) -> int:
        """Where the numbers of the axis end."""
        return _LEFT - 8

    @property
    def label_below(self) -> bool:
        """Whether the number of the last point stands below it: where the way is above."""
        if not self.this_year or self.target is None:
            return False
        month = max(self.this_year)
        way = self.target * month / MONTHS if self.grows else self.target
        return self.this_year[month] < way

    @property
    def anchor(self) -> str:
        """On which side the number of the last point stands, so that it stays in the drawing."""
        month = max(self.this_year, default=0)
        return "end" if month > MONTHS - 2 else "start" if month <= 2 else "middle"

    def _bounds(self) -> tuple[Decimal, Decimal]:
        """From 0 where numbers grow; else around what there is, so that a tenth is seen."""
        known = [*self.this_year.values(), *self.last_year.values()]
        known += [self.target] if self.target is not None else []
        low, high = min(known, default=Decimal(0)), max(known, default=Decimal(1))
        low = min(low, Decimal(0)) if self.grows else low
        room = (high - low) or max(abs(high), Decimal(1))
        return (low if self.grows else low - room / 4), high + room / 10

    def _grid_values(self) -> list[Decimal]:
        low, high = self._bounds()
        rough = (high - low) / 4
        unit = Decimal(1).scaleb(rough.adjusted())
        step = next(unit * each for each in _STEPS if unit * each >= rough)
        first = (low / step).to_integral_value(rounding="ROUND_CEILING")
        values = [step * (first + at) for at in range(6)]
        return [value for value in values if low <= value <= high]

    def _x(self, month: int) -> Decimal:
        return Decimal(_LEFT) + Decimal((WIDTH - _LEFT - _RIGHT) * (month - 1)) / (MONTHS - 1)

    def _y(self, value: Decimal) -> Decimal:
        low, high = self._bounds()
        return Decimal(_TOP) + (HEIGHT - _TOP - _BOTTOM) * (high - value) / (high - low)

    @property
    def grid(self) -> list[Mark]:
        return [
            Mark("", f"{self._y(value):.1f}", format_number(value)) for value in self._grid_values()
        ]

    @property
    def months(self) -> list[Mark]:
        return [
            Mark(f"{self._x(month):.1f}", str(HEIGHT - 8), f"T{month}")
            for month in (1, 3, 6, 9, 12)
        ]

    @property
    def now(self) -> str:
        return self._path(self.this_year)

    @property
    def before(self) -> str:
        return self._path(self.last_year)

    @property
    def way(self) -> str:
        """The dotted line to the target; "" without one."""
        if self.target is None:
            return ""
        first = self.target / MONTHS if self.grows else self.target
        return self._path({1: first, MONTHS: self.target})

    def _path(self, values: Mapping[int, Decimal]) -> str:
        points = [f"{self._x(month):.1f} {self._y(values[month]):.1f}" for month in sorted(values)]
        return f"M{'L'.join(points)}" if points else ""

    @property
    def last_point(self) -> Mark | None:
        """Where this year has got to."""
        if not self.this_year:
            return None
        month = max(self.this_year)
        value = self.this_year[month]
        return Mark(f"{self._x(month):.1f}", f"{self._y(value):.1f}", format_number(value))

    @property
    def rows(self) -> Sequence[tuple[int, str, str]]:
        """For the table beside the drawing: each month that has a number in either year."""
        return [
            (month, _written(self.this_year, month), _written(self.last_year, month))
            for month in range(1, MONTHS + 1)
            if month in self.this_year or month in self.last_year
        ]


def _written(values: Mapping[int, Decimal], month: int) -> str:
    return format_number(values[month]) if month in values else "–"
