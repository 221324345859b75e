"""How a sheet is laid out: the head is found by what it is, each row below by what it says."""

import datetime as dt

import pytest

from tests.matching.sheets import sheet
from thidua.matching.layout import Layout, RowKind, day_in, lay_out, year_in

HEAD: list[object] = [
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Quê quán",
    "Ngày vào Đảng",
    "Chức vụ",
    "Ghi chú",
]


def person(serial: object = None, name: str = "Trần Văn Khởi", **more: object) -> list[object]:
    """A row of that head."""
    cells = {"born": "12/3/1968", "from": "Gia Minh", "admitted": "3/2/1994", "post": None}
    return [serial, name, *(cells | more).values(), None]


def kinds(layout: Layout) -> dict[int, str]:
    """The kinds of rows, in words."""
    return {row: str(kind) for row, kind in layout.kinds.items()}


def test_the_sheet_of_the_sketch_is_read_as_it_looks() -> None:
    rows: list[list[object]] = [
        ["ĐẢNG BỘ XÃ GIA MINH"],
        ["SỔ DANH SÁCH ĐẢNG VIÊN"],
        ["(tính đến ngày 30/11/2022)"],
        ["TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Quê quán", "Ngày vào Đảng", None],
        [None, None, "Nam", "Nữ", None, "Dự bị", "Chính thức"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["I. Chi bộ thôn Cầu Đông"],
        [1, "Trần Văn Khởi", "12/3/1968", None, "Gia Minh", "3/2/1994", "3/2/1995"],
        [2, "Bùi Thị Sim", None, "5/9/1975", "Gia Minh", "19/5/2003", "19/5/2004"],
        ["II. CB thôn 3 (Cầu Tây)"],
        [1, "Phạm Thị Lụa", None, "1/1/1957", "Gia Minh", "3/2/1985", "3/2/1986"],
        ["Tổng số: 3 đảng viên (nam 1, nữ 2)"],
        [],
        [None, None, None, None, "Gia Minh, ngày 05 tháng 12 năm 2022"],
        [None, None, None, None, "T/M ĐẢNG UỶ"],
        [None, None, None, None, "BÍ THƯ"],
        [None, None, None, None, "(ký tên, đóng dấu)"],
        [],
        [None, None, None, None, "Nguyễn Văn Bính"],
    ]
    layout = lay_out(sheet(rows))
    assert layout.head == (4, 5)
    assert layout.below == 5
    assert [heading.written for heading in layout.headings] == [
        "TT",
        "Họ và tên",
        "Ngày, tháng, năm sinh / Nam",
        "Ngày, tháng, năm sinh / Nữ",
        "Quê quán",
        "Ngày vào Đảng / Dự bị",
        "Ngày vào Đảng / Chính thức",
    ]
    assert layout.headings[2].key == "ngay thang nam sinh / nam"
    assert kinds(layout) == {
        **dict.fromkeys((1, 2, 3), "title"),
        **dict.fromkeys((4, 5), "head"),
        6: "numbers",
        **dict.fromkeys((7, 10), "section"),
        12: "total",
        **dict.fromkeys((14, 15, 16, 17, 19), "signature"),
    }
    assert layout.sections == {7: "Chi bộ thôn Cầu Đông", 10: "CB thôn 3 (Cầu Tây)"}
    assert day_in(layout.title) == dt.date(2022, 11, 30)
    assert year_in(layout.title) == 2022


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["I. Chi bộ thôn Đông"], "Chi bộ thôn Đông"),
        (["II/ Chi bộ thôn Đông: 27 đảng viên"], "Chi bộ thôn Đông"),
        (["1. CHI BỘ A (27 đ/c)"], "CHI BỘ A"),
        (["III", "Chi bộ trường THCS", None, None, None, None, None], "Chi bộ trường THCS"),
        (["A", "Chi bộ cơ quan", None, "(12 đ/v)"], "Chi bộ cơ quan"),
        ([None, "Chi bộ khu dân cư số 1"], "Chi bộ khu dân cư số 1"),
        ([None, "V. CHI BỘ TRẠM Y TẾ - 8 đồng chí"], "CHI BỘ TRẠM Y TẾ"),
        ([4, "Chi bộ Công an"], "Chi bộ Công an"),
        (["Thôn Cầu Đông"], "Thôn Cầu Đông"),
    ],
)
def test_sections_name_what_follows(row: list[object], words: str) -> None:
    layout = lay_out(sheet([HEAD, row, person(1), person(2)]))
    assert layout.sections == {2: words}
    assert kinds(layout) == {1: "head", 2: "section"}


@pytest.mark.parametrize(
    "row",
    [
        ["Tổng cộng", None, "2 đồng chí"],
        ["Tổng số: 168 đảng viên (nam 101, nữ 67)"],
        ["Cộng"],
        [None, "Cộng:", 168],
        [None, "TỔNG CỘNG", None, 12, 13, 14, 15],
        ["Danh sách gồm 168 đồng chí"],
        ["(Danh sách này có 168 đảng viên)"],
        ["Cộng chi bộ thôn Đông: 27 đ/c"],
        [None, "Trong đó: nữ 67"],
    ],
)
def test_totals_are_no_data(row: list[object]) -> None:
    layout = lay_out(sheet([HEAD, person(1), person(2), row]))
    assert kinds(layout) == {1: "head", 4: "total"}


