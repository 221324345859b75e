"""Every table of the page of figures as a file: a workbook of one sheet a table, or one long table
as CSV.
"""

from collections.abc import Iterable, Iterator, Sequence

from thidua.language import say
from thidua.reports.bars import Bar
from thidua.reports.charts.style import COLOURS, LABELS
from thidua.reports.dashboard import Dashboard
from thidua.reports.quotas import STATES
from thidua.reports.wording import percent
from thidua.web.levels import shown
from thidua.web.sheets import Sheet

Row = Sequence[str | int]


def figures_sheets(page: Dashboard, *, place: str) -> list[Sheet]:
    """The tables in the order of the page; `place`: whose part of the tree they count."""
    tables: list[tuple[str, list[str], list[Row]]] = [
        (say("Theo đảng bộ", "By body"), _level_heads(), list(_levels(page.bars))),
        (say("Theo loại hình", "By sector"), _level_heads(), list(_levels(page.sectors))),
        (say("Theo đối tượng", "By kind"), _level_heads(), list(_levels(page.kinds))),
        _claims(page),
        _aims(page),
        _years(page),
        _pools(page),
    ]
    group = (
        say("đảng viên", "members")
        if page.group == "members"
        else say("tổ chức cơ sở đảng", "grassroots")
    )
    about = [
        (say("Phạm vi", "Within"), place),
        (say("Các bảng đầu đếm", "The first tables count"), group),
    ]
    return [
        Sheet(
            name=f"so-lieu-{page.campaign.year}",
            title=f"{tab} · {say('năm', 'year')} {page.campaign.year}",
            about=about,
            header=header,
            rows=rows,
            widths=(40, *(16 for _ in header[1:])),
            tab=tab,
        )
        for tab, header, rows in tables
        if rows
    ]


def one_table(sheets: Iterable[Sheet]) -> Sheet:
    """All tables below each other: table, line, column, value."""
    kept = list(sheets)
    header = [
        say("Bảng", "Table"),
        say("Dòng", "Line"),
        say("Cột", "Column"),
        say("Giá trị", "Value"),
    ]
    rows = [
        (sheet.tab, row[0], column, value)
        for sheet in kept
        for row in sheet.rows
        for column, value in zip(sheet.header[1:], row[1:], strict=True)
    ]
    return Sheet(kept[0].name, kept[0].title, kept[0].about, header, rows, (24, 40, 24, 16))


def _level_heads() -> list[str]:
    total, share = say("Tổng", "Total"), say("Tốt trở lên", "Good or better")
    return [say("Tên", "Name"), *(str(LABELS[key]) for key in COLOURS), total, share]


def _levels(bars: Iterable[Bar]) -> Iterator[Row]:
    for bar in bars:
        counts = [getattr(bar.levels, key) for key in COLOURS]
        share = str(bar.share)
        yield [str(bar.name), *counts, bar.levels.total, share]


def _claims(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    header = [
        say("Tự nhận", "Claimed"),
        *(str(level.short) for level in page.claim_levels),
        say("Tổng", "Total"),
    ]
    rows: list[Row] = [
        [str(row.claimed.short), *(number for number, _, _ in row.cells), row.total]
        for row in page.claim_rows
    ]
    return say("Tự nhận và được xếp", "Claimed and rated"), header, rows


def _aims(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    columns = (
        ("Chỉ tiêu", "Indicator"),
        ("Kết quả", "Result"),
        ("Giao", "Target"),
        ("Đơn vị", "Unit"),
    )
    header = [*(say(vi, en) for vi, en in columns), say("Đánh giá", "Outcome")]
    rows: list[Row] = [
        [one.name, one.result, one.target, one.unit, str(one.outcome.title)]
        for one in page.indicators
    ]
    return say("Chỉ tiêu", "Indicators"), header, rows


def _years(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    header = [
        say("Đối tượng", "Group"),
        say("Năm", "Year"),
        *(str(shown(key).short) for key in ("outstanding", "good")),
    ]
    header += [say("Tổng", "Total"), say("Tốt trở lên", "Good or better")]
    rows: list[Row] = [
        [
            str(point.who.short),
            point.year,
            point.levels.outstanding,
            point.levels.good,
            point.levels.total,
            str(percent(point.levels.good_or_better, point.levels.total)),
        ]
        for point in page.overview.points
    ]
    return say("Năm năm", "Five years"), header, rows


def _pools(page: Dashboard) -> tuple[str, list[str], list[Row]]:
    places = [say("Xuất sắc", "Outstanding"), say("Nhiều nhất", "At most")]
    header = [say("Nhóm của", "Pools of"), *(str(word) for word in STATES.values()), *places]
    rows: list[Row] = [
        [str(row.who), *(number for number, _ in row.cells), row.outstanding, row.ceiling]
        for row in page.pool_rows
    ]
    return say("Nhóm tính tỷ lệ", "Quota pools"), header, rows
