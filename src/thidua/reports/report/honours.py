"""Section III of the report: recognition."""

from collections.abc import Iterator

from thidua.documents.blocks import Block, Bullets, Heading, Paragraph
from thidua.reports.history import LINE_YEARS
from thidua.reports.levels import Who
from thidua.reports.report import tables
from thidua.reports.report.findings import Findings
from thidua.reports.sentences import named
from thidua.reports.wording import number

_RUNNING = {
    Who.UPPER_LEVEL: "Tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng",
    Who.GRASSROOTS: "Tổ chức cơ sở đảng",
}


def honours(found: Findings) -> Iterator[Block]:
    """Who was commended, who was outstanding many years running, and every form that was given."""
    yield Heading("III. KHEN THƯỞNG")
    yield Heading("1. Tổ chức đảng được khen thưởng cấp tỉnh", level=2)
    commended = found.figures.commended
    if commended:
        yield Paragraph(
            f"{number(len(commended)).vi} tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng:"
        )
        yield Bullets(commended)
    else:
        yield Paragraph(
            "Chưa có tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng nào được tặng bằng "
            "khen."
        )
    yield from _running(found)
    yield Heading("3. Các hình thức khen thưởng", level=2)
    if found.awards:
        yield from _orders(found)
        yield tables.awards(found.awards)
    else:
        yield Paragraph("Khen thưởng: chưa có dữ liệu.")


def _running(found: Findings) -> Iterator[Block]:
    yield Heading(f"2. Hoàn thành xuất sắc nhiệm vụ {LINE_YEARS} năm liền", level=2)
    bullets = [
        f"{label}: {named(names).vi}."
        for who, label in _RUNNING.items()
        if (names := found.figures.long_standing.get(who, ()))
    ]
    if bullets:
        yield Bullets(tuple(bullets))
    else:
        yield Paragraph(
            f"Chưa có tổ chức đảng nào hoàn thành xuất sắc nhiệm vụ {LINE_YEARS} năm liền."
        )


def _orders(found: Findings) -> Iterator[Block]:
    """State orders by name: there are few, and each is an event."""
    titles = {
        "order_first_class": "hạng Nhất",
        "order_second_class": "hạng Nhì",
        "order_third_class": "hạng Ba",
    }
    for key, title in titles.items():
        names = found.figures.awards.get(key)
        if isinstance(names, list) and names:
            yield Paragraph(f"Huân chương Lao động {title}: {named(names).vi}.")