@pytest.mark.parametrize(
    "row",
    [
        person(3, name="Cộng"),
        person(None, name="Cộng"),
        person(3, name="Bí Thư"),
        person(3, name="Tống Văn Số"),
        person(3, name="Tổng"),
        [3, "Nguyễn Văn Bình"],
        [None, "Nguyễn Văn Bình", "12/3/1968"],
        [3, "Tô Đảng"],
        [3, "Đoàn Thị Lan", None, None, None, "Bí thư"],
        [None, None, None, None, None, "Bí thư"],
        [None, "Nguyễn Văn Bình"],
        [3, "Chi Bộ", "12/3/1968"],
        [3, "Khối Đình", "12/3/1968"],
        person(None, name="Mẫu"),
        [None, "Ký"],
    ],
)
def test_a_row_that_has_what_data_have_or_is_doubtful_stays_data(row: list[object]) -> None:
    layout = lay_out(sheet([HEAD, person(1), person(2), row, person(4), person(5)]))
    assert kinds(layout) == {1: "head"}


@pytest.mark.parametrize(
    "rows",
    [
        [["T/M ĐẢNG UỶ"], ["BÍ THƯ"], ["Nguyễn Văn Bính"]],
        [[None, "Người lập biểu", None, None, "BÍ THƯ"], [None, "Lê Thị A", None, None, "Trần B"]],
        [[None, None, None, None, "Hải Dương, ngày … tháng … năm 2022"]],
        [[None, None, None, None, "BÍ THƯ"]],
        [[None, None, "XÁC NHẬN CỦA ĐẢNG UỶ", None, None, "NGƯỜI LẬP"]],
        [["Nơi nhận:"], ["- Như trên;"], ["- Lưu VP."]],
        [["(ký, ghi rõ họ tên)"]],
        [[None, None, None, None, "KT. BÍ THƯ"], [None, None, None, None, "PHÓ BÍ THƯ"]],
    ],
)
def test_signatures_below_are_no_data(rows: list[list[object]]) -> None:
    layout = lay_out(sheet([HEAD, person(1), person(2), [], *rows]))
    assert kinds(layout) == {1: "head"} | dict.fromkeys(range(5, 5 + len(rows)), "signature")


def test_notes_strokes_examples_and_numbers_alone_are_left_out() -> None:
    rows: list[list[object]] = [
        HEAD,
        ["VD", *person()[1:]],
        person(1),
        ["…", "…", "…", "…"],
        [2],
        [3],
        ["Ghi chú: cột 5 ghi ngày kết nạp."],
    ]
    assert kinds(lay_out(sheet(rows))) == {1: "head"} | dict.fromkeys((2, 4, 5, 6, 7), "other")


def test_heads_that_are_printed_on_every_page_are_heads_again() -> None:
    numbers: list[object] = [f"({at})" for at in range(1, 8)]
    rows: list[list[object]] = [HEAD, numbers, person(1), person(2), HEAD, numbers, person(3)]
    assert kinds(lay_out(sheet(rows))) == {1: "head", 2: "numbers", 5: "head", 6: "numbers"}


def test_tables_of_several_cells_below_each_other_bring_each_its_section() -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"],
        ["CHI BỘ THÔN ĐÔNG"],
        HEAD,
        person(1),
        ["T/M CHI BỘ"],
        ["BÍ THƯ"],
        ["Trần Văn A"],
        [],
        ["DANH SÁCH ĐẢNG VIÊN NĂM 2022"],
        ["CHI BỘ THÔN TÂY"],
        HEAD,
        person(1),
    ]
    layout = lay_out(sheet(rows))
    assert layout.sections == {2: "CHI BỘ THÔN ĐÔNG", 10: "CHI BỘ THÔN TÂY"}
    assert kinds(layout) == {
        1: "title",
        2: "section",
        3: "head",
        **dict.fromkeys((5, 6, 7), "signature"),
        9: "title",
        10: "section",
        11: "head",
    }


@pytest.mark.parametrize("blank", [0, 37])
def test_a_head_without_any_word_of_ours_is_found_by_its_shape(blank: int) -> None:
    rows: list[list[object]] = [
        ["BIỂU SỐ 2"],
        *([[]] * blank),
        ["Số hiệu", "Danh xưng", "Ra đời", "Gốc gác"],
        ["HD01", "Trần Văn Khởi", "12/3/1968", "Gia Minh"],
        ["HD02", "Bùi Thị Sim", "12/4/1968", "Gia Minh"],
    ]
    layout = lay_out(sheet(rows))
    assert layout.head == (blank + 2,)
    assert kinds(layout) == {1: "title", blank + 2: "head"}


