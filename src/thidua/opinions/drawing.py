"""Rows of the grid as HTML: cells as strings, so that sixty subjects by twelve criteria are drawn
at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.language import Language, current_language
from thidua.numbers import format_number
from thidua.opinions.grid import Cell, Grid, Row
from thidua.opinions.reading import Said
from thidua.vocabulary import Grade, Level, OpinionKind, SubjectType

_LETTERS = {OpinionKind.SELF: "TC", OpinionKind.CELL: "CB", OpinionKind.CELL_COMMITTEE: "CU"}


@dataclass(frozen=True)
class Status:
    """What stands in the last column: a level, or in words what is waited for. `partly`: of a level
    of which cells are open, it stands on the year's workbook for them.
    """

    level: Level | None
    words: str = ""
    partly: bool = False


@dataclass(frozen=True)
class DrawnRow:
    """A row with its cells in one piece of HTML."""

    row: Row
    cells: SafeString
    status: Status
    under: str


def drawn_rows(grid: Grid, view: str) -> list[DrawnRow]:
    """The rows of a view: those that lack something alone, where that is asked."""
    rows = [row for row in grid.rows if view != "missing" or row.missing]
    return [drawn_row(row, view) for row in rows]


def drawn_row(row: Row, view: str) -> DrawnRow:
    language = current_language()
    draw = _DRAWN.get(view, _mine)
    cells = "".join(draw(row, cell, language) for cell in row.cells)
    return DrawnRow(row, mark_safe(cells), status_of(row), _under(row))  # noqa: S308 - of `_cell`


def status_of(row: Row) -> Status:
    """A level that can be told; else how many cells are open, or who is waited for."""
    if not row.entry.rated:
        return Status(None, _("không xếp loại"))
    if row.level is not None:
        return Status(row.level, partly=row.missing > 0)
    if row.missing:
        return Status(None, _("còn {n} ô").format(n=format_number(row.missing)))
    waits = row.waits_for
    return Status(None, _("chờ {what}").format(what=waits) if waits else _("chưa đủ căn cứ"))


def _under(row: Row) -> str:
    """What stands under a name: the post, or of a leader and a body where; a member's cell is the
    page's own.
    """
    entry = row.entry
    if entry.subject_type == SubjectType.MEMBER:
        return entry.title
    return entry.title or (entry.organisation.name if entry.name != entry.organisation.name else "")


def _mine(row: Row, cell: Cell, language: Language) -> str:
    if not row.entry.rated:
        return _cell("", cell.criterion, "", "–", "is-none", "")
    grade = cell.grade
    word = grade.value if grade else ""
    told = _reason(cell) if cell.differs else ""
    css = f"is-{word}" if word else "is-open"
    return _cell(word, cell.criterion, "is-other" if cell.differs else "", _short(grade), css, told)


def _self(row: Row, cell: Cell, language: Language) -> str:
    own = next((one for one in cell.others if one.kind is OpinionKind.SELF), None)
    grade = own.grade(cell.criterion) if own else None
    css = f"is-{grade.value}" if grade else "is-none"
    return _cell("", cell.criterion, "", _short(grade) or "–", css, "")


def _every(row: Row, cell: Cell, language: Language) -> str:
    """Each opinion in a line: “CU XS”, “TC T”."""
    said = [(letters_of(one), one.grade(cell.criterion)) for one in cell.others]
    lines = [(_("Ở đây"), cell.grade), *said] if cell.grade else said
    drawn = "".join(
        f'<span class="op-said"><i>{escape(who)}</i> {_short(grade)}</span>' for who, grade in lines
    )
    return f'<td class="op-cell is-many" data-c="{escape(cell.criterion)}">{drawn or "–"}</td>'


def letters_of(said: Said) -> str:
    """A few letters of who speaks."""
    return _LETTERS.get(said.kind) or str(said.giver.title)[:14]


_DRAWN = {"mine": _mine, "missing": _mine, "self": _self, "all": _every}


def _reason(cell: Cell) -> str:
    return cell.reason or _("khác ý kiến đã có")


def _short(grade: Grade | None) -> str:
    return str(grade.brief) if grade else ""


def _cell(  # noqa: PLR0913, PLR0917 - what a cell's drawing depends on
    word: str, criterion: str, other: str, text: str, css: str, told: str
) -> str:
    title = f' title="{escape(told)}"' if told else ""
    inner = f'<span class="grade {css}">{escape(text)}</span>'
    return (
        f'<td class="op-cell {other}" data-c="{escape(criterion)}" data-g="{word}"{title}>'
        f"{inner}</td>"
    )


def legend() -> Sequence[tuple[str, str]]:
    """The letters of the grades with their words, best first."""
    return [(str(one.brief), str(one.title)) for one in reversed(Grade)]
