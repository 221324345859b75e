"""Whatever a table is put together of: no row of data is taken for something else, no title, head,
number row, section, total or signature for data.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.sheets import sheet
from thidua.matching.layout import RowKind, lay_out

GIVEN = ("Khởi", "Sim", "Sử", "Lụa", "Cộng", "Tổng", "Bình", "Ký", "Đảng", "Chi", "Nam", "Ghi")
FAMILY = ("Trần Văn", "Bùi Thị", "Đoàn", "Tống Văn", "Tô", "Khổng", "Lê", "Công Tằng Tôn Nữ")
NAMED = (
    ("TT", "STT", "Số TT"),
    ("Họ và tên", "Họ tên đảng viên", "Danh xưng"),
    ("Ngày sinh", "Năm sinh", "Ra đời"),
    ("Quê quán", "Gốc gác"),
    ("Ngày vào Đảng", "Kết nạp"),
    ("Chức vụ", "Việc làm"),
    ("Ghi chú", "Tình trạng", "Khác"),
)
TITLES = ("ĐẢNG BỘ XÃ GIA MINH", "DANH SÁCH ĐẢNG VIÊN", "(tính đến ngày 30/11/2022)")
SECTIONS = (
    ("I. Chi bộ thôn Đông",),
    ("II", "Chi bộ trường Tiểu học (12 đ/c)"),
    ("1. CHI BỘ A (27 đ/c)",),
    (None, "Chi bộ Trạm Y tế"),
    ("C. Chi bộ 3: 8 đảng viên",),
)
TOTALS = (
    ("Tổng cộng",),
    ("Tổng số: 168 đảng viên (nam 101, nữ 67)",),
    (None, "Cộng:", None, 12),
    ("Danh sách gồm 168 đồng chí",),
)
SIGNED = (
    ((None, None, "Gia Minh, ngày … tháng 12 năm 2022"), (None, None, "T/M ĐẢNG UỶ")),
    ((None, "Người lập biểu", None, None, "BÍ THƯ"), (None, "Lê Thị A", None, None, "Trần B")),
    (("T/M CHI BỘ",), ("BÍ THƯ",), ("(ký, ghi rõ họ tên)",), ("Nguyễn Văn Bính",)),
)

Row = tuple[RowKind, Sequence[object]]


@dataclass(frozen=True)
class Made:
    """A table, and what each of its rows is."""

    rows: list[Row]
    blank_column: int | None

    @property
    def cells(self) -> list[list[object]]:
        at = self.blank_column
        return [
            [*row] if at is None or not row else [*row[:at], None, *row[at:]]
            for _, row in self.rows
        ]


def person(draw: st.DrawFn, serial: int) -> list[object]:
    """A row of data: as full as a printed list has them."""
    name = f"{draw(st.sampled_from(FAMILY))} {draw(st.sampled_from(GIVEN))}"
    day: Any = draw(
        st.sampled_from(
            ["12/3/1968", "1941", 1957, dt.datetime(1970, 5, 2), "20.11.1980", None]  # noqa: DTZ001
        )
    )
    return [
        serial,
        name if draw(st.integers(0, 5)) else name.rsplit(" ", maxsplit=1)[-1],
        day,
        draw(st.sampled_from(["Gia Minh", "Thanh Hà", None])),
        draw(st.sampled_from(["3/2/1985", dt.datetime(1990, 2, 3)])),  # noqa: DTZ001
        draw(st.sampled_from(["Bí thư", "P. Bí thư", None, None])),
        draw(st.sampled_from(["Miễn SH", None, None])),
    ]


@st.composite
def tables(draw: st.DrawFn) -> Made:
    """A printed list: titles, head, numbers, sections, people, totals, signatures."""
    head = [draw(st.sampled_from(names)) for names in NAMED]
    numbers = draw(st.sampled_from(["({})", "{}", ""]))
    counted = [numbers.format(at + 1) for at in range(len(head))]
    titles = draw(st.integers(0, 3))
    rows: list[Row] = [
        *((RowKind.TITLE, [text]) for text in TITLES[:titles]),
    ]
    rows += [(RowKind.TITLE, [])] if titles and draw(st.booleans()) else []
    rows.append((RowKind.HEAD, head))
    rows += [(RowKind.NUMBERS, counted)] if numbers else []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            rows.append((RowKind.SECTION, draw(st.sampled_from(SECTIONS))))
        for serial in range(draw(st.integers(1, 6))):
            rows.append((RowKind.ROW, person(draw, serial + 1)))
            rows += [(RowKind.ROW, [])] if draw(st.integers(0, 9)) == 0 else []
        rows += [(RowKind.HEAD, head)] if draw(st.integers(0, 3)) == 0 else []
    rows += [(RowKind.ROW, person(draw, 9))] if rows[-1][0] is not RowKind.ROW else []
    if draw(st.booleans()):
        rows.append((RowKind.TOTAL, draw(st.sampled_from(TOTALS))))
    if draw(st.booleans()):
        rows += [(RowKind.ROW, [])]
        rows += [(RowKind.SIGNATURE, line) for line in draw(st.sampled_from(SIGNED))]
    return Made(rows, draw(st.sampled_from([None, None, 2, 4, 7])))


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_row_is_what_it_is(made: Made) -> None:
    layout = lay_out(sheet(made.cells))
    expected = {
        number: str(kind)
        for number, (kind, row) in enumerate(made.rows, start=1)
        if any(cell is not None for cell in row) and kind is not RowKind.ROW
    }
    assert {row: str(kind) for row, kind in layout.kinds.items()} == expected


@settings(max_examples=60, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_blank_rows_between_change_nothing(made: Made, order: Any) -> None:
    people = [row for kind, row in made.rows if kind is RowKind.ROW and row]
    order.shuffle(people)
    head = next(row for kind, row in made.rows if kind is RowKind.HEAD)
    layout = lay_out(sheet([head, *(line for row in people for line in (row, []))]))
    assert layout.head == (1,)
    assert set(layout.kinds) == {1}
