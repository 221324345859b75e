"""Registers of members: the printed book of a commune, as many programs and hands write it."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import Any

from tests.workbooks.in_the_wild.cases import SINCE, Case, Office, Seen, register_rows
from tests.workbooks.in_the_wild.papers import Formula, Paper, Shown, Value, blank_columns
from tests.workbooks.in_the_wild.people import Person, by_cell
from tests.workbooks.in_the_wild.text_files import csv_in
from tests.workbooks.in_the_wild.writers import (
    with_libreoffice,
    with_mac_excel,
    with_openpyxl,
    with_xlsxwriter,
)

WIDTH = 14
UPPER: list[Value] = [
    "TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Quê quán", "Dân tộc", "Tôn giáo",
    "Trình độ", None, None, "Ngày vào Đảng", None, "Chức vụ", "Ghi chú",
]  # fmt: skip
LOWER: list[Value] = [
    None, None, "Nam", "Nữ", None, None, None, "Học vấn", "Chuyên môn", "Lý luận chính trị",
    "Dự bị", "Chính thức", None, None,
]  # fmt: skip
MONTH = "30/11"


def printed(person: Person, at: int) -> list[Value]:
    """A row of the printed book."""
    born = [person.born, None] if person.sex == "male" else [None, person.born]
    days = [person.admitted, person.official]
    return [
        at, person.name, *born, person.home, "Kinh", "Không", "12/12", "Đại học", "Trung cấp",
        *days, "Bí thư" if at == 1 else None, None,
    ]  # fmt: skip


def posts(members: list[Person]) -> dict[str, Callable[[Person], Any]]:
    """Who leads each cell: the first of it."""
    first = {group[0].code for group in by_cell(members).values()}
    return {"post": lambda person: "head" if person.code in first else None}


def titled(year: int, name: str = "Sheet1") -> Paper:
    """A sheet with the titles of the printed book."""
    paper = Paper(name)
    paper.across("ĐẢNG BỘ XÃ GIA MINH", WIDTH).across("SỔ DANH SÁCH ĐẢNG VIÊN", WIDTH)
    return paper.across(f"(tính đến ngày {MONTH}/{year})", WIDTH)


def book(members: list[Person], year: int) -> Office:
    """The printed book: a head of two rows, numbers, a section a cell, a total, a signature."""
    paper = titled(year).head_of_two(UPPER, LOWER).numbers(WIDTH)
    for number, (cell, group) in enumerate(by_cell(members).items()):
        paper.add([f"{'I' * (number + 1)}. {cell.name} ({len(group)} đ/c)"])
        paper.add(*(printed(person, at) for at, person in enumerate(group, start=1)))
    women = sum(person.sex == "female" for person in members)
    total = f"Tổng số: {len(members)} đảng viên (nam {len(members) - women}, nữ {women})"
    paper.add([total])
    paper.signed(WIDTH, "T/M ĐẢNG UỶ", "BÍ THƯ", "(ký tên, đóng dấu)", "Nguyễn Văn Bính")
    return Office([paper], [Seen("members.register", register_rows(members, **posts(members)))])


def changed(change: Callable[[Paper], None]) -> Callable[[list[Person], int], Office]:
    """The printed book with something done to it."""

    def make(members: list[Person], year: int) -> Office:
        office = book(members, year)
        change(office.papers[0])
        return office

    return make


def heads_on_every_page(paper: Paper) -> None:
    numbers: list[Value] = [f"({at + 1})" for at in range(WIDTH)]
    head = [UPPER, LOWER, numbers]
    for place in (13, 11):
        paper.rows[place:place] = [list(row) for row in head]
    paper.merges = [merge for merge in paper.merges if merge[0] <= 5]


def blank_between(paper: Paper) -> None:
    paper.rows = blank_columns(paper.rows, 2, 4, 10)
    paper.merges = []


def begun_further_down(paper: Paper) -> None:
    paper.rows = [[], [], [], *([None, None, *row] for row in paper.rows)]
    paper.merges = [(a + 3, b + 2, c + 3, d + 2) for a, b, c, d in paper.merges]


def long_preamble(paper: Paper) -> None:
    lines: list[list[Value]] = [[f"{at}. Cách ghi cột thứ {at} của sổ này."] for at in range(1, 36)]
    paper.rows = [*lines, *paper.rows]
    paper.merges = [(a + 35, b, c + 35, d) for a, b, c, d in paper.merges]


def total_on_top(paper: Paper) -> None:
    total = next(row for row in paper.rows if row and str(row[0]).startswith("Tổng số"))
    paper.rows.remove(total)
    paper.rows.insert(3, total)
    paper.merges = [(a + (a > 3), b, c + (c > 3), d) for a, b, c, d in paper.merges]


def title_at_the_right(paper: Paper) -> None:
    for at, text in ((0, "Mẫu 2-KNĐ"), (3, "Khổ giấy A3"), (8, "In hai mặt")):
        paper.rows[at] += [None] * (WIDTH - len(paper.rows[at]))
        paper.rows[at] += [None, None, text]


def lines_broken(paper: Paper) -> None:
    for row in paper.rows[3:5]:
        row[:] = [cell.replace(" ", "\n") if isinstance(cell, str) else cell for cell in row]


def numbered_heads(paper: Paper) -> None:
    paper.rows[3] = [f"{at + 1}. {cell}" if cell else None for at, cell in enumerate(paper.rows[3])]


def of_a_mac(paper: Paper) -> None:
    paper.rows = [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row]
        for row in paper.rows
    ]


def hard_blanks(paper: Paper) -> None:
    paper.rows = [
        [cell.replace(" ", "\u00a0 ") + " " if isinstance(cell, str) else cell for cell in row]
        for row in paper.rows
    ]


def not_merged(paper: Paper) -> None:
    paper.merges = []


def capital_names(paper: Paper) -> None:
    paper.rows[3] = [cell.upper() if isinstance(cell, str) else cell for cell in paper.rows[3]]


def plain_numbers(paper: Paper) -> None:
    paper.rows[5] = list(range(1, WIDTH + 1))


def letters_and_numbers(paper: Paper) -> None:
    paper.rows[5] = ["A", "B", *range(1, WIDTH - 1)]


def blank_rows(paper: Paper) -> None:
    rows: list[list[Value]] = []
    for row in paper.rows[5:]:
        rows += [row, []]
    paper.rows = [*paper.rows[:5], *rows]
    paper.merges = [merge for merge in paper.merges if merge[2] <= 5]


def numbered_beforehand(paper: Paper) -> None:
    at = next(n for n, row in enumerate(paper.rows) if row and str(row[0]).startswith("Tổng số"))
    paper.rows[at:at] = [[number] for number in range(4, 12)]


def texts_for_serials(paper: Paper) -> None:
    for row in paper.rows:
        if row and isinstance(row[0], int):
            row[0] = f"{row[0]:02}."


def section_in_two_cells(paper: Paper) -> None:
    for row in paper.rows[6:]:
        if row and isinstance(row[0], str) and "Chi bộ" in row[0]:
            numeral, name = row[0].split(". ", 1)
            row[:] = [numeral, name]


def section_in_the_name(paper: Paper) -> None:
    for at, row in enumerate(paper.rows, start=1):
        if at > 6 and row and isinstance(row[0], str) and "Chi bộ" in row[0]:
            row[:] = [None, row[0].split(". ", 1)[1].upper()]


def totals_of_sections(paper: Paper) -> None:
    rows: list[list[Value]] = []
    number = 0
    for row in paper.rows[6:]:
        ends = not row or not isinstance(row[0], int)
        if number and ends:
            rows.append([None, "Cộng", f"{number} đồng chí"])
        number = 0 if ends else number + 1
        rows.append(row)
    paper.rows = [*paper.rows[:6], *rows]


def days_as(write: Callable[[dt.date, int], Value]) -> Callable[[Paper], None]:
    """Every day written so; the second argument counts them."""

    def change(paper: Paper) -> None:
        number = 0
        for row in paper.rows:
            for at, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    row[at] = write(cell, number)
                    number += 1

    return change


FORMS: tuple[Callable[[dt.date], str], ...] = (
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f" {day:%d/%m/%Y} ",
)


def many_forms(day: dt.date, number: int) -> Value:
    return FORMS[number % len(FORMS)](day)


def mixed_forms(day: dt.date, number: int) -> Value:
    return day if number % 2 else f"{day:%d/%m/%Y}"


def other_formats(day: dt.date, number: int) -> Value:
    return Shown(day, ("d/m/yyyy", "[$-42A]dd mmmm yyyy", "yyyy-mm-dd", "dd.mm.yy")[number % 4])


def worked_out(day: dt.date, number: int) -> Value:
    serial = (day - dt.date(1899, 12, 30)).days
    return Formula(f"=DATE({day.year},{day.month},{day.day})", serial)


BOOKS = [
    Case("the printed book", book, with_xlsxwriter, SINCE),
    Case("the printed book, openpyxl", book, with_openpyxl, SINCE),
    Case("the printed book, LibreOffice", book, with_libreoffice, SINCE),
    Case("the printed book, days from 1904", book, with_mac_excel, SINCE),
    Case("the printed book, CSV", book, csv_in(), SINCE),
    Case("the printed book, semicolons", book, csv_in("utf-8", delimiter=";"), SINCE),
    Case("the printed book, tabs, UTF-16", book, csv_in("utf-16", delimiter="\t"), SINCE),
    *(
        Case(f"the printed book, {name}", changed(change), write, SINCE)
        for name, change, write in (
            ("heads on every page", heads_on_every_page, with_openpyxl),
            ("blank columns between", blank_between, with_xlsxwriter),
            ("begun at C4", begun_further_down, with_openpyxl),
            ("below 35 lines", long_preamble, with_xlsxwriter),
            ("total on top", total_on_top, with_openpyxl),
            ("titles at the right", title_at_the_right, with_xlsxwriter),
            ("names over several lines", lines_broken, with_openpyxl),
            ("numbered names", numbered_heads, with_xlsxwriter),
            ("letters taken apart", of_a_mac, with_openpyxl),
            ("hard blanks", hard_blanks, with_xlsxwriter),
            ("nothing merged", not_merged, with_openpyxl),
            ("names in capitals", capital_names, with_xlsxwriter),
            ("plain numbers of columns", plain_numbers, with_openpyxl),
            ("letters and numbers of columns", letters_and_numbers, with_xlsxwriter),
            ("blank rows between", blank_rows, with_openpyxl),
            ("rows numbered beforehand", numbered_beforehand, with_xlsxwriter),
            ("serials as texts", texts_for_serials, with_openpyxl),
            ("sections in two cells", section_in_two_cells, with_xlsxwriter),
            ("sections without numeral", section_in_the_name, with_openpyxl),
            ("totals of sections", totals_of_sections, with_xlsxwriter),
            ("days in many forms of text", days_as(many_forms), with_openpyxl),
            ("days as texts and as days", days_as(mixed_forms), with_xlsxwriter),
            ("days in many formats", days_as(other_formats), with_openpyxl),
            ("days in many formats, 1904", days_as(other_formats), with_mac_excel),
        )
    ),
]
