"""A board goes to a spreadsheet: its columns apart, its numbers with their values."""

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.html import attribute, elements, words
from tests.journeys.conftest import Visitor
from thidua.accounts.models import Role, User

Make = Callable[..., User]
BOARD = "/bang/2021/GL01A/"
LISTEN = """() => document.addEventListener("paste", (event) => {
  event.preventDefault();
  window.pasted = ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
}, { once: true, capture: true })"""


def test_a_board_is_copied_for_a_spreadsheet(visitor: Visitor, officer: Make) -> None:
    officer(Role.GRASSROOTS, "GL01")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    page = visitor.page
    table = page.locator("#board-table")
    heads = json.loads(table.get_attribute("data-columns") or "")
    rows = table.locator("tbody tr[data-v]").count()
    page.get_by_role("button", name="Sao chép bảng").click()
    expect(page.get_by_role("status").filter(has_text=f"Đã sao chép {rows} dòng")).to_be_visible()

    page.locator("#board-q").focus()
    page.evaluate(LISTEN)
    page.keyboard.press("Control+V")
    page.wait_for_function("window.pasted")
    plain, html = page.evaluate("window.pasted")

    lines = [line.split("\t") for line in plain.split("\n")]
    assert lines[0] == heads
    assert {len(line) for line in lines} == {len(heads)}
    assert len(lines) == rows + 1
    assert [words(head) for head in elements(html, "th")] == heads
    by_head = [
        dict(zip(heads, elements(line, "td"), strict=True)) for line in elements(html, "tr")[1:]
    ]
    assert len(by_head) == rows
    for row in by_head:
        assert attribute(row["Mã"], "style") == 'mso-number-format:"\\@"'
        missing = row["Thiếu thông tin"]
        assert attribute(missing, "x:num") == words(missing)
    shares = {(attribute(row["Chỉ tiêu"], "x:num"), words(row["Chỉ tiêu"])) for row in by_head}
    assert ("0.965", "96,5%") in shares
    assert visitor.problems() == []
