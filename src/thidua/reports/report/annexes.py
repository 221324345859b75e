"""Annexes of the report: the lines of five years, and the outstanding grassroots organisations by name."""

from collections.abc import Iterator

from thidua.reports.charts import five_year_chart
from thidua.reports.history import YearPoint
from thidua.reports.levels import Who
from thidua.reports.report import tables
from thidua.reports.report.blocks import Block, Column, Heading, Paragraph, Picture, Table
from thidua.reports.report.findings import Findings

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
    yield Picture(
        caption="Tỷ lệ hoàn thành tốt nhiệm vụ trở lên và hoàn thành xuất sắc nhiệm vụ",
        alt="Biểu đồ đường theo năm, số liệu ở bảng kèm theo.",
        spec=five_year_chart(points, groups=groups),
    )
    yield tables.lines(points, groups)


def _of(found: Findings, who: Who) -> list[YearPoint]:
    return [point for point in found.lines if point.who is who]


def _best(found: Findings) -> Iterator[Block]:
    yield Heading("PHỤ LỤC 2. TỔ CHỨC CƠ SỞ ĐẢNG HOÀN THÀNH XUẤT SẮC NHIỆM VỤ", new_page=True)
    if not found.best_grassroots:
        yield Paragraph("Chưa có tổ chức cơ sở đảng nào hoàn thành xuất sắc nhiệm vụ.")
        return
    rows: list[tuple[str, str, str]] = []
    for above, names in found.best_grassroots:
        for name in names:
            rows.append((str(len(rows) + 1), name, above))
    yield Table(
        caption="Danh sách tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ",
        columns=(Column("TT", "center", 1), Column("Tổ chức cơ sở đảng", "left", 6), Column("Trực thuộc", "left", 5)),
        rows=tuple(rows),
    )
