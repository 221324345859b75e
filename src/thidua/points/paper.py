"""The standing as an office prints it, for the signature of the head unit.

No central text was found for it: it is local, and the paper says so."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from thidua.blocs.paper import letterhead_of, signature_of
from thidua.documents.blocks import (
    Block,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Table,
)
from thidua.language import speaking
from thidua.numbers import format_number
from thidua.points.queries import Standing, UnitPoints
from thidua.web.demo_note import demo_note

LOCAL = (
    "Điểm chấm theo tiêu chí riêng của khối, quy định của địa phương, chưa xác nhận: chưa tìm thấy "
    "văn bản của Trung ương. Điểm này không phải mức xếp loại chất lượng."
)
SIDE_BY_SIDE = 8
"""So many criteria stand beside each other in one table of the annex."""


def compose(standing: Standing) -> Paper:
    """The standing, always in Vietnamese: a draft until every member at work is settled."""
    with speaking("vi"):
        return Paper(
            letterhead=_letterhead(standing),
            body=tuple(_body(standing)),
            signature=signature_of(standing.bloc),
            annexes=tuple(_annexes(standing)),
            note=demo_note(),
        )


def _letterhead(standing: Standing) -> Letterhead:
    draft = "" if standing.complete else "(dự thảo, chưa chốt xong) "
    return letterhead_of(standing.bloc, title="BẢNG ĐIỂM THI ĐUA", draft=draft)


def _body(standing: Standing) -> Iterator[Block]:
    settled, whole = len(standing.settled), len(standing.counting)
    yield Paragraph(
        f"Các đơn vị thành viên {standing.bloc.name} đã tự chấm, kiểm tra chéo; "
        f"{format_number(settled)} trong {format_number(whole)} đơn vị đang hoạt động đã được chốt "
        f"điểm như sau:"
    )
    columns = (
        Column("Hạng", "center", 1),
        Column("Đơn vị", "left", 7),
        Column("Tự chấm", "right", 2),
        Column("Điểm chốt", "right", 2),
    )
    yield Table("", columns, tuple(_line(row) for row in _ordered(standing)))
    yield Paragraph(LOCAL)


def _ordered(standing: Standing) -> list[UnitPoints]:
    rows = standing.counting
    return sorted(rows, key=lambda row: row.place or len(rows) + 1)


def _line(row: UnitPoints) -> tuple[str, ...]:
    place = "–" if row.place is None else str(row.place)
    return (place, row.unit.name, _number(row.own_total), _number(row.total))


def _number(value: Decimal | None) -> str:
    return "–" if value is None else format_number(value.normalize())


def _annexes(standing: Standing) -> Iterator[Block]:
    if not standing.criteria:
        return
    yield Heading("ĐIỂM TỪNG TIÊU CHÍ", new_page=True, centred=True)
    names = Table(
        "",
        (Column("TT", "center", 1), Column("Tiêu chí", "left", 9), Column("Tối đa", "right", 2)),
        tuple(
            (str(at), one.content, _number(most))
            for at, (one, most) in enumerate(
                zip(standing.criteria, _mosts(standing), strict=True), start=1
            )
        ),
    )
    yield names
    for first in range(0, len(standing.criteria), SIDE_BY_SIDE):
        yield _part(standing, range(first, min(first + SIDE_BY_SIDE, len(standing.criteria))))
    reasons = tuple(_reasons(standing))
    if reasons:
        yield Heading("LÝ DO CHỐT KHÁC", centred=True)
        columns = (
            Column("Đơn vị", "left", 4),
            Column("TT", "center", 1),
            Column("Lý do", "left", 7),
        )
        yield Table("", columns, reasons)


def _mosts(standing: Standing) -> Sequence[Decimal]:
    return [cell.most for cell in standing.units[0].cells]


def _part(standing: Standing, places: range) -> Table:
    columns = (
        Column("Đơn vị", "left", 5),
        *(Column(str(at + 1), "right", 1) for at in places),
    )
    rows = tuple(
        (row.unit.name, *(_number(row.cells[at].settled) for at in places))
        for row in _ordered(standing)
    )
    return Table("", columns, rows)


def _reasons(standing: Standing) -> Iterator[tuple[str, ...]]:
    for row in _ordered(standing):
        for number, cell in enumerate(row.cells, start=1):
            if cell.settled is not None and cell.score and cell.score.settled_reason:
                yield (row.unit.name, str(number), cell.score.settled_reason)
