"""Annexes of the report: the lines of five years, and the outstanding grassroots organisations by
name.
"""

from collections.abc import Iterator

from thidua.documents.blocks import Block, Bullets, Column, Heading, Paragraph, Picture, Table
from thidua.reports.charts import five_year_chart
from thidua.reports.history import YearPoint
from thidua.reports.levels import Who
from thidua.reports.report import tables
from thidua.reports.report.findings import Findings
from thidua.reports.wording import number, percent, points_between

IN_LINES = (Who.UPPER_LEVEL, Who.GRASSROOTS, Who.MEMBERS)


def annexes(found: Findings) -> Iterator[Block]:
    """Both annexes; one without data says so."""
    yield from _lines(found)
    yield from _best(found)


def _lines(found: Findings) -> Iterator[Block]:
    yield Heading("PHỤ LỤC 1. KẾT QUẢ XẾP LOẠI QUA CÁC NĂM", new_page=True)
    groups = [who for who in IN_LINES if len(_of(found, who)) > 1]
    if not groups:
        yield Paragraph("Kết quả các năm trước: chưa có dữ liệu.")
        return
    points = [point for who in groups for point in _of(found, who)]
    if compared := [text for who in groups if (text := _compared(who, _of(found, who)))]:
        yield Bullets(tuple(compared))
    yield Picture(
        caption="Tỷ lệ hoàn thành tốt nhiệm vụ trở lên và hoàn thành xuất sắc nhiệm vụ",
        alt="Biểu đồ đường theo năm, số liệu ở bảng kèm theo.",
        spec=five_year_chart(points, groups=groups),
    )
    yield tables.lines(points, groups)


def _compared(who: Who, points: list[YearPoint]) -> str:
    """The share at good or better beside that of the year before, with the difference in points."""
    before, now = points[-2:]
    if before.year != now.year - 1:
        return ""
    shares = [
        percent(point.levels.good_or_better, point.levels.total).vi for point in (now, before)
    ]
    moved = points_between(
        (before.levels.good_or_better, before.levels.total),
        (now.levels.good_or_better, now.levels.total),
    )
    change = f"tăng {number(moved).vi}" if moved > 0 else f"giảm {number(-moved).vi}"
    comparison = f"{change} điểm phần trăm so với" if moved else "bằng"
    return (
        f"{who.label.vi} hoàn thành tốt nhiệm vụ trở lên: {shares[0]}, {comparison} năm "
        f"{before.year} ({shares[1]})."
    )


def _of(found: Findings, who: Who) -> list[YearPoint]:
    return [point for point in found.lines if point.who is who]


def _best(found: Findings) -> Iterator[Block]:
    yield Heading("PHỤ LỤC 2. TỔ CHỨC CƠ SỞ ĐẢNG XUẤT SẮC", new_page=True)
    if not found.best_grassroots:
        yield Paragraph("Chưa có tổ chức cơ sở đảng nào hoàn thành xuất sắc nhiệm vụ.")
        return
    rows: list[tuple[str, str, str]] = []
    for above, names in found.best_grassroots:
        for name in names:
            rows.append((str(len(rows) + 1), name, above))
    yield Table(
        caption="Danh sách tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ",
        columns=(
            Column("TT", "center", 1),
            Column("Tổ chức cơ sở đảng", "left", 6),
            Column("Trực thuộc", "left", 5),
        ),
        rows=tuple(rows),
    )
