"""The board as an Excel workbook: the rows that the filters leave, every column a word or a number
of its own.
"""

from collections.abc import Iterator
from dataclasses import asdict

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.access.exporting import Leaving, hand_out, people_of, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn
from thidua.boards.access import BoardAccess
from thidua.boards.drawing import Setting, discipline_text, notes_of, targets_text
from thidua.boards.filters import Filters
from thidua.boards.page import BoardTable
from thidua.boards.rows import Row
from thidua.ratings.queries import STRIP_YEARS
from thidua.roster.models import RosterEntry
from thidua.vocabulary import shown_level
from thidua.web.sheets import workbook


def board_taken(
    request: SignedIn, access: BoardAccess, table: BoardTable, filters: Filters
) -> HttpResponseBase:
    """The board as it leaves the house. Raises PermissionDenied."""
    board = access.board
    entries = RosterEntry.objects.filter(pk__in=[row.entry for row in table.matching])
    many, people = people_of(entries)
    narrowed = asdict(filters) if filters.narrows() else {}
    leaving = Leaving(
        Exported.BOARD,
        "xlsx",
        (board.committee.path,),
        many,
        year=board.campaign.year,
        subjects=board.kind,
        narrowed="; ".join(f"{name}: {value}" for name, value in narrowed.items() if value),
        listed=some_of(people),
    )
    return hand_out(request, leaving, lambda: board_as_xlsx(table, access.setting))


def board_as_xlsx(table: BoardTable, setting: Setting) -> HttpResponse:
    """One sheet, its head and its first two columns kept in view."""
    name = f"bang-{setting.year}-{table.board.committee.code}-{setting.kind.value}"
    head = header(setting.year)
    widths = {1: 36, 2: 36, len(head) - 1: 48, len(head) - 2: 36}
    with workbook(f'attachment; filename="{name}.xlsx"') as (book, response):
        sheet = book.add_worksheet(_("Bảng xếp loại"))
        sheet.freeze_panes(1, 2)
        bold = book.add_format({"bold": True})
        for column in range(len(head)):
            sheet.set_column(column, column, widths.get(column, 16))
        for number, row in enumerate((head, *(cells(row) for row in table.matching))):
            sheet.write_row(number, 0, row, bold if number == 0 else None)
    return response


def header(year: int) -> list[str]:
    """The names of the columns."""
    return [
        _("Mã"),
        _("Tên"),
        _("Thuộc, chức danh"),
        *(str(before) for before in range(year - STRIP_YEARS + 1, year)),
        _("Tự nhận"),
        _("Đạt tiêu chuẩn"),
        _("Đề nghị"),
        _("Cấp uỷ chọn"),
        _("Đang xếp"),
        pgettext("several", "Chỉ tiêu"),
        _("Kỷ luật"),
        _("Thiếu dữ kiện"),
        _("Lý do"),
        _("Lưu ý"),
    ]


def cells(row: Row) -> list[str | int]:
    """One row in the reader's language."""
    return [
        row.code,
        row.name,
        row.place,
        *(_word(level) for level in row.years),
        _word(row.claimed),
        str(shown_level(row.reached).title),
        _word(row.proposed),
        _word(row.chosen),
        _word(row.stands),
        targets_text(row),
        discipline_text(row),
        row.missing,
        row.reason,
        "; ".join(_notes(row)),
    ]


def _word(level: int | None) -> str:
    return str(shown_level(level).title) if level else ""


def _notes(row: Row) -> Iterator[str]:
    for note in notes_of(row):
        yield f"{note.text}: {note.title}" if note.title else note.text
