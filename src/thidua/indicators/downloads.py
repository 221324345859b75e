"""The table of a unit's indicators as an Excel workbook; it holds no person."""

from django.utils.translation import gettext as _

from thidua.indicators.page import IndicatorsPage, Row
from thidua.web.cells import Cell, Column, Kind
from thidua.web.file_names import file_name
from thidua.web.sheets import Sheet


def table_of(page: IndicatorsPage, *, by: str) -> Sheet:
    """The columns of the page, with where each number comes from."""
    year = page.campaign.year
    return Sheet(
        name=file_name(_("Chỉ tiêu năm {year}").format(year=year), page.unit.name),
        title=_("Chỉ tiêu năm {year}").format(year=year),
        about=[(_("Tổ chức"), page.unit.name)],
        columns=[
            Column(_("Chỉ tiêu"), width=44),
            Column(_("Đơn vị tính")),
            Column(_("Năm {year}").format(year=year - 1), Kind.NUMBER),
            Column(_("Đến nay"), Kind.NUMBER),
            Column(_("Đến hết ngày"), Kind.DATE),
            Column(_("Phấn đấu"), Kind.NUMBER),
            Column(_("Trạng thái"), width=34),
            Column(_("Nguồn"), width=40),
        ],
        rows=[_row(row) for row in page.rows],
        tab=_("Chỉ tiêu"),
        by=by,
    )


def _row(row: Row) -> list[Cell]:
    found = row.result
    counts = found.counts
    return [
        row.name,
        row.unit,
        found.last_year,
        found.value,
        row.on,
        found.target,
        row.said,
        counts.source if counts is not None else None,
    ]
