"""A board counted up the tree: a row for each unit right below a body, a cell for each step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from thidua.campaigns.models import Campaign, Step
from thidua.state_board.judging import Judged, Tally, tally
from thidua.state_board.queries import StatesRead, StepRead, states_of
from thidua.state_board.units import (
    ABOVE,
    Part,
    Unit,
    counted_in,
    reminded_from,
    rows_of,
)


@dataclass(frozen=True)
class Cell:
    """One step of one row. `counted`: the units that the row counts; `own`: the unit of the row
    itself (None: the step asks nothing of it); `below`: the units under one that stands for itself
    (`alone`: the row counts no other unit).
    """

    step: Step
    counted: Tally
    own: Judged | None
    below: Tally
    alone: bool

    @property
    def late(self) -> int:
        """How many are late of those counted, with the unit of the row itself."""
        itself = not self.alone and self.own is not None and bool(self.own.days)
        return self.counted.overdue + itself


@dataclass(frozen=True)
class Row:
    """A unit right below the body of the board, with a cell a step, in their order."""

    unit: Unit
    size: int
    cells: Sequence[Cell]

    @property
    def late(self) -> int:
        return sum(cell.late for cell in self.cells)

    def of(self, step: Step) -> Cell:
        return next(cell for cell in self.cells if cell.step == step)


@dataclass(frozen=True)
class Late:
    """A unit that is late in a step."""

    unit: Unit
    step: Step
    judged: Judged


@dataclass(frozen=True)
class Board:
    """The board of a body (`place`), whole: what the filters of a page leave is less."""

    campaign: Campaign
    place: Unit
    units: Sequence[Unit]
    read: StatesRead
    rows: Sequence[Row]
    totals: Sequence[Tally]
    late: Sequence[Late]

    @property
    def steps(self) -> Sequence[StepRead]:
        return self.read.steps

    def total(self, step: Step) -> Tally:
        """Everything that its rows count in a step."""
        at = [read.step for read in self.steps].index(step)
        return self.totals[at]


def board_of(campaign: Campaign, part: Part, *, only: Collection[Step] | None = None) -> Board:
    """The board of a part that the caller knows its reader may see; `only`: of some steps, the
    others are not asked for.
    """
    place, units = part.place, part.units
    read = states_of(campaign, units, only=only)
    rows = [_row(unit, units, read) for unit in rows_of(place, units)]
    totals = [
        sum((row.cells[at].counted for row in rows), Tally()) for at in range(len(read.steps))
    ]
    reminded = reminded_from(place, units)
    late = [
        Late(unit, step.step, judged)
        for step in read.steps
        for unit in reminded
        if (judged := step.judged.get(unit.pk)) is not None and judged.days
    ]
    return Board(campaign, place, units, read, rows, totals, late)


def _row(unit: Unit, units: Sequence[Unit], read: StatesRead) -> Row:
    counted = counted_in(unit, units)
    below = [] if unit.tier in ABOVE else [one for one in units if one.below(unit.path)]
    cells = [_cell(unit, counted, below, step) for step in read.steps]
    return Row(unit, len(counted if unit.tier in ABOVE else below), cells)


def _cell(unit: Unit, counted: Sequence[Unit], below: Sequence[Unit], step: StepRead) -> Cell:
    def of(some: Sequence[Unit]) -> Tally:
        return tally(step.judged[one.pk] for one in some if one.pk in step.judged)

    return Cell(
        step.step,
        of(counted),
        step.judged.get(unit.pk),
        of(below),
        unit.tier not in ABOVE,
    )


@dataclass(frozen=True)
class Filters:
    """What the address narrows a board to: the late ones, one step; and how it is sorted."""

    late: bool = False
    step: Step | None = None
    most_late_first: bool = False


def narrowed(board: Board, filters: Filters) -> Board:
    """The rows that the filters leave, the totals stay those of all."""
    rows = list(board.rows)

    def late_of(row: Row) -> int:
        return row.of(filters.step).late if filters.step else row.late

    if filters.late:
        rows = [row for row in rows if late_of(row)]
    if filters.most_late_first:
        rows.sort(key=lambda row: -late_of(row))
    return replace(board, rows=rows)
