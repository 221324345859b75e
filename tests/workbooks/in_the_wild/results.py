"""Lists of results of a year, and levels of earlier years, as offices print them."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.workbooks.in_the_wild.cases import Case, Office, Seen
from tests.workbooks.in_the_wild.papers import Paper, Value
from tests.workbooks.in_the_wild.people import CELLS, LEVELS, Person, by_cell
from tests.workbooks.in_the_wild.text_files import csv_in
from tests.workbooks.in_the_wild.writers import with_openpyxl, with_xlsxwriter

RESULTS, EARLIER = "decisions.results", "decisions.earlier_levels"
SHORT = {"outstanding": "XS", "good": "HT tốt NV", "completed": "HTNV", "not_completed": "KHTNV"}
LETTERS = {"outstanding": "HTXSNV", "good": "HTTNV", "completed": "HTNV", "not_completed": "KHTNV"}
CELLS_RATED = {"value:subject_type": "organisation"}
MEMBERS = {"value:subject_type": "member"}


def seen(members: Sequence[Person], year: int, **more: Callable[[Person], Any]) -> list[Any]:
    """What a list of results says of these people."""
    return [
        {
            "name": person.name,
            "cell": person.cell.code,
            "subject_type": "member",
            "level": person.level,
            "year": year,
            **{name: value(person) for name, value in more.items()},
        }
        for person in members
    ]


def title(year: int, paper: Paper, width: int = 6) -> Paper:
    paper.across("ĐẢNG BỘ XÃ GIA MINH", width)
    paper.across(f"KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN NĂM {year}", width)
    paper.across(f"(Kèm theo Quyết định số 12-QĐ/ĐU ngày 05/01/{year + 1})", width)
    return paper.add([])


def printed(words: dict[str, str]) -> Callable[[list[Person], int], Office]:
    """A list with sections; the level stands in a column, in these words."""

    def make(members: list[Person], year: int) -> Office:
        paper = title(year, Paper("Sheet1"))
        paper.add(["TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Kết quả xếp loại", "Ghi chú"])
        paper.numbers(6)
        for at, (cell, group) in enumerate(by_cell(members).items(), 1):
            paper.add([at, f"{cell.name} ({len(group)} đảng viên)"])
            for number, one in enumerate(group, 1):
                paper.add([number, one.name, one.born, None, words[one.level], None])
        paper.add(["Tổng cộng", f"{len(members)} đồng chí"])
        paper.signed(6, f"Gia Minh, ngày 05 tháng 01 năm {year + 1}", "T/M ĐẢNG UỶ", "BÍ THƯ")
        rows = seen(members, year, born_on=lambda person: person.born)
        return Office([paper], [Seen(RESULTS, rows)])

    return make


def marked(members: list[Person], year: int) -> Office:
    """The level is a mark in one of four columns."""
    paper = title(year, Paper("Tổng hợp"), 8)
    paper.head_of_two(
        ["TT", "Họ và tên", "Chi bộ", "Kết quả xếp loại", None, None, None, "Ghi chú"],
        [None, None, None, *LEVELS.values(), None],
    )
    for at, one in enumerate(members, 1):
        marks: list[Value] = ["x" if level == one.level else None for level in LEVELS]
        paper.add([at, one.name, one.cell.name, *marks, None])
    counts = [sum(one.level == level for one in members) for level in LEVELS]
    paper.add([None, "Cộng", None, *counts])
    return Office([paper], [Seen(RESULTS, seen(members, year))])


def coded(members: list[Person], year: int) -> Office:
    """A plain list with codes, its year in a column."""
    paper = Paper("KQ").add(["Mã đảng viên", "Họ và tên", "Chi bộ", "Mức xếp loại", "Năm"])
    for one in members:
        paper.add([one.code, one.name, one.cell.name, LEVELS[one.level], year])
    return Office([paper], [Seen(RESULTS, seen(members, year, code=lambda person: person.code))])


def untold(members: list[Person], year: int) -> Office:
    """A list that says nowhere of which year it is."""
    paper = Paper("KQ").add(["TT", "Họ và tên", "Chi bộ", "Xếp loại"])
    for at, one in enumerate(members, 1):
        paper.add([at, one.name, one.cell.name, LEVELS[one.level]])
    return Office([paper], [Seen(RESULTS, seen(members, 2020))])


def of_organisations(members: list[Person], year: int) -> Office:
    """A list of cells: its rows begin as sections elsewhere do."""
    paper = title(year, Paper("Sheet1"), 3).add(["TT", "Tên tổ chức đảng", "Mức xếp loại"])
    levels = [list(LEVELS)[(len(members) + at) % 4] for at in range(len(CELLS))]
    for at, (cell, level) in enumerate(zip(CELLS, levels, strict=True), 1):
        paper.add([at, cell.name, LEVELS[level]])
    paper.add(["Tổng số: 3 chi bộ"])
    rows = [
        {"name": cell.name, "subject_type": "organisation", "level": level, "year": year}
        for cell, level in zip(CELLS, levels, strict=True)
    ]
    return Office([paper], [Seen(RESULTS, rows)])


def own_years(members: list[Person], year: int) -> Office:
    """Our sheet of earlier years, renamed; the years are numbers."""
    paper = Paper("Sheet1").add(["Đối tượng", "Mã", year - 1, f"Năm {year}"])
    paper.add(*(["Đảng viên", p.code, SHORT[p.level], LETTERS[p.level]] for p in members))
    rows = [
        {
            "subject_type": "member",
            "code": one.code,
            str(year - 1): one.level,
            str(year): one.level,
        }
        for one in members
    ]
    return Office([paper], [Seen(EARLIER, rows)])


LISTS_OF_RESULTS = [
    Case("results, words in full", printed(LEVELS), with_openpyxl, MEMBERS),
    Case("results, short words", printed(SHORT), with_xlsxwriter, MEMBERS),
    Case("results, letters, CSV", printed(LETTERS), csv_in("utf-8-sig", delimiter=";"), MEMBERS),
    Case("results, marks in four columns", marked, with_openpyxl, MEMBERS),
    Case("results with codes", coded, with_openpyxl, MEMBERS),
    Case(
        "results of nobody knows which year",
        untold,
        with_xlsxwriter,
        {**MEMBERS, "value:year": "2020"},
        frozenset({"value:year"}),
    ),
    Case(
        "results of cells", of_organisations, with_openpyxl, {"value:subject_type": "organisation"}
    ),
    Case("earlier years on Sheet1", own_years, with_openpyxl),
]
