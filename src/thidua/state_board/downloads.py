"""The board as an Excel workbook: a row a unit, the steps side by side. It holds no person."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.notices.words import day_of
from thidua.organisations.names import committee_of
from thidua.state_board.counting import Board
from thidua.state_board.queries import StepRead
from thidua.state_board.reminders import Reminders, newest_reminders
from thidua.state_board.units import Unit
from thidua.state_board.words import mark_of
from thidua.web.cells import Cell, Column, Kind
from thidua.web.file_names import file_name
from thidua.web.sheets import Sheet, as_xlsx


def board_taken(request: SignedIn, board: Board) -> HttpResponseBase:
    """The file of a board."""
    return as_xlsx(board_sheet(board, by=str(request.user)))


def board_sheet(board: Board, *, by: str) -> Sheet:
    """Every unit of the board in the order of its page, with each step that has something to
    show.
    """
    reminders = newest_reminders(board.campaign, board.place)
    shown = [read for read in board.steps if read.shown]
    columns = [
        Column(_("Mã tổ chức"), Kind.CODE),
        Column(_("Tổ chức"), width=40),
        Column(_("Cấp")),
    ]
    for read in shown:
        name = str(read.step.label)
        columns += [
            Column(f"{name}: {_('trạng thái')}"),
            Column(f"{name}: {_('hạn')}", Kind.DATE),
            Column(f"{name}: {_('số ngày quá hạn')}", Kind.NUMBER),
            Column(f"{name}: {_('được lùi đến')}", Kind.DATE),
            Column(f"{name}: {_('ai cho lùi, lý do')}"),
            Column(f"{name}: {_('nhắc lần cuối')}"),
        ]
    year = board.campaign.year
    return Sheet(
        name=file_name(_("Bảng trạng thái {year}").format(year=year), board.place.name),
        title=f"{_('Bảng trạng thái')} · {year}",
        about=[(_("Tổ chức"), board.place.name)],
        columns=columns,
        rows=[_row(board, unit, shown, reminders) for unit in board.units],
        tab=_("Bảng trạng thái"),
        by=by,
        stays=2,
    )


def _row(board: Board, unit: Unit, shown: list[StepRead], reminders: Reminders) -> list[Cell]:
    row: list[Cell] = [unit.code, unit.name, str(unit.tier.title)]
    for read in shown:
        judged = read.judged.get(unit.pk)
        if judged is None:
            row += [None] * 6
            continue
        excuse = board.read.excuses.get((read.step, unit.pk))
        reminder = reminders.get((read.step, unit.pk))
        row += [
            mark_of(read.step, judged).words,
            judged.due_on,
            judged.days or None,
            excuse.until if excuse else None,
            f"{committee_of(excuse.superior.name)}: {excuse.reason}" if excuse else None,
            day_of(reminder.asked_at) if reminder else None,
        ]
    return row
