"""The committee of a cell grades its members: by keyboard in the grid, on a phone one person after
the other; where somebody else graded otherwise, it says why.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.builder import OPERATOR
from tests.journeys.conftest import Visitor
from tests.web.town import Town
from thidua.accounts.models import Role
from thidua.opinions.batch import Given
from thidua.opinions.giving import give_grades
from thidua.opinions.models import Grade
from thidua.opinions.permissions import Giver
from thidua.roster.identity import key_of
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Grade as Word
from thidua.vocabulary import OpinionKind

COVERED = """() => [...document.querySelectorAll(".op-choice")].filter(choice => {
  choice.scrollIntoView({ block: "nearest" });
  const { x, y, width, height } = choice.getBoundingClientRect();
  return !choice.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}).map(choice => choice.textContent.trim())"""

GRID = "/nam/2021/cham/GL02A/"


@pytest.fixture
def open_entries(town: Town) -> list[RosterEntry]:
    """Members of the cell about whom nothing is decided, in the order of the grid; the first one
    graded themself average in everything.
    """
    town.officer("to", Role.CELL, "GL02A")
    rows = RosterEntry.objects.filter(
        subject_type="member", organisation=town["GL02A"], rated=True
    ).exclude(DECIDED)
    found = list(rows.order_by("sort_key", "code"))
    give_grades(
        campaign=town.campaign,
        key=key_of(found[0]),
        giver=Giver(OpinionKind.SELF),
        grades={"duties": Given(Word.AVERAGE)},
        actor=OPERATOR,
    )
    return found


def _sound(visitor: Visitor) -> None:
    wrong = [one for one in visitor.problems() if "409" not in one]  # a reason is asked for by 409
    assert wrong == [], visitor.page.url


def _cell(page: Page, entry: RosterEntry, criterion: str = "duties") -> str:
    return f"#e{entry.pk} td[data-c={criterion}]"


def _graded(page: Page, entry: RosterEntry, word: str) -> None:
    expect(page.locator(_cell(page, entry))).to_have_attribute("data-g", word)


def _stored(entry: RosterEntry) -> list[tuple[str, str]]:
    rows = Grade.objects.filter(opinion__person=entry.person_id, criterion="duties")
    return list(
        rows.filter(opinion__kind=OpinionKind.CELL_COMMITTEE).values_list("grade", "reason")
    )


@pytest.mark.parametrize("width", ["desktop"])
def test_a_grid_is_graded_by_keyboard(
    visit: Callable[[], Visitor], open_entries: list[RosterEntry]
) -> None:
    visitor, (first, second, *_others) = visit(), open_entries
    page = visitor.page
    visitor.sign_in("to")
    visitor.open(GRID)
    _sound(visitor)
    page.locator(_cell(page, second)).click()
    page.keyboard.press("2")
    _graded(page, second, "good")
    page.keyboard.press("1")
    _graded(page, second, "excellent")
    page.keyboard.press("Control+z")
    _graded(page, second, "good")
    page.keyboard.press("Delete")
    _graded(page, second, "")
    page.locator(_cell(page, first)).click()
    page.keyboard.press("2")
    why = page.get_by_label("Lý do chấm khác", exact=False)
    expect(why).to_be_focused()
    expect(why).to_be_in_viewport()
    _sound(visitor)
    assert _stored(first) == []
    why.fill("có biên bản nghiệm thu")
    page.get_by_role("button", name="Lưu kèm lý do").click()
    _graded(page, first, "good")
    assert _stored(first) == [("good", "có biên bản nghiệm thu")]
    page.get_by_role("link", name="Đưa ra họp chi bộ").click()
    page.wait_for_url("**/kiem-diem/GL02A/hop/")
    page.get_by_role("link", name="Chấm tiêu chí", exact=True).click()
    page.wait_for_url(f"**{GRID}")


PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
"""What Ctrl+V of a workbook's cells does: tabs between columns, lines between rows."""


def _in_cell(page: Page, entry: RosterEntry, criterion: str, word: str) -> None:
    expect(page.locator(_cell(page, entry, criterion))).to_have_attribute("data-g", word)


