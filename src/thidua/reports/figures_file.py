"""Every table of the page of figures as a file: a workbook of one sheet a table, or one long table
as CSV.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.reports.bars import Bar
from thidua.reports.charts.style import COLOURS, LABELS
from thidua.reports.dashboard import Dashboard
from thidua.reports.quotas import STATES
from thidua.reports.shares import OF_GOOD, TITLES, share_of
from thidua.vocabulary import shown_level
from thidua.web.sheets import Sheet

Row = Sequence[str | int]


def figures_sheets(page: Dashboard, *, place: str) -> list[Sheet]:
    """The tables in the order of the page; `place`: whose part of the tree they count."""
    tables: list[tuple[str, list[str], list[Row]]] = [
        (_("Theo đảng bộ"), _level_heads(), list(_levels(page.bars))),
        (_("Theo loại hình"), _level_heads(), list(_levels(page.sectors))),
        (_("Theo đối tượng"), _level_heads(), list(_levels(page.kinds))),
        _claims(page),
        _aims(page),
        _years(page),
        _pools(page),
    ]
    group = pgettext("several", "đảng viên") if page.group == "members" else _("tổ chức cơ sở đảng")
    about = [
        (_("Phạm vi"), place),
        (_("Các bảng đầu đếm"), group),
    ]
    return [
        Sheet(
            name=f"so-lieu-{page.campaign.year}",
            title=f"{tab} · {_('năm')} {page.campaign.year}",
            about=about,
            header=header,
            rows=rows,
            widths=(40, *(16 for _ in header[1:])),
            tab=tab,
        )
        for tab, header, rows in tables
        if rows
    ]


def joined_table(sheets: Iterable[Sheet]) -> Sheet:
    """All tables below each other: table, line, column, value."""
    tables = list(sheets)
    header = [
        _("Bảng"),
        pgettext("chart", "Dòng"),
        _("Cột"),
        _("Giá trị"),
    ]
    rows = [
        (sheet.tab, row[0], column, value)
        for sheet in tables
        for row in sheet.rows
        for column, value in zip(sheet.header[1:], row[1:], strict=True)
    ]
    return Sheet(tables[0].name, tables[0].title, tables[0].about, header, rows, (24, 40, 24, 16))


def _level_heads() -> list[str]:
    total, share = _("Tổng"), _("Tốt trở lên")
    return [_("Tên"), *(str(LABELS[key]) for key in COLOURS), total, share, *_of_good_heads()]


def _of_good_heads() -> list[str]:
    return [str(TITLES[key]) for key in OF_GOOD]


def _levels(bars: Iterable[Bar]) -> Iterator[Row]:
    for bar in bars:
        counts = [getattr(bar.levels, key) for key in COLOURS]
        written = [str(share) for share in (bar.share, *bar.shares_of_good)]
        yield [str(bar.name), *counts, bar.levels.total, *written]


def _claims(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    header = [
        _("Tự nhận"),
        *(str(level.short) for level in page.claim_levels),
        _("Tổng"),
    ]
    rows: list[Row] = [
        [str(row.claimed.short), *(number for number, _, _ in row.cells), row.total]
        for row in page.claim_rows
    ]
    return _("Tự nhận và được xếp"), header, rows


def _aims(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    header = [
        _("Chỉ tiêu"),
        _("Kết quả"),
        _("Giao"),
        _("Đơn vị"),
        _("Đánh giá"),
    ]
    rows: list[Row] = [
        [row.name, row.result, row.target, row.unit, str(row.outcome.title)]
        for row in page.indicators
    ]
    return pgettext("tab", "Chỉ tiêu"), header, rows


def _years(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    header = [
        pgettext("group", "Đối tượng"),
        _("Năm"),
        *(str(shown_level(key).short) for key in ("outstanding", "good")),
    ]
    header += [_("Tổng"), _("Tốt trở lên"), *_of_good_heads()]
    rows: list[Row] = [
        [
            str(point.who.short),
            point.year,
            point.levels.outstanding,
            point.levels.good,
            point.levels.total,
            *(str(share_of(key, point.levels).text) for key in ("good_or_better", *OF_GOOD)),
        ]
        for point in page.overview.points
    ]
    return _("Năm năm"), header, rows


def _pools(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    places = [_("Xuất sắc"), _("Nhiều nhất")]
    header = [_("Nhóm của"), *(str(word) for word in STATES.values()), *places]
    rows: list[Row] = [
        [str(row.who), *(number for number, _ in row.cells), row.outstanding, row.ceiling]
        for row in page.pool_rows
    ]
    return pgettext("several", "Nhóm tính tỷ lệ"), header, rows
