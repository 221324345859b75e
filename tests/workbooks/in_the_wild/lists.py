"""Lists of members that are no printed book: the entry workbook of the members' database, lists a
clerk made for themselves, sheets of ours that were renamed, copied or turned about.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from tests.workbooks.in_the_wild.cases import SINCE, Case, Office, Seen, register_rows
from tests.workbooks.in_the_wild.papers import Formula, Paper, Shown, Value
from tests.workbooks.in_the_wild.people import WEST, Person, by_cell
from tests.workbooks.in_the_wild.registers import days_as
from tests.workbooks.in_the_wild.text_files import csv_in
from tests.workbooks.in_the_wild.writers import with_openpyxl, with_xlsxwriter

REGISTER, MEMBERS = "members.register", "members.members"
AS_OF = {"value:as_of": "30/11/2022"}
EACH_TIME = frozenset(AS_OF)
Columns = Sequence[tuple[str, Callable[[Person, int], Value]]]
SIMPLE: Columns = (
    ("STT", lambda person, at: at),
    ("Họ tên đảng viên", lambda person, at: person.name),
    ("Giới tính", lambda person, at: person.sex_word),
    ("NTNS", lambda person, at: person.born),
    ("Kết nạp", lambda person, at: person.admitted),
    ("Chính thức", lambda person, at: person.official),
    ("Thuộc chi bộ", lambda person, at: person.cell.name),
)
HEADED = [(name if name != "Thuộc chi bộ" else "Chi bộ", value) for name, value in SIMPLE]


def listed(columns: Columns, members: Sequence[Person], name: str = "Sheet1") -> Paper:
    """A head of one row in row 1, then one row for each."""
    paper = Paper(name).add([name for name, _ in columns])
    return paper.add(
        *([value(person, at) for _, value in columns] for at, person in enumerate(members, 1))
    )


def with_column(name: str, value: Callable[[Person, int], Value], *, instead: str = "") -> Columns:
    """The simple list with one more column, or one instead of another."""
    kept = [column for column in HEADED if column[0] != instead]
    return [*kept, (name, value)]


def simple(
    columns: Columns = HEADED,
    *,
    name: str = "Sheet1",
    change: Callable[[Paper], None] = lambda paper: None,
    seen: Callable[[list[Person]], list[Any]] = register_rows,
) -> Callable[[list[Person], int], Office]:
    """A list of these columns, with something done to it."""

    def make(members: list[Person], year: int) -> Office:
        paper = listed(columns, members, name)
        change(paper)
        return Office([paper], [Seen(REGISTER, seen(members))])

    return make


STATUSES = ("Đang sinh hoạt Đảng", "Miễn sinh hoạt", "Từ trần", "Chuyển sinh hoạt")
STANDINGS = ("active", "exempt", "died", "transferred")


def left(person: Person, at: int) -> dt.date | None:
    """When they left the cell, or were exempt from it."""
    return dt.date(2020, at % 12 + 1, 3) if at % 4 else None


def entry_workbook(members: list[Person], year: int, name: str = "DANH SÁCH ĐẢNG VIÊN") -> Office:
    """The workbook by which members are entered into the database of members."""
    paper = Paper(name).across("DANH SÁCH THÔNG TIN ĐẢNG VIÊN", 12).add([])
    upper: list[Value] = [
        "STT", "Họ và tên *", "Giới tính *", "Sinh ngày *", "Số định danh cá nhân *",
        "Số thẻ Đảng *", "Tổ chức Đảng sinh hoạt *", "Quê quán", None, "Ngày vào Đảng *",
        "Ngày chính thức *", "Trạng thái hoạt động *", "Ngày rời/mất/miễn SH",
    ]  # fmt: skip
    lower: list[Value] = [None] * 13
    lower[7:9] = ["Tỉnh/Thành", "Chi tiết"]
    paper.head_of_two(upper, lower).numbers(13)
    for at, person in enumerate(members):
        paper.add(
            [
                at + 1, person.name, person.sex_word, f"{person.born:%d/%m/%Y}",
                f"030{at:09}", person.card, person.cell.name, "Hải Dương", person.home,
                f"{person.admitted:%d/%m/%Y}", f"{person.official:%d/%m/%Y}", STATUSES[at % 4],
                left(person, at),
            ]
        )  # fmt: skip
    rows = register_rows(members, code=lambda person: person.card)
    seen = [
        {**row, "status": STANDINGS[at % 4], "left_on": left(person, at)}
        for at, (row, person) in enumerate(zip(rows, members, strict=True))
    ]
    return Office([paper], [Seen(REGISTER, seen)])


def entry_workbook_so_called(members: list[Person], year: int) -> Office:
    return entry_workbook(members, year, "Đảng viên")


OWN: Columns = (
    ("Mã đảng viên", lambda person, at: person.code),
    ("Họ và tên", lambda person, at: person.name),
    ("Ngày sinh", lambda person, at: person.born),
    ("Giới tính", lambda person, at: person.sex_word),
    ("Cán bộ, công chức, viên chức", lambda person, at: "có" if person.civil_servant else "không"),
    ("Ngày vào Đảng", lambda person, at: person.admitted),
    ("Mã chi bộ", lambda person, at: person.cell.code),
    ("Tình trạng", lambda person, at: "Chính thức"),
    ("Từ ngày", lambda person, at: person.official),
    ("Đến ngày", lambda person, at: None),
)


def own(
    name: str, columns: Columns = OWN, change: Callable[[Paper], None] = lambda paper: None
) -> Callable[[list[Person], int], Office]:
    """A sheet with our own headings under another name."""

    def make(members: list[Person], year: int) -> Office:
        paper = listed(columns, members, name)
        change(paper)
        seen = [
            {
                "code": person.code,
                "full_name": person.name,
                "born_on": person.born,
                "sex": person.sex,
                "civil_servant": person.civil_servant,
                "admitted_on": person.admitted,
                "cell": person.cell.code,
                "status": "official",
                "from": person.official,
            }
            for person in members
        ]
        return Office([paper], [Seen(MEMBERS, seen)])

    return make


def merged_cells(paper: Paper) -> None:
    """The cell stands once for all its members."""
    at = len(paper.rows[0]) - 1
    first = 1
    for row in range(2, len(paper.rows) + 1):
        if row == len(paper.rows) or paper.rows[row][at] != paper.rows[first][at]:
            if row - first > 1:
                paper.merges.append((first + 1, at, row, at))
            for other in range(first + 1, row):
                paper.rows[other][at] = None
            first = row


def hide(*rows: int) -> Callable[[Paper], None]:
    def change(paper: Paper) -> None:
        paper.hidden_rows |= set(rows)

    return change


def filtered(paper: Paper) -> None:
    paper.hidden_rows |= {3, 4}
    paper.filtered = True


def hidden_column(paper: Paper) -> None:
    paper.hidden_columns.add(3)


def styled(paper: Paper) -> None:
    paper.styled_to = 3_000


def without(*places: int) -> Callable[[list[Person]], list[Any]]:
    """What is seen of a list without the people at those places."""

    def seen(members: list[Person]) -> list[Any]:
        return register_rows([one for at, one in enumerate(members) if at not in places])

    return seen


def cells_apart(members: list[Person], year: int) -> Office:
    """A table for each cell on one sheet, each with its title, head and signature."""
    columns = HEADED[:-1]
    paper = Paper("Danh sách")
    for cell, group in by_cell(members).items():
        paper.add(["ĐẢNG BỘ XÃ GIA MINH"], [cell.name.upper()], [f"Tính đến ngày 30/11/{year}"], [])
        paper.add(*listed(columns, group).rows)
        paper.add([f"Danh sách gồm {len(group)} đồng chí"]).signed(6, "T/M CHI BỘ", "BÍ THƯ")
        paper.add([])
    return Office([paper], [Seen(REGISTER, register_rows(members))])


def sheet_for_each_cell(members: list[Person], year: int) -> Office:
    """A sheet for each cell, called after it, with the day in its title."""
    papers, seen = [], []
    for cell, group in by_cell(members).items():
        paper = Paper(cell.name.removeprefix("Chi bộ ")[:31])
        paper.add([f"DANH SÁCH ĐẢNG VIÊN {cell.name.upper()}"], [f"(tính đến ngày 30/11/{year})"])
        papers.append(paper.add([], *listed(HEADED[:-1], group).rows))
        seen.append(Seen(REGISTER, register_rows(group), {"value:cell": cell.code}))
    return Office(papers, seen)


def sexes_marked(members: list[Person], year: int) -> Office:
    """A mark under "Nam" or "Nữ"."""
    paper = Paper("Sheet1").head_of_two(
        [
            "TT",
            "Họ và tên",
            "Giới tính",
            None,
            "Ngày sinh",
            "Ngày vào Đảng",
            "Chính thức",
            "Chi bộ",
        ],
        [None, None, "Nam", "Nữ", None, None, None, None],
    )
    for at, one in enumerate(members, 1):
        marks = ["x", None] if one.sex == "male" else [None, "x"]
        days = [one.born, one.admitted, one.official]
        paper.add([at, one.name, *marks, *days, one.cell.name])
    return Office([paper], [Seen(REGISTER, register_rows(members))])


def clerk_name(person: Person) -> str:
    """How a clerk calls the cells."""
    return "CB thôn 3 (Cầu Tây)" if person.cell is WEST else person.cell.name


def only_years(members: list[Person]) -> list[Any]:
    return [
        {**row, "born_on": None, "born_year": row["born_on"].year} for row in register_rows(members)
    ]


def noted(members: list[Person]) -> list[Any]:
    return [
        {**row, "note": ("exempt", None, "temporary_elsewhere")[at % 3]}
        for at, row in enumerate(register_rows(members))
    ]


def codes(members: list[Person]) -> list[Any]:
    return [{**row, "code": f"{at + 1:06}"} for at, row in enumerate(register_rows(members))]


def serial_of(day: dt.date) -> int:
    """The number by which Excel stores a day."""
    return (day - dt.date(1899, 12, 30)).days


def worked_out(paper: Paper) -> None:
    for row in paper.rows[1:]:
        for at, cell in enumerate(row):
            if isinstance(cell, dt.date):
                row[at] = Formula(f'=TEXT("{cell:%d/%m/%Y}","@")', f"{cell:%d/%m/%Y}")


def as_text(day: dt.date, _number: int) -> Value:
    return f"{day:%d/%m/%Y}"


OPEN = {**SINCE, **AS_OF}
LISTS = [
    Case("the entry workbook", entry_workbook, with_openpyxl, OPEN, EACH_TIME),
    Case(
        "the entry workbook, a sheet called as ours",
        entry_workbook_so_called,
        answers=OPEN,
        each_time=EACH_TIME,
    ),
    Case("our headings on Sheet1", own("Sheet1"), with_openpyxl),
    Case("our headings, DS đảng viên 2021", own("DS đảng viên 2021")),
    Case("our headings, a copied sheet", own("Đảng viên (2)"), with_openpyxl),
    Case("our headings in another order", own("Sheet1", OWN[::-1])),
    Case("our headings as CSV", own("so"), csv_in("utf-8", delimiter=";")),
    Case("our headings, styled to row 3000", own("Sheet1", change=styled), with_openpyxl),
    Case("a clerk's list", simple(), answers=OPEN, each_time=EACH_TIME),
    Case(
        "a clerk's list, a column called otherwise",
        simple(SIMPLE),
        answers={**OPEN, "value:cell": "column:thuoc chi bo"},
        each_time=EACH_TIME,
    ),
    Case(
        "a clerk's list with columns of their own",
        simple(with_column("Số điện thoại", lambda one, at: f"09{at:08}")),
        answers=OPEN,
        each_time=EACH_TIME,
    ),
    Case("cells merged downwards", simple(change=merged_cells), with_openpyxl, OPEN, EACH_TIME),
    Case(
        "cells merged downwards, XlsxWriter",
        simple(change=merged_cells),
        with_xlsxwriter,
        OPEN,
        EACH_TIME,
    ),
    Case(
        "a cell under a clerk's name",
        simple(with_column("Chi bộ", lambda one, at: clerk_name(one), instead="Chi bộ")),
        with_openpyxl,
        {**OPEN, "name:cell": {"CB thôn 3 (Cầu Tây)": WEST.code}},
        EACH_TIME,
    ),
    Case(
        "codes of cells",
        simple(with_column("Mã chi bộ", lambda one, at: one.cell.code, instead="Chi bộ")),
        answers=OPEN,
        each_time=EACH_TIME,
    ),
    Case(
        "hidden rows left out",
        simple(change=hide(3, 4), seen=without(1, 2)),
        with_openpyxl,
        {**OPEN, "hidden": "leave_out"},
        EACH_TIME | {"hidden"},
    ),
    Case(
        "hidden rows loaded",
        simple(change=hide(3)),
        answers={**OPEN, "hidden": "load"},
        each_time=EACH_TIME | {"hidden"},
    ),
    Case(
        "filtered rows",
        simple(change=filtered, seen=without(1, 2)),
        with_openpyxl,
        {**OPEN, "hidden": "leave_out"},
        EACH_TIME | {"hidden"},
    ),
    Case("a hidden column", simple(change=hidden_column), answers=OPEN, each_time=EACH_TIME),
    Case(
        "only years of birth",
        simple(with_column("NTNS", lambda one, at: one.born.year, instead="NTNS"), seen=only_years),
        with_openpyxl,
        {**OPEN, "only_year:born_on": "keep"},
        EACH_TIME,
    ),
    Case(
        "a column of years of birth",
        simple(
            with_column("Năm sinh", lambda one, at: one.born.year, instead="NTNS"), seen=only_years
        ),
        with_xlsxwriter,
        OPEN,
        EACH_TIME,
    ),
    Case(
        "notes that tell the status",
        simple(
            with_column("Ghi chú", lambda one, at: ("Miễn SH", None, "SHTT")[(at - 1) % 3]),
            seen=noted,
        ),
        with_openpyxl,
        OPEN,
        EACH_TIME,
    ),
    Case(
        "notes that nobody knows",
        simple(
            with_column(
                "Ghi chú", lambda one, at: ("Được nghỉ họp", None, "Đi làm xa")[(at - 1) % 3]
            ),
            seen=noted,
        ),
        answers={
            **OPEN,
            "words:note": {"Được nghỉ họp": "exempt", "Đi làm xa": "temporary_elsewhere"},
        },
        each_time=EACH_TIME,
    ),
    Case(
        "codes padded by their format",
        simple(with_column("Mã đảng viên", lambda one, at: Shown(at, "000000")), seen=codes),
        with_xlsxwriter,
        OPEN,
        EACH_TIME,
    ),
    Case(
        "codes padded by their format, openpyxl",
        simple(with_column("Mã đảng viên", lambda one, at: Shown(at, "000000")), seen=codes),
        with_openpyxl,
        OPEN,
        EACH_TIME,
    ),
    Case(
        "codes as texts",
        simple(with_column("Mã ĐV", lambda one, at: f"{at:06}"), seen=codes),
        with_openpyxl,
        OPEN,
        EACH_TIME,
    ),
    Case("formulas with their values", simple(change=worked_out), with_xlsxwriter, OPEN, EACH_TIME),
    Case(
        "days as bare numbers",
        simple(with_column("NTNS", lambda one, at: serial_of(one.born), instead="NTNS")),
        with_openpyxl,
        OPEN,
        EACH_TIME,
    ),
    Case(
        "days as texts",
        simple(change=days_as(lambda day, _: f"{day:%d/%m/%Y}")),
        with_openpyxl,
        OPEN,
        EACH_TIME,
    ),
    Case("a table for each cell on one sheet", cells_apart, with_openpyxl, SINCE),
    Case(
        "a sheet for each cell",
        sheet_for_each_cell,
        with_openpyxl,
        SINCE,
        frozenset({"value:cell"}),
    ),
    Case("marks below Nam and Nữ", sexes_marked, with_openpyxl, OPEN, EACH_TIME),
]
