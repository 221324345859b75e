"""What is copied or taken as a file has the columns that the eye sees, in order, and every row."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.html import Element
from openpyxl import load_workbook

from tests.html import attribute, elements, words
from tests.pages.table import PAGES
from tests.pages.test_exports import body_of
from thidua.awards.models import Award
from thidua.ratings.models import Rating
from thidua.reports.lists import page
from thidua.roster.models import RosterEntry

As = Callable[[str], Client]
Columns = list[tuple[str, list[str]]]
"""The headings of a page's table, each with those that the file has for it."""

LIST = "/nam/2021/danh-sach/?subject_type=member"
AWARDS = "/nam/2021/khen-thuong/"
POOLS = "/nam/2021/nhom/?subject_type=member"
DECIDING, PROPOSING = "/bang/2021/GL/?kind=organisation", "/bang/2021/GL01A/"
BEFORE = ["2017", "2018", "2019", "2020"]
RECEIVER = ("Tập thể, cá nhân", ["Mã", "Tên", "Đối tượng", "Thuộc"])
DECISION = ("Quyết định", ["Số quyết định", "Ngày"])
RESULT = ("Kết quả", ["Kết quả", "Lý do không trao"])
LEVELS = ["Xuất sắc", "Tốt", "Hoàn thành", "Không hoàn thành", "Chưa đủ căn cứ", "Tổng"]
SHARES = ["Tốt trở lên", "Xuất sắc / Tốt", "Xuất sắc / Tốt trở lên"]


def each(*heads: str) -> Columns:
    return [(head, [head]) for head in heads]


CHOSEN = ("Cấp uỷ chọn", ["Cấp uỷ chọn", "Người chọn", "Chọn lúc", "Xếp loại", "Cách xếp"])
REASONS = ["Kết quả phiếu", "Lý do", "Lý do khác kết quả phiếu", "Lưu ý"]
PROPOSED = ("Chi bộ đề nghị", ["Đề nghị", "Người đề nghị", "Đề nghị lúc"])


def of_board(what: str, chosen: tuple[str, list[str]], before: list[str]) -> Columns:
    names = ["Mã", "Tên", "Thuộc, chức danh", *BEFORE, "Tự nhận", *before]
    return [
        (f"{what} · 5 năm gần nhất", names),
        *each("Đạt tiêu chuẩn"),
        chosen,
        *each("Chỉ tiêu"),
        ("Kỷ luật", ["Kỷ luật", "Hình thức kỷ luật", "Thiếu thông tin", *REASONS]),
    ]


LISTS: dict[str, tuple[str, Columns]] = {
    LIST: (
        "figures_list",
        [
            ("Họ và tên", ["Mã", "Họ và tên"]),
            *each("Năm sinh", "Chi bộ, đơn vị", "Chức vụ", "Vào Đảng"),
            *each("Tự nhận", "Đạt tiêu chuẩn", "Năm 2020", "Mức xếp loại"),
            ("Lý do", []),
        ],
    ),
    AWARDS: (
        "awards",
        [RECEIVER, ("Hình thức", ["Hình thức", "Cấp khen thưởng"]), DECISION, RESULT],
    ),
    f"{AWARDS}?form=FORM": ("awards", [RECEIVER, *each("Cấp khen thưởng"), DECISION, RESULT]),
    POOLS: (
        "pools",
        [
            *each("Nhóm", "Được xếp loại", "Tốt trở lên"),
            ("Xuất sắc", ["Xuất sắc", "Nhiều nhất", "Tình trạng"]),
            *each("Cách tính"),
        ],
    ),
    DECIDING: ("board", of_board("Tổ chức", CHOSEN, ["Đề nghị"])),
    PROPOSING: ("board", of_board("Đảng viên", PROPOSED, [])),
}
"""A page with one list, its name, and its columns."""
FIGURES: dict[str, Columns] = {
    "Theo đảng bộ": each("Đảng bộ", *LEVELS, *SHARES),
    "Theo đối tượng": each("Đối tượng", *LEVELS, *SHARES),
    "5 năm gần nhất": each("Năm", "Tổ chức cơ sở đảng", "Đảng viên"),
    "Nhóm tính tỷ lệ": [
        *each("Nhóm của", "vượt số tối đa", "đã chọn đủ", "còn được chọn", "không được chọn"),
        ("Xuất sắc / tối đa", ["Xuất sắc", "Nhiều nhất"]),
    ],
    "Chỉ tiêu": [("Chỉ tiêu", ["Chỉ tiêu", "Đơn vị"]), *each("Kết quả", "Giao", "Đánh giá")],
}
"""The tables of the page of figures, by their sheet."""
COMPARED = {name for name, _ in LISTS.values()} | {"figures", "boards"}
ELSEWHERE = {
    "indicators": "with where each number is from: tests/indicators",
    "points": "three numbers of each criterion beside each other: tests/points",
    "state_board": "a sheet of units and steps: tests/state_board",
    "state_board_of": "the same below the province",
    "remedies": "page and file have the same rows: tests/remedies",
    "movement_list": "page and file have the same values: tests/movement",
}
OFFERED = ("format=xlsx", "format=csv", "data-copy=")