def test_a_head_of_three_rows_is_one_head() -> None:
    rows: list[list[object]] = [
        ["TT", "Họ và tên", "Trình độ", None, None, "Kết quả"],
        [None, None, "Học vấn", "Chuyên môn", None, None],
        [None, None, None, "Ngành", "Bậc", None],
        [1, "Trần Văn Khởi", "12/12", "Luật", "Đại học", "Tốt"],
        [2, "Trần Văn Sim", "12/12", "Luật", "Đại học", "Tốt"],
    ]
    layout = lay_out(sheet(rows))
    assert layout.head == (1, 2, 3)
    assert [heading.written for heading in layout.headings][2:5] == [
        "Trình độ / Học vấn",
        "Trình độ / Chuyên môn / Ngành",
        "Trình độ / Chuyên môn / Bậc",
    ]


def test_groups_above_a_full_head_are_found_by_their_merged_cells() -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH"],
        [None, None, "Ngày sinh", None, None],
        ["TT", "Họ và tên", "Nam", "Nữ", "Quê quán"],
        [1, "Trần Văn Khởi", "12/3/1968", None, "Gia Minh"],
    ]
    layout = lay_out(sheet(rows, merges=((1, 0, 1, 4), (2, 2, 2, 3))))
    assert layout.head == (2, 3)
    assert layout.headings[3].words == ("Ngày sinh", "Nữ")


def test_hints_below_a_head_belong_to_it_and_name_nothing() -> None:
    rows: list[list[object]] = [HEAD, [None, None, "(dd/mm/yyyy)", None, "dd/mm/yyyy"], person(1)]
    layout = lay_out(sheet(rows))
    assert layout.head == (1, 2)
    assert [heading.written for heading in layout.headings] == HEAD


def test_the_rows_of_a_list_of_organisations_are_data() -> None:
    rows: list[list[object]] = [
        ["TT", "Tổ chức đảng", "Kết quả xếp loại"],
        ["I", "Khối xã, phường"],
        [1, "Chi bộ thôn Đông", "Hoàn thành tốt nhiệm vụ"],
        [2, "Chi bộ thôn Tây", None],
        [3, "Đảng bộ xã Gia Minh", "Hoàn thành tốt nhiệm vụ"],
    ]
    layout = lay_out(sheet(rows))
    assert kinds(layout) == {1: "head", 2: "section"}


def test_a_sheet_without_a_head_has_none() -> None:
    rows: list[list[object]] = [["DANH SÁCH"], person(1), person(2, name="Bùi Thị Sim")]
    layout = lay_out(sheet(rows))
    assert layout.head == ()
    assert kinds(layout) == {1: "title"}
    assert {heading.written for heading in layout.headings} == {""}


def test_a_section_above_the_first_serial_number_is_no_head() -> None:
    rows: list[list[object]] = [
        ["TT", "Họ và tên", "HTXSNV", "HTTNV", "HTNV", "KHTNV"],
        ["I", "Chi bộ thôn Đông"],
        [1, "Trần Thị Lụa", "x", None, None, None],
        [2, "Bùi Thị Sim", None, None, "x", None],
    ]
    assert kinds(lay_out(sheet(rows))) == {1: "head", 2: "section"}


def test_titles_beside_the_table_change_no_row() -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH", *[None] * 8, "Khổ A3"],
        [*HEAD, None, None, "Mẫu 2-KNĐ"],
        ["I. Chi bộ thôn Đông", *[None] * 8, "In hai mặt"],
        person(1),
        person(2),
    ]
    layout = lay_out(sheet(rows))
    assert layout.sections == {3: "Chi bộ thôn Đông"}


def test_what_a_person_says_stands() -> None:
    rows: list[list[object]] = [HEAD, ["Nguyễn Văn A"], person(1), ["Ghi chú: x"]]
    said = {2: RowKind.SECTION, 4: RowKind.ROW}
    layout = lay_out(sheet(rows), head=(1,), kinds=said)
    assert kinds(layout) == {1: "head", 2: "section"}
    assert layout.sections == {2: "Nguyễn Văn A"}


def test_columns_without_a_name_or_without_cells_are_told() -> None:
    rows: list[list[object]] = [
        ["Mã", None, "Họ và tên", None, "Ghi chú"],
        ["A1", None, "Lê Văn B", "x", None],
    ]
    layout = lay_out(sheet(rows))
    assert [(heading.at, heading.written) for heading in layout.headings] == [
        (0, "Mã"),
        (2, "Họ và tên"),
        (3, ""),
        (4, "Ghi chú"),
    ]


@pytest.mark.parametrize(
    ("title", "day", "year"),
    [
        ("DANH SÁCH ĐẢNG VIÊN (tính đến ngày 30/11/2022)", dt.date(2022, 11, 30), 2022),
        ("Có đến 31 tháng 12 năm 2021", dt.date(2021, 12, 31), 2021),
        ("KẾT QUẢ XẾP LOẠI NĂM 2021 · (Kèm theo Quyết định số 1 ngày 05/01/2022)", None, 2021),
        ("Tính đến ngày 31/02/2022", None, None),
        ("Năm 2021 · Năm 2022", None, None),
        ("Năm học 2021-2022", None, None),
        ("", None, None),
    ],
)
def test_titles_tell_the_day_and_the_year(
    title: str, day: dt.date | None, year: int | None
) -> None:
    assert (day_in(title), year_in(title)) == (day, year)
