"""The board as its templates take it: rows, cells, bars, and the bar at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, Step
from thidua.numbers import format_number
from thidua.state_board.counting import Board, Cell, Row
from thidua.state_board.judging import Tally
from thidua.state_board.queries import StepRead
from thidua.state_board.steps import SLUGS
from thidua.state_board.units import Unit
from thidua.state_board.words import (
    Mark,
    days_words,
    mark_of,
    sentence_of,
    tally_words,
    when_words,
)
from thidua.vocabulary import Tier
from thidua.web.clock import today
from thidua.web.units import several


@dataclass(frozen=True)
class Piece:
    """A piece of a bar; `x` and `width` are percentages ready for SVG."""

    css: str
    x: str
    width: str


def bar_of(counts: Tally) -> list[Piece]:
    """Accepted, on the way, late; what is left of the bar has not begun."""
    pieces: list[Piece] = []
    start = Decimal(0)
    under_way = counts.sent + counts.returned + counts.drafting
    for css, number in (
        ("accepted", counts.accepted),
        ("under-way", under_way),
        ("overdue", counts.overdue),
    ):
        if number:
            width = Decimal(100 * number) / counts.units
            pieces.append(Piece(css, f"{start:.3f}%", f"{width:.3f}%"))
            start += width
    return pieces


@dataclass(frozen=True)
class StepHead:
    """The head of a column. `narrow`: nothing to show, the column stays narrow."""

    number: int
    step: Step
    name: str
    when: str
    narrow: bool
    now: bool
    slug: str
    late: int
    chosen: bool = False


def heads_of(board: Board, now: Step | None, chosen: Step | None = None) -> list[StepHead]:
    """A head for each of the eight steps."""
    return [
        StepHead(
            number,
            read.step,
            str(read.step.label),
            when_words(read),
            not read.shown,
            read.step == now,
            SLUGS[read.step],
            sum(row.of(read.step).late for row in board.rows),
            read.step == chosen,
        )
        for number, read in enumerate(board.steps, start=1)
    ]


@dataclass(frozen=True)
class CellShown:
    """A cell: a number of units with its bar, or where the one unit of the row stands. `narrow`:
    the step has nothing to show; `none`: it asks nothing of this row.
    """

    head: StepHead
    narrow: bool = False
    none: bool = False
    done: int = 0
    units: int = 0
    late: int = 0
    bar: Sequence[Piece] = ()
    mark: Mark | None = None
    note: str = ""
    href: str = ""
    spoken: str = ""

    @property
    def full(self) -> bool:
        return bool(self.units) and self.done == self.units and not self.late


def cell_of(board: Board, row: Row, cell: Cell, head: StepHead) -> CellShown:
    """One cell as it is shown."""
    if head.narrow:
        return CellShown(head, narrow=True)
    if not cell.counted.units and cell.own is None and not cell.below.units:
        return CellShown(head, none=True)
    href = units_address(board.campaign, row.unit, cell.step)
    if cell.alone:
        mark = mark_of(cell.step, cell.own) if cell.own is not None else None
        note = _below_words(cell)
        spoken = ". ".join(part for part in (mark.words if mark else "", note) if part)
        done = int(cell.own is not None and cell.counted.accepted == 1)
        return CellShown(
            head,
            done=done if not cell.below.units or cell.below.accepted == cell.below.units else 0,
            units=1,
            late=cell.late,
            mark=mark,
            note=note,
            href=href,
            spoken=spoken,
        )
    own = cell.own
    note = (
        _("cấp uỷ: {state}").format(state=mark_of(cell.step, own).words) if own and own.days else ""
    )
    return CellShown(
        head,
        done=cell.counted.accepted,
        units=cell.counted.units,
        late=cell.counted.overdue,
        bar=bar_of(cell.counted),
        note=note,
        href=href,
        spoken=tally_words(cell.step, cell.counted),
    )


def _below_words(cell: Cell) -> str:
    """“chi bộ 6/8, quá hạn 1”: how those under a unit that stands for itself are getting on."""
    if not cell.below.units:
        return ""
    words = _("chi bộ {done}/{units}").format(
        done=format_number(cell.below.accepted), units=format_number(cell.below.units)
    )
    if not cell.below.overdue:
        return words
    return _("{words}, quá hạn {late}").format(words=words, late=format_number(cell.below.overdue))


@dataclass(frozen=True)
class RowShown:
    """A row of the table. `href`: the board of its unit ("": nothing stands below it)."""

    unit: Unit
    sub: str
    href: str
    late: int
    cells: Sequence[CellShown]
    may_mark: bool


def row_of(board: Board, row: Row, heads: Sequence[StepHead], *, may_mark: bool) -> RowShown:
    """A row as it is shown."""
    cells = [cell_of(board, row, cell, head) for cell, head in zip(row.cells, heads, strict=True)]
    href = board_address(board.campaign, row.unit) if row.size and row.unit != board.place else ""
    noun = "base" if row.unit.tier in (Tier.UPPER_LEVEL, Tier.PROVINCE) else "cell"
    sub = several({noun: row.size}) if row.size else ""
    return RowShown(row.unit, sub, href, row.late, cells, may_mark)


def board_address(campaign: Campaign, unit: Unit) -> str:
    """The board of a body."""
    return reverse("state_board_of", kwargs={"year": campaign.year, "code": unit.code})


def units_address(campaign: Campaign, unit: Unit, step: Step) -> str:
    """The list under a cell."""
    kwargs = {"year": campaign.year, "code": unit.code, "step": SLUGS[step]}
    return reverse("state_board_units", kwargs=kwargs)


def lead_of(board: Board, heads: Sequence[StepHead]) -> list[str]:
    """The sentences on top, the newest step that has begun first: at most two."""
    shown = [head for head in heads if not head.narrow and board.total(head.step).units]
    if board.place.tier is Tier.CELL or [row.unit for row in board.rows] == [board.place]:
        return [
            f"{head.name}: {mark_of(head.step, own).words}."
            for head in shown
            if (own := board.read.of(head.step).judged.get(board.place.pk)) is not None
        ]
    newest = sorted(shown, key=lambda head: -head.number)
    with_late = [head for head in newest if board.total(head.step).overdue]
    chosen = sorted({*newest[:1], *with_late[:2]}, key=lambda head: -head.number)[:2]
    return [f"{_capital(sentence_of(head.step, board.total(head.step)))}." for head in chosen]


def own_of(board: Board, heads: Sequence[StepHead]) -> list[tuple[str, Mark]]:
    """Where the body of the board stands itself, in each step that asks something of it; empty
    where the sentences on top say so already.
    """
    if [row.unit for row in board.rows] == [board.place]:
        return []
    return [
        (head.name, mark_of(head.step, own))
        for head in heads
        if not head.narrow
        and (own := board.read.of(head.step).judged.get(board.place.pk)) is not None
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class UnitLine:
    """A unit in the list under a cell: where it stands, what is missing, the delay it has, when it
    was reminded last and what came of it.
    """

    unit: Unit
    mark: Mark
    details: Sequence[str]
    done: bool
    href: str
    remind: bool
    excuse: str


def excuse_words(until: str, superior: str, reason: str) -> str:
    """“được lùi đến 10/04/2022, Huyện uỷ Gia Lộc cho phép: lũ cuốn đường”."""
    return _("được lùi đến {day}, {superior} cho lùi: {reason}").format(
        day=until, superior=superior, reason=reason
    )


def waiting_words(read: StepRead, unit: Unit) -> str:
    """What a unit still has to do, or for how long it stands so."""
    judged = read.judged[unit.pk]
    if judged.missing and judged.state != "returned":
        return _("còn thiếu: {what}").format(what=judged.missing)
    if judged.since is not None and judged.since < today() and not judged.done:
        return days_words((today() - judged.since).days)
    if judged.since is not None and judged.done:
        return f"{judged.since:%d/%m/%Y}"
    return ""