def tables(client: Client, address: str) -> list[Element]:
    return elements(client.get(address).content.decode(), "table")


def heads_of(table: Element) -> list[str]:
    return [words(head) for head in elements(table, "th") if attribute(head, "scope") == "col"]


def book(client: Client, address: str) -> dict[str, list[tuple[Any, ...]]]:
    """The sheets of the workbook of a page: the heading and every row."""
    joined = "&" if "?" in address else "?"
    found = load_workbook(io.BytesIO(body_of(client.get(f"{address}{joined}format=xlsx"))))
    return {one.title: list(one.iter_rows(values_only=True)) for one in found.worksheets}


def first_sheet(client: Client, address: str) -> list[tuple[Any, ...]]:
    return next(iter(book(client, address).values()))


def flat(columns: Columns) -> list[str]:
    return [head for _, heads in columns for head in heads]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_leaves_in_the_columns_and_the_order_of_its_page(as_: As, address: str) -> None:
    client = as_("province")
    (_, columns) = LISTS[address]
    address = address.replace("FORM", Award.objects.values_list("form", flat=True)[0])
    table = tables(client, address)[-1]
    assert heads_of(table) == [head for head, _ in columns]
    assert list(first_sheet(client, address)[0]) == flat(columns)


def test_every_page_that_lets_a_table_out_is_compared_here(as_: As) -> None:
    client = as_("province")
    offering = set()
    for name, address, _ in PAGES:
        response = client.get(address)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            text = response.content.decode()
            offering |= {name} if any(one in text for one in OFFERED) else set()
    assert offering == COMPARED | set(ELSEWHERE)


def everybody_known() -> None:
    """Nobody's level is open any more: the page of figures is the page of results."""
    Rating.objects.filter(standing=None).update(low=3, high=3, standing=3)


def test_every_table_of_the_figures_leaves_as_it_is_shown(as_: As) -> None:
    client = as_("province")
    everybody_known()
    shown = [heads_of(table) for table in tables(client, "/nam/2021/")]
    sheets = book(client, "/nam/2021/")
    for tab, columns in FIGURES.items():
        assert [head for head, _ in columns] in shown, tab
        assert list(sheets[tab][0]) == flat(columns), tab
    aims = {row[0]: row[1:] for row in sheets["Chỉ tiêu"][1:]}
    assert aims["Tăng trưởng GRDP"] == (None, 0.086, 0.075, "vượt")
    assert aims["Thu ngân sách"] == (None, 1.18, 1, "vượt")


def test_a_number_of_the_figures_is_a_number_and_a_share_a_share(as_: As) -> None:
    sheets = book(as_("province"), "/nam/2021/")
    head, *rows = sheets["Theo đối tượng"]
    for row in rows:
        counts = row[1 : len(LEVELS) + 1]
        assert all(isinstance(count, int) for count in counts)
        assert sum(counts[:-1]) == counts[-1]
        share = row[head.index("Tốt trở lên")]
        assert share is None or 0 <= share <= 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_page_of_a_list_is_in_its_file(
    as_: As, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(page, "PAGE", 2)
    client = as_("province")
    total = client.get(LIST).context["page"].total
    assert total > 2
    if form == "xlsx":
        assert len(first_sheet(client, LIST)) == total + 1
    else:
        text = body_of(client.get(f"{LIST}&format=csv")).decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text)))) == total + 1


def test_every_award_and_every_pool_that_is_counted_is_in_its_file(as_: As) -> None:
    client = as_("province")
    for address in (AWARDS, POOLS):
        assert len(first_sheet(client, address)) == client.get(address).context["page"].total + 1


