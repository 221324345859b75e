"""The board as an Excel workbook: the rows that the filters leave, in the columns of the page."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.access.exporting import Leaving, hand_out, people_of, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn
from thidua.boards.access import BoardAccess
from thidua.boards.filters import Filters
from thidua.boards.page import BoardTable
from thidua.boards.wording import SORTS, WARNED, words_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import BEST_FIRST, NoLevel
from thidua.web.file_names import file_name
from thidua.web.sheets import Sheet, as_xlsx

_REACHED = {level.css: level.title for level in BEST_FIRST} | {
    NoLevel.UNKNOWN.css: NoLevel.UNKNOWN.title
}


def board_taken(
    request: SignedIn, access: BoardAccess, table: BoardTable, filters: Filters
) -> HttpResponseBase:
    """The board as it leaves the house. Raises PermissionDenied."""
    board = access.board
    entries = RosterEntry.objects.filter(pk__in=[row.entry for row in table.matching])
    many, people = people_of(entries)
    leaving = Leaving(
        Exported.BOARD,
        "xlsx",
        (board.committee.path,),
        many,
        year=board.campaign.year,
        subjects=board.kind,
        narrowed="; ".join(f"{label}: {value}" for label, value in in_words(filters)),
        listed=some_of(people),
    )
    return hand_out(
        request, leaving, lambda: as_xlsx(board_sheet(access, table, filters, by=str(request.user)))
    )


def board_sheet(access: BoardAccess, table: BoardTable, filters: Filters, *, by: str) -> Sheet:
    """The rows that the filters leave, code and name kept in view."""
    board, year = access.board, access.setting.year
    found = access.setting.parts(decides=board.decides)
    return Sheet(
        name=file_name(
            _("Bảng xếp loại {whom} {year}").format(whom=board.kind.plural, year=year),
            board.committee.name,
        ),
        title=f"{words_of(board, table.rows).title} · {year}",
        about=[(_("Tổ chức"), board.committee.name), *in_words(filters)],
        columns=[part.column for part in found],
        rows=[[part.of(row) for part in found] for row in table.matching],
        tab=_("Bảng xếp loại"),
        by=by,
        stays=2,
    )


def in_words(filters: Filters) -> list[tuple[str, str]]:
    """What the board is narrowed to, as label and value, in the reader's language."""
    values = {
        _("Tên hoặc mã"): filters.text,
        _("Mức đạt tiêu chuẩn"): _REACHED[filters.reached] if filters.reached else "",
        _("Lưu ý"): WARNED[filters.warning] if filters.warning else "",
        pgettext("one", "Nhóm tính tỷ lệ"): _("một nhóm") if filters.pool else "",
        _("Thứ tự"): SORTS[filters.sort] if filters.sort else "",
    }
    return [(label, str(value)) for label, value in values.items() if value]
