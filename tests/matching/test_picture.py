"""The page shows the file as it looks: each row and column with what it was taken for."""

import json
from itertools import pairwise

from tests.matching.sheets import sheet
from thidua.language import Text
from thidua.matching.layout import RowKind, lay_out
from thidua.matching.mapping import TableMapping, Take, ThisFile
from thidua.matching.picture import Picture, picture_of
from thidua.matching.picture_rows import MOST_LINES
from thidua.matching.questions import Option, Part, Question, QuestionKind
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Choice, Column, Kind, Sheet

SPEC = Sheet(
    "members",
    Text("Đảng viên", "Members"),
    (
        Column("full_name", Text("Họ và tên", "Full name")),
        Column("born_on", Text("Ngày sinh", "Born on"), Kind.DATE),
        Column(
            "sex",
            Text("Giới tính", "Sex"),
            Kind.CHOICE,
            choices=(Choice("male", Text("Nam", "Male")), Choice("female", Text("Nữ", "Female"))),
        ),
        Column("cell", Text("Chi bộ", "Cell"), Kind.CODE),
        Column("status", Text("Tình trạng", "Status")),
    ),
)
MAPPING = TableMapping(
    sections="cell",
    takes=(
        Take(heading="ho va ten", to="full_name"),
        Take(heading="ngay sinh / nam", to="born_on", when_filled={"sex": "male"}),
        Take(heading="ngay sinh / nu", to="born_on", when_filled={"sex": "female"}),
        Take(heading="ghi chu", to="status"),
    ),
    names={"cell": {"chi bộ thôn cầu đông": "11056-01"}},
)
HEAD: list[list[object]] = [
    ["ĐẢNG BỘ XÃ GIA MINH"],
    ["DANH SÁCH ĐẢNG VIÊN"],
    ["TT", "Họ và tên", "Ngày sinh", None, "Quê quán", "Ghi chú"],
    [None, None, "Nam", "Nữ", None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
]


def person(serial: int, born: object = "12/3/1968", note: object = None) -> list[object]:
    return [serial, "Trần Văn Khởi", born, None, "Gia Minh", note]


def question(kind: QuestionKind, column: str, *written: str) -> Question:
    parts = tuple(Part(word, word, 1, (Option("x", Text("x", "x")),)) for word in written)
    return Question(f"{kind}:{column}", kind, column, Text("?", "?"), Text("", ""), parts)


def draw(raw: RawSheet, *questions: Question, this_file: ThisFile | None = None) -> Picture:
    return picture_of(
        raw,
        lay_out(raw),
        mapping=MAPPING,
        this_file=this_file or ThisFile(),
        spec=SPEC,
        questions=questions,
        called={"11056-01": "Chi bộ thôn Cầu Đông"},
    )


def commune() -> RawSheet:
    """Two sections, the second with hidden rows; a total that is one short; a signature."""
    return sheet(
        [
            *HEAD,
            ["I. Chi bộ thôn Cầu Đông"],
            *(person(at + 1) for at in range(20)),
            ["II. CB thôn 3 (Cầu Tây)"],
            *(person(at + 1, "1941" if at == 4 else "1/2/1950") for at in range(9)),
            person(10, note="Miễn SH"),
            ["Tổng số: 31 đảng viên"],
            [],
            [None, None, None, None, "T/M ĐẢNG UỶ"],
            [None, None, None, None, "BÍ THƯ"],
        ],
        merges=((3, 2, 3, 3), (3, 0, 4, 0), (3, 1, 4, 1), (3, 4, 4, 4), (3, 5, 4, 5)),
        hidden_rows={30, 31},
    )


def test_columns_say_what_they_become() -> None:
    columns = draw(commune()).columns
    assert [(column.letter, column.title.vi, column.note.vi) for column in columns] == [
        ("A", "", ""),
        ("B", "Họ và tên", ""),
        ("C", "Ngày sinh", "và giới tính: Nam"),
        ("D", "Ngày sinh", "và giới tính: Nữ"),
        ("E", "", ""),
        ("F", "Tình trạng", ""),
    ]


def test_the_head_is_merged_as_in_the_file() -> None:
    head = draw(commune()).head
    assert [(cell.text, cell.column, cell.across, cell.down) for cell in head[0]] == [
        ("TT", 0, 1, 2),
        ("Họ và tên", 1, 1, 2),
        ("Ngày sinh", 2, 2, 1),
        ("Quê quán", 4, 1, 2),
        ("Ghi chú", 5, 1, 2),
    ]
    assert [(cell.text, cell.column) for cell in head[1]] == [("Nam", 2), ("Nữ", 3)]


def test_lines_say_what_each_row_was_taken_for() -> None:
    lines = draw(
        commune(),
        question(QuestionKind.NAME, "cell", "CB thôn 3 (Cầu Tây)"),
        question(QuestionKind.ONLY_YEAR, "born_on", "1941"),
        question(QuestionKind.WORDS, "status", "Miễn SH"),
    ).lines
    assert [(line.first, line.last, line.label.vi) for line in lines] == [
        (1, 2, "tên biểu"),
        (5, 5, "số cột, để ngoài"),
        (6, 6, "mục"),
        (7, 7, "đảng viên"),
        (8, 8, "đảng viên"),
        (9, 26, "đảng viên"),
        (27, 27, "mục"),
        (28, 28, "đảng viên"),
        (29, 29, "đảng viên"),
        (30, 31, "đảng viên, 2 dòng ẩn"),
        (32, 32, "đảng viên"),
        (33, 36, "đảng viên"),
        (37, 37, "đảng viên"),
        (38, 38, "tổng cộng, để ngoài · không khớp: tệp ghi 31, đọc được 30"),
        (40, 41, "chữ ký, để ngoài"),
    ]
    assert [line.rows for line in lines][5] == 18
    assert lines[0].whole == "ĐẢNG BỘ XÃ GIA MINH · DANH SÁCH ĐẢNG VIÊN"
    assert {line.first: line.marked for line in lines if line.marked} == {
        27: (0,),
        32: (2,),
        37: (5,),
    }
    sections = [line.section for line in lines if line.section]
    assert [(part.words, part.code, part.name, part.rows) for part in sections] == [
        ("Chi bộ thôn Cầu Đông", "11056-01", "Chi bộ thôn Cầu Đông", 20),
        ("CB thôn 3 (Cầu Tây)", "", "", 10),
    ]


def test_a_picture_is_plain_data() -> None:
    picture = draw(commune())
    again = Picture.model_validate(json.loads(picture.model_dump_json()))
    assert again == picture


def test_a_long_table_is_a_few_dozen_lines_and_no_row_is_lost() -> None:
    rows: list[list[object]] = [*HEAD]
    for at in range(60):
        rows += [[f"{at + 1}. Chi bộ số {at}"], *(person(n + 1) for n in range(7))]
        rows += [["Cộng: 8 đ/c" if at == 30 else "Cộng: 7 đ/c"]]
    rows[300][5] = "Lạ"
    raw = sheet(rows, hidden_rows={250})
    lines = draw(raw, question(QuestionKind.WORDS, "status", "Lạ")).lines
    assert len(lines) <= MOST_LINES
    data = [line for line in lines if line.kind is RowKind.ROW]
    assert sum(line.rows for line in data) == 60 * 7
    assert sum(line.hidden for line in data) == 1
    assert [line.first for line in lines if line.marked] == [301]
    assert [line.label.vi for line in lines if "không khớp" in line.label.vi] == [
        "tổng cộng, để ngoài · không khớp: tệp ghi 8, đọc được 7"
    ]
    assert all(one.last < other.first for one, other in pairwise(lines))
    assert any("mục" in line.label.vi for line in data)


def test_a_sheet_of_which_nothing_is_known_is_drawn_too() -> None:
    raw = sheet([["a", "b"], [1, 2]])
    picture = picture_of(raw, lay_out(raw), mapping=TableMapping(), this_file=ThisFile(), spec=None)
    assert [line.label.vi for line in picture.lines] == ["dòng dữ liệu"]
    blank = sheet([[]])
    nothing = picture_of(
        blank, lay_out(blank), mapping=TableMapping(), this_file=ThisFile(), spec=None
    )
    assert nothing == Picture()