def test_what_stands_in_one_cell_of_the_page_stands_in_cells_of_its_own(as_: As) -> None:
    client = as_("province")
    file = first_sheet(client, LIST)[1:]
    (table,) = tables(client, LIST)
    rows = elements(elements(table, "tbody")[0], "tr")
    assert rows
    for row, (_, name, *values) in zip(rows, file, strict=False):
        assert words(elements(row, "th")[0]) == name
        cells = elements(row, "td")[: len(values)]
        for cell, value in zip(cells, values, strict=True):
            marked = elements(cell, "abbr")
            title = attribute(marked[0], "title") if marked else words(cell)
            shown = f"{value:%d/%m/%Y}" if isinstance(value, dt.datetime) else str(value or "")
            # The page breaks the line where the file has a dot.
            assert title.replace(" · ", " ") in shown.replace(" · ", " ")


def test_a_copy_has_what_the_file_has(as_: As) -> None:
    client = as_("province")
    head, *file = first_sheet(client, LIST)
    (table,) = tables(client, LIST)
    assert json.loads(attribute(table, "data-columns")) == list(head)
    copied = [json.loads(attribute(row, "data-cells")) for row in elements(table, "tr")[2:]]
    assert [row[0] for row in copied] == [row[0] for row in file[: len(copied)]]


def test_the_day_of_a_decision_is_a_day(as_: As) -> None:
    head, *rows = first_sheet(as_("province"), AWARDS)
    days = [row[head.index("Ngày")] for row in rows]
    assert any(days)
    assert all(day is None or isinstance(day, dt.datetime) for day in days)


@pytest.mark.parametrize("address", [DECIDING, PROPOSING])
def test_the_copy_of_a_board_is_its_file(as_: As, address: str) -> None:
    client = as_("province")
    one = RosterEntry.objects.filter(organisation__code="GL01A", subject_type="member")[0]
    RosterEntry.objects.filter(pk=one.pk).update(name="=SUM(A1) & <b>")
    (table,) = tables(client, address)
    head, *rows = first_sheet(client, address)
    assert json.loads(attribute(table, "data-columns")) == list(head)
    cells = [attribute(row, "data-cells") for row in elements(table, "tr")]
    copied = [json.loads(cell) for cell in cells if cell]
    assert len(copied) == len(rows) > 0
    for copy, row in zip(copied, rows, strict=True):
        values = [cell if isinstance(cell, str) else float(cell[1]) for cell in copy]
        assert values == ["" if cell is None else cell for cell in row]


def test_a_file_says_on_its_last_sheet_what_it_is_narrowed_to(as_: As) -> None:
    client = as_("province")
    sheets = book(client, f"{DECIDING}&reached=good&q=xa&sort=reached")
    about = dict(row[:2] for row in sheets["Giải thích"] if row[1:])
    assert (about["Tên hoặc mã"], about["Mức đạt tiêu chuẩn"]) == ("xa", "Hoàn thành tốt nhiệm vụ")
    assert about["Người lấy"]


@pytest.mark.parametrize("address", LISTS)
def test_in_english_a_column_is_called_as_on_the_page(as_: As, address: str) -> None:
    client = as_("province")
    client.cookies["django_language"] = "en"
    (_, columns) = LISTS[address]
    address = address.replace("FORM", Award.objects.values_list("form", flat=True)[0])
    shown = heads_of(tables(client, address)[-1])
    taken = iter(first_sheet(client, address)[0])
    for (head, heads), english in zip(columns, shown, strict=True):
        of_column = [next(taken) for _ in heads]
        assert heads != [head] or of_column == [english]
    assert next(taken, None) is None


def test_in_english_the_figures_are_called_as_on_the_page(as_: As) -> None:
    client = as_("province")
    everybody_known()
    client.cookies["django_language"] = "en"
    heads = [head for table in tables(client, "/nam/2021/") for head in elements(table, "th")]
    seen = {words(head, without=mark) for head in heads for mark in ("only-script", "hidden-text")}
    apart = {"Unit", "Outstanding", "At most"}  # of one cell that shows two things
    for tab, columns in book(client, "/nam/2021/").items():
        if tab not in {"Explanation", "Five years, level by level"}:
            assert set(columns[0]) - seen - apart == set(), tab
