"""The board as a workbook."""

from django.utils.translation import gettext as _

from thidua.remedies.board_page import BoardPage
from thidua.remedies.clearness import content_of
from thidua.remedies.models import Remedy, Source
from thidua.remedies.presenters import repeats_words, state_words, who_does, who_verifies
from thidua.web.cells import Cell, Column, Kind
from thidua.web.file_names import file_name
from thidua.web.sheets import Sheet


def board_sheet(page: BoardPage, rows: list[Remedy]) -> Sheet:
    """A row for each remedy that the page shows, narrowed as the page is."""
    title = _("Việc khắc phục năm {year}").format(year=page.campaign.year)
    return Sheet(
        name=file_name(title, page.place),
        title=title,
        about=[(_("Đơn vị"), page.place), (_("Đến ngày"), f"{page.on:%d/%m/%Y}")],
        columns=[
            Column(_("Hạn chế"), width=50),
            Column(_("Nguyên nhân"), width=40),
            Column(_("Việc khắc phục"), width=50),
            Column(_("Ai làm"), width=30),
            Column(_("Đơn vị"), width=30),
            Column(_("Nơi xác nhận"), width=30),
            Column(_("Nguồn")),
            Column(_("Nêu ở đâu"), width=30),
            Column(_("Nêu năm"), Kind.NUMBER),
            Column(_("Ngày nêu"), Kind.DATE),
            Column(_("Hạn"), Kind.DATE),
            Column(_("Tình trạng")),
            Column(_("Ngày đóng"), Kind.DATE),
            Column(_("Lặp lại")),
        ],
        rows=[_cells(one, page.year) for one in rows],
        by=str(page.request.user),
    )


def _cells(one: Remedy, year: int) -> list[Cell]:
    return [
        one.limit,
        one.cause,
        content_of(one).work,
        who_does(one),
        one.organisation.name,
        who_verifies(one),
        str(Source(one.source).label),
        one.source_words,
        one.campaign.year,
        one.raised_on,
        one.due_on,
        state_words(one),
        one.closed_on,
        repeats_words(one, year),
    ]
