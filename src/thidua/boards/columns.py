"""The columns of a board as they leave its page: what one cell shows of several things, apart.

The Excel file and the copy for a spreadsheet are made of these."""

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.boards.notes import discipline_text, notes_of, own_notes
from thidua.boards.rows import Row
from thidua.boards.states import setter_moment, setter_name
from thidua.ratings.queries import STRIP_YEARS
from thidua.vocabulary import shown_level
from thidua.web.cells import Cell, Column, Kind, Percent, on_clipboard


class Part(NamedTuple):
    """A column, and what stands in it of a row."""

    column: Column
    of: Callable[[Row], Cell]


def parts(year: int, *, decides: bool, may: bool, reader: int | None) -> list[Part]:
    """The columns in the order of the page: the first cell's, then one by one.

    `decides`: on the board of a committee that decides; elsewhere its proposal is the choice.
    `may`, `reader`: what the reader may do there, and their own file."""
    proposal = [Part(Column(_("Đề nghị")), lambda row: _level(row.proposed))] if decides else []
    return [
        Part(Column(_("Mã"), Kind.CODE), lambda row: row.code),
        Part(Column(_("Tên"), width=36), lambda row: row.name),
        Part(Column(_("Thuộc, chức danh"), width=36), lambda row: row.place),
        *(_year_before(at, year) for at in range(STRIP_YEARS - 1)),
        Part(Column(_("Tự nhận")), lambda row: _level(row.claimed)),
        *proposal,
        Part(Column(_("Đạt tiêu chuẩn")), lambda row: str(shown_level(row.reached).title)),
        *_choice(decides=decides),
        Part(Column(pgettext("several", "Chỉ tiêu"), Kind.SHARE), _targets),
        Part(Column(_("Kỷ luật"), Kind.NUMBER), _disciplined),
        Part(Column(_("Hình thức kỷ luật")), _discipline),
        Part(Column(_("Thiếu thông tin"), Kind.NUMBER), lambda row: row.missing),
        Part(Column(_("Kết quả phiếu")), lambda row: str(row.beside.text) if row.beside else None),
        Part(Column(_("Lý do"), width=36), lambda row: row.reason),
        Part(Column(_("Lý do khác kết quả phiếu"), width=36), lambda row: row.ballot_reason),
        Part(Column(_("Lưu ý"), width=48), partial(_notes, may=may, reader=reader)),
    ]


def _choice(*, decides: bool) -> list[Part]:
    """What somebody chose (blank where nobody did), who and when, and the level that stands."""
    who, when = (
        (_("Người chọn"), _("Chọn lúc")) if decides else (_("Người đề nghị"), _("Đề nghị lúc"))
    )
    return [
        Part(
            Column(_("Cấp uỷ chọn") if decides else _("Đề nghị")),
            lambda row: _level(row.stands) if row.set_by_hand else None,
        ),
        Part(
            Column(who),
            lambda row: setter_name(row.setter) if row.setter and row.set_by_hand else None,
        ),
        Part(
            Column(when),
            lambda row: setter_moment(row.setter) if row.setter and row.set_by_hand else None,
        ),
        *([Part(Column(_("Xếp loại")), lambda row: _level(row.stands))] if decides else []),
        *([Part(Column(_("Cách xếp")), _how)] if decides else []),
    ]


def _how(row: Row) -> Cell:
    """Whether the level that stands was decided, chosen, or only follows from the one reached."""
    if row.decided is not None:
        return _("đã quyết định")
    if not row.known:
        return _("chưa đủ căn cứ")
    return _("cấp uỷ chọn") if row.set_by_hand else _("mặc định, chưa ai chọn")


def columns_as_json(found: list[Part]) -> str:
    """The headings, for `copy_table.js`."""
    return json.dumps([part.column.head for part in found], ensure_ascii=False)


def cells_as_json(row: Row, found: list[Part]) -> str:
    """A row's values, for `copy_table.js`."""
    cells = [part.of(row) for part in found]
    columns = [part.column for part in found]
    return json.dumps(on_clipboard(cells, columns), ensure_ascii=False)


def _year_before(at: int, year: int) -> Part:
    column = Column(str(year - STRIP_YEARS + 1 + at))
    return Part(column, lambda row: _level(row.years[at]))


def _level(level: int | None) -> Cell:
    return str(shown_level(level).title) if level else None


def _targets(row: Row) -> Cell:
    """A share as a number; 9/9 as it is; nothing where nobody said."""
    try:
        return Percent(Decimal(row.targets).normalize()) if row.targets else None
    except InvalidOperation:
        return row.targets


def _disciplined(row: Row) -> Cell:
    """1 of whom was disciplined, 0 of whom was not, nothing where nobody said."""
    return int(row.discipline != "none") if row.discipline else None


def _discipline(row: Row) -> Cell:
    """The word of the discipline."""
    return None if row.discipline in {"", "none"} else discipline_text(row)


def _notes(row: Row, *, may: bool, reader: int | None) -> Cell:
    own = own_notes(row, may=may) if reader is not None and row.person == reader else []
    notes = [*own, *notes_of(row)]
    return "; ".join(f"{one.text}: {one.title}" if one.title else one.text for one in notes)
