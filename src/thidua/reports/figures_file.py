"""Every table of the page of figures as a file: a workbook of one sheet a table, or one long table
as CSV.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.reports.bars import Bar
from thidua.reports.charts.style import COLOURS
from thidua.reports.dashboard import Dashboard, Figure
from thidua.reports.quotas import STATES
from thidua.reports.shares import OF_GOOD, TITLES, share_of
from thidua.vocabulary import shown_level
from thidua.web.cells import Cell, Column, Kind, Percent
from thidua.web.file_names import file_name
from thidua.web.sheets import Sheet

Row = Sequence[Cell]


@dataclass(frozen=True)
class _Table:
    """One table of the page. `names`: how many columns on the left say which line it is."""

    tab: str
    columns: list[Column]
    rows: list[Row]
    names: int = 1


def figures_sheets(page: Dashboard, *, place: str, by: str) -> list[Sheet]:
    """The tables in the order of the page; `place`: whose part of the tree they count."""
    tables = [
        _Table(_("Theo đảng bộ"), _levels_of(_("Đảng bộ")), list(_levels(page.bars))),
        _Table(_("Theo loại hình"), _levels_of(_("Loại hình")), list(_levels(page.sectors))),
        _Table(_("Theo đối tượng"), _levels_of(_("Đối tượng")), list(_levels(page.kinds))),
        _claims(page),
        _aims(page),
        *_years(page),
        _pools(page),
    ]
    group = pgettext("several", "đảng viên") if page.group == "members" else _("tổ chức cơ sở đảng")
    about = [(_("Phạm vi"), place), (_("Các bảng đầu đếm"), group)]
    if page.as_of:
        about.append((_("Mức"), str(page.as_of)))
    return [
        Sheet(
            name=file_name(_("Kết quả năm {year}").format(year=page.campaign.year), place),
            title=_("Kết quả năm {year}").format(year=page.campaign.year),
            about=about,
            columns=table.columns,
            rows=table.rows,
            tab=table.tab,
            by=by,
            stays=table.names,
        )
        for table in tables
        if table.rows
    ]


def joined_table(sheets: Iterable[Sheet]) -> Sheet:
    """All tables below each other: table, line, column, value."""
    tables = list(sheets)
    columns = [
        Column(_("Bảng")),
        Column(pgettext("chart", "Dòng")),
        Column(_("Cột")),
        Column(_("Giá trị")),
    ]
    rows: list[Row] = [
        (sheet.tab, " · ".join(str(name) for name in row[: sheet.stays]), column, value)
        for sheet in tables
        for row in sheet.rows
        for column, value in zip(sheet.header[sheet.stays :], row[sheet.stays :], strict=True)
    ]
    return Sheet(tables[0].name, tables[0].title, tables[0].about, columns, rows)


def _levels_of(what: str) -> list[Column]:
    """The columns of a table of levels, as `bars.html` has them."""
    counts = [
        _("Xuất sắc"),
        _("Tốt"),
        _("Hoàn thành"),
        _("Không hoàn thành"),
        _("Chưa đủ căn cứ"),
        _("Tổng"),
    ]
    return [_name(what), *_numbers(counts), *_shares()]


def _name(head: str) -> Column:
    return Column(head, width=40)


def _numbers(heads: Iterable[object]) -> list[Column]:
    return [Column(str(head), Kind.NUMBER) for head in heads]


def _shares() -> list[Column]:
    heads = [_("Tốt trở lên"), *(str(TITLES[key]) for key in OF_GOOD)]
    return [Column(head, Kind.SHARE) for head in heads]


def _levels(bars: Iterable[Bar]) -> Iterator[Row]:
    for bar in bars:
        counts = [getattr(bar.levels, key) for key in COLOURS]
        shares = [share_of(key, bar.levels).cell for key in ("good_or_better", *OF_GOOD)]
        yield [str(bar.name), *counts, bar.levels.total, *shares]


def _claims(page: Dashboard) -> _Table:
    columns = [
        _name(_("Tự nhận")),
        *_numbers([*(level.short for level in page.claim_levels), _("Tổng")]),
    ]
    rows: list[Row] = [
        [str(row.claimed.short), *(number for number, _, _ in row.cells), row.total]
        for row in page.claim_rows
    ]
    return _Table(_("Tự nhận và được xếp"), columns, rows)


def _aims(page: Dashboard) -> _Table:
    columns = [
        _name(_("Chỉ tiêu")),
        Column(_("Đơn vị"), width=16),
        *_numbers([_("Kết quả"), _("Giao")]),
        Column(_("Đánh giá"), width=16),
    ]
    rows: list[Row] = [
        [aim.name, aim.unit, _figure(aim.result), _figure(aim.target), aim.verdict]
        for aim in page.indicators
    ]
    return _Table(pgettext("tab", "Chỉ tiêu"), columns, rows)


def _figure(figure: Figure) -> Cell:
    if figure.value is None:
        return None
    value = figure.value.normalize()
    return Percent(value) if figure.sign else value


def _years(page: Dashboard) -> Iterator[_Table]:
    """The line of shares as the page has it, and behind it the numbers that it is made of."""
    if page.chart:
        lines = page.chart.lines
        rows: list[Row] = [
            [year, *(None if one is None else Percent(one) for one in of_year)]
            for year, *of_year in zip(
                page.chart.years, *(line.values for line in lines), strict=True
            )
        ]
        heads = [Column(str(line.name), Kind.SHARE) for line in lines]
        yield _Table(_("5 năm gần nhất"), [Column(_("Năm"), Kind.YEAR), *heads], rows)
    yield _Table(
        _("5 năm gần nhất, từng mức"),
        [
            Column(pgettext("group", "Đối tượng"), width=40),
            Column(_("Năm"), Kind.YEAR),
            *_numbers(shown_level(key).short for key in ("outstanding", "good")),
            *_numbers([_("Tổng")]),
            *_shares(),
        ],
        [
            [
                str(point.who.short),
                point.year,
                point.levels.outstanding,
                point.levels.good,
                point.levels.total,
                *(share_of(key, point.levels).cell for key in ("good_or_better", *OF_GOOD)),
            ]
            for point in page.overview.points
        ],
        names=2,
    )


def _pools(page: Dashboard) -> _Table:
    places = [_("Xuất sắc"), _("Nhiều nhất")]
    columns = [_name(_("Nhóm của")), *_numbers([*STATES.values(), *places])]
    rows: list[Row] = [
        [str(row.who), *(number for number, _ in row.cells), row.outstanding, row.ceiling]
        for row in page.pool_rows
    ]
    return _Table(pgettext("several", "Nhóm tính tỷ lệ"), columns, rows)