@pytest.mark.parametrize("width", ["desktop"])
def test_several_cells_are_graded_by_keys_and_pasted_from_a_workbook(
    visit: Callable[[], Visitor], open_entries: list[RosterEntry]
) -> None:
    visitor, (_first, second, third, *_others) = visit(), open_entries
    page = visitor.page
    visitor.sign_in("to")
    visitor.open(GRID)
    page.locator(_cell(page, second)).click()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.keyboard.press("3")  # Enter went one down
    _graded(page, second, "good")
    _graded(page, third, "average")
    page.keyboard.press("Control+z")
    _graded(page, third, "")
    page.locator(_cell(page, second)).click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("1")
    for entry in (second, third):
        _graded(page, entry, "excellent")
    page.keyboard.press("Control+z")  # one step, however many cells
    _graded(page, second, "good")
    _graded(page, third, "")

    page.locator(_cell(page, second)).click()
    page.evaluate(PASTE, "Tư tưởng chính trị\nXS\nT")
    expect(page.locator("#op-paste")).to_contain_text("Tư tưởng chính trị")
    expect(page.locator("#op-paste [data-paste-now]")).to_have_count(0)
    page.locator("#op-paste [data-let-go]").click()
    assert _stored(third) == []

    page.evaluate(PASTE, "XS\nT")  # no heading says that it is the wrong column
    page.locator("#op-paste [data-paste-now]").click()
    _graded(page, second, "excellent")
    _graded(page, third, "good")
    page.get_by_role("button", name="Hoàn tác").click()
    _graded(page, second, "good")
    _graded(page, third, "")
    assert _stored(second) == [("good", "")]
    assert _stored(third) == []
    _sound(visitor)


@pytest.mark.parametrize("width", ["desktop"])
def test_the_same_grid_in_two_tabs_loses_nothing(
    visit: Callable[[], Visitor], open_entries: list[RosterEntry]
) -> None:
    visitor, second = visit(), open_entries[1]
    page = visitor.page
    visitor.sign_in("to")
    visitor.open(GRID)
    other = page.context.new_page()
    other.goto(page.url)
    page.locator(_cell(page, second)).click()
    page.keyboard.press("2")
    _graded(page, second, "good")
    other.locator(_cell(other, second)).click()
    other.keyboard.press("4")
    expect(other.locator("#op-saved")).to_contain_text("nơi khác vừa chấm Tốt")
    _graded(other, second, "good")  # as it stands now
    assert _stored(second) == [("good", "")]
    other.keyboard.press("4")
    _graded(other, second, "poor")


@pytest.mark.parametrize("width", ["desktop"])
def test_quick_keys_lose_no_cell(
    visit: Callable[[], Visitor], open_entries: list[RosterEntry], town: Town
) -> None:
    """Two cells differ before the first reason is given: each is asked for."""
    first, second, *_others = open_entries
    give_grades(
        campaign=town.campaign,
        key=key_of(second),
        giver=Giver(OpinionKind.SELF),
        grades={"duties": Given(Word.POOR)},
        actor=OPERATOR,
    )
    visitor = visit()
    page = visitor.page
    visitor.sign_in("to")
    visitor.open(GRID)
    for entry in (first, second):
        page.locator(_cell(page, entry)).click()
        page.keyboard.press("2")
    for entry in (first, second):
        expect(page.locator("#op-ask-words")).to_contain_text(entry.name)
        page.get_by_label("Lý do chấm khác", exact=False).fill(f"lý do {entry.code}")
        page.get_by_role("button", name="Lưu kèm lý do").click()
        _graded(page, entry, "good")
    assert [_stored(entry) for entry in (first, second)] == [
        [("good", f"lý do {entry.code}")] for entry in (first, second)
    ]


@pytest.mark.parametrize("width", ["phone"])
def test_a_person_is_graded_on_a_phone(
    visit: Callable[[], Visitor], open_entries: list[RosterEntry]
) -> None:
    visitor, second = visit(), open_entries[1]
    page = visitor.page
    visitor.sign_in("to")
    visitor.open(GRID)
    _sound(visitor)
    page.locator(f"#e{second.pk} a").click()
    page.wait_for_url(f"**/member/{second.code}/")
    covered = page.evaluate(COVERED)
    assert covered == [], "no choice that comes into view lies under the buttons"
    page.locator("#c-duties").get_by_text("Tốt", exact=True).click()
    _sound(visitor)
    page.get_by_role("button", name="Lưu, ở lại").click()
    expect(page.get_by_text("Đã lưu mức chấm")).to_be_visible()
    assert _stored(second) == [("good", "")]
