"""What nobody can read rightly is asked about or named, with its place; nothing becomes another
value in silence.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from tests.workbooks.in_the_wild.lists import HEADED, OWN, listed
from tests.workbooks.in_the_wild.loading import Loaded, load, sheets_of
from tests.workbooks.in_the_wild.papers import Formula, Paper, Value
from tests.workbooks.in_the_wild.people import EAST, Person, people
from tests.workbooks.in_the_wild.registers import book
from tests.workbooks.in_the_wild.text_files import csv_in
from tests.workbooks.in_the_wild.writers import Writer, with_openpyxl, with_xlsxwriter

ANSWERS = {"value:since": "admission", "value:as_of": "30/11/2022"}
MEMBERS = people(3)


@dataclass(frozen=True)
class Faulty:
    """A list with something wrong in it. `says`: what is said, each in one of the messages."""

    name: str
    change: Callable[[Paper], None]
    says: tuple[str, ...]
    write: Writer = with_openpyxl

    def __str__(self) -> str:
        return self.name


def setting(row: int, column: int, value: Value) -> Callable[[Paper], None]:
    """Another value in one cell; the row as in the file, the column from 0."""

    def change(paper: Paper) -> None:
        paper.rows[row - 1][column] = value

    return change


def days_not_worked_out(paper: Paper) -> None:
    for row in paper.rows[1:]:
        row[3] = Formula("=DATE(1960,1,1)", 0)


def swapped(paper: Paper) -> None:
    for row in paper.rows[1:]:
        row[3] = "12/31/1960"


FAULTY = [
    Faulty("a day that is none", setting(3, 3, "31/02/1960"), ("dòng 3", "31/02/1960")),
    Faulty("days in the American order", swapped, ("dòng 2", "12/31/1960")),
    Faulty("words where a day should be", setting(4, 3, "không rõ"), ("dòng 4", "không rõ")),
    Faulty("a person without a name", setting(5, 1, None), ("dòng 5", "Họ và tên")),
    Faulty("formulas that nobody worked out", days_not_worked_out, ("dòng 2", "công thức")),
    Faulty(
        "a formula with an error",
        setting(3, 3, Formula("=1/0", "#DIV/0!")),
        ("dòng 3",),
        with_xlsxwriter,
    ),
    Faulty("a truth value for a day", setting(3, 3, value=True), ("dòng 3",)),
    Faulty("a day of the year 20", setting(3, 3, "01/01/20"), ("dòng 3", "01/01/20")),
    Faulty("two days in a cell", setting(3, 3, "01/01/1960, 02/01/1960"), ("dòng 3",)),
    Faulty("a day before 1900", setting(3, 3, "01/01/1860"), ("dòng 3", "1860")),
]


def loaded(paper: Paper, write: Writer = with_openpyxl) -> Loaded:
    """The only sheet of a file."""
    (raw,) = sheets_of(*write([paper]))
    return load(raw, ANSWERS)


@pytest.mark.parametrize("faulty", FAULTY, ids=str)
def test_a_cell_that_cannot_be_read_is_named(faulty: Faulty) -> None:
    paper = listed(HEADED, MEMBERS)
    faulty.change(paper)
    sheet = loaded(paper, faulty.write)
    said = sheet.errors + sheet.unanswered
    assert said
    for words in faulty.says:
        assert any(words in message for message in said), said


def marks(*rows: Sequence[Value]) -> Paper:
    """A list of results with marks, the year in its title."""
    paper = Paper("KQ").add(["KẾT QUẢ XẾP LOẠI NĂM 2021"], [])
    paper.add(["TT", "Họ và tên", "Chi bộ", "HTXSNV", "HTTNV", "HTNV", "KHTNV"])
    return paper.add(*rows)


@pytest.mark.parametrize("cells", [["x", "x", None, None], [5, 3, None, None], ["?", None, 2, 1]])
def test_two_marks_or_votes_are_no_level(cells: list[Value]) -> None:
    good: list[Value] = [1, "Trần Văn Khởi", EAST.name, None, "x", None, None]
    (raw,) = sheets_of(*with_openpyxl([marks(good, [2, "Bùi Thị Sim", EAST.name, *cells])]))
    sheet = load(raw, {"value:subject_type": "member"})
    assert sheet.asked == ["value:subject_type"] or sheet.unanswered
    if sheet.parsed is not None:
        assert sheet.rows["level"].to_list() == ["good", None]
        assert any("dòng 5" in message for message in sheet.errors)


@pytest.mark.parametrize(
    ("headings", "asked"),
    [
        (("Chi bộ", "Tên chi bộ"), "column:cell"),
        (("Ngày vào Đảng", "Kết nạp"), "column:admitted_on"),
    ],
)
def test_two_columns_for_one_thing_are_asked_about(headings: tuple[str, str], asked: str) -> None:
    columns = [column for column in HEADED if column[0] not in ("Chi bộ", "Kết nạp")]
    value = HEADED[-1][1] if "Chi bộ" in headings else HEADED[4][1]
    paper = listed([*columns, *((name, value) for name in headings)], MEMBERS)
    assert asked in loaded(paper).asked


def test_a_hidden_sheet_is_asked_about() -> None:
    shown, old = listed(HEADED, MEMBERS), listed(HEADED, people(4), "Cũ")
    old.hidden = True
    first, second = sheets_of(*with_openpyxl([shown, old]))
    assert not load(first, ANSWERS).unanswered
    left_out = load(second, {**ANSWERS, "hidden": "leave_out"})
    assert "hidden" in left_out.asked
    assert left_out.parsed is None


def test_a_sheet_that_may_be_two_things_is_asked_about() -> None:
    paper = Paper("Sheet1").add(["TT", "Họ và tên", "Ngày sinh", "Chi bộ"])
    for at, one in enumerate(MEMBERS, 1):
        paper.add([at, one.name, one.born, one.cell.name])
    sheet = loaded(paper)
    assert "sheet" in sheet.asked or sheet.understood.target is not None
    assert sheet.understood.notes or sheet.unanswered


def test_a_table_without_a_head_is_asked_about() -> None:
    paper = listed(OWN, MEMBERS)
    del paper.rows[0]
    sheet = loaded(paper)
    assert sheet.parsed is None
    assert sheet.unanswered


@pytest.mark.parametrize("encoding", ["cp1258", "tcvn3", "vni"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_old_encodings_are_read_rightly(encoding: str, delimiter: str) -> None:
    office = book(MEMBERS, 2022)
    name, content = csv_in(encoding, delimiter=delimiter)(office.papers)
    (raw,) = sheets_of(name, content)
    sheet = load(raw, {"value:since": "admission"})
    seen = office.seen[0].rows
    assert seen is not None
    assert sheet.rows.select(list(seen[0])).to_dicts() == list(seen)


def test_every_number_of_a_row_is_that_of_the_file() -> None:
    """What is said of a cell leads to it: titles, blank rows and sections are counted."""
    office = book(MEMBERS, 2022)
    paper = office.papers[0]
    wanted = next(at for at, row in enumerate(paper.rows, 1) if row and row[0] == 2)
    paper.rows[wanted - 1][10] = "hôm qua"
    sheet = loaded(paper)
    (message,) = sheet.errors
    assert f"dòng {wanted}" in message
    assert "cột “Ngày vào Đảng / Dự bị”" in message


def test_days_of_a_person_are_those_of_the_same_row() -> None:
    """Nothing slips to another row where a cell is blank."""
    holes: list[Person | None] = [one if at % 2 else None for at, one in enumerate(MEMBERS)]
    paper = listed(HEADED, MEMBERS)
    for row, kept in zip(paper.rows[1:], holes, strict=True):
        row[3] = row[3] if kept else None
        row[5] = None if kept else row[5]
    sheet = loaded(paper)
    born: list[dt.date | None] = [one.born if one else None for one in holes]
    assert sheet.rows["born_on"].to_list() == born


def test_a_line_that_nobody_knows_leaves_what_follows_without_a_cell() -> None:
    """It may name another cell: what stands below it is not taken to belong to the one above."""
    office = book(MEMBERS, 2022)
    paper = office.papers[0]
    second = next(at for at, row in enumerate(paper.rows) if row and str(row[0]).startswith("II."))
    paper.rows[second] = ["Anh em bên kia sông", None, None, None, None, "xem sổ riêng"]
    sheet = loaded(paper)
    assert sheet.unanswered or sheet.errors
    assert any(f"Dòng {second + 1}:" in note.vi for note in sheet.understood.notes)
