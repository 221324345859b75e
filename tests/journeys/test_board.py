"""A district officer chooses on the board, by keyboard and by touch; a colleague's choice appears
by itself.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visitor
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, User
from thidua.boards.models import Proposal
from thidua.decisions.actions import reopen_decisions
from thidua.frameworks.actions import bind_frameworks
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry

Make = Callable[..., User]
BOARD = "/bang/2021/GL/?kind=organisation"


@pytest.fixture
def entries(town: Town) -> dict[str, RosterEntry]:
    """The district's three organisations: two communes reached outstanding, one of which may have
    it; the bank good.
    """
    reopen_decisions(campaign=town.campaign, reason="chọn lại", actor=Operator())
    town.campaign.local_layer = "hai_duong_2021"
    town.campaign.save()
    bind_frameworks(campaign=town.campaign, actor=Operator())
    found = RosterEntry.objects.filter(
        campaign=town.campaign, subject_type="organisation", tier="grassroots"
    )
    here = {one.code: one for one in found.filter(upper_level=town["GL"])}
    for code, level in (("GL01", 4), ("GL02", 4), ("GL03", 3)):
        Rating.objects.filter(pk=here[code].pk).update(low=level, high=level, standing=3)
    return here


BEST = "HTXS: Hoàn thành xuất sắc nhiệm vụ"
GOOD = "HTT: Hoàn thành tốt nhiệm vụ"
COMPLETED = "HTNV: Hoàn thành nhiệm vụ"
MEMBERS = "/bang/2021/GL01/?kind=member"


def key(page: Page, one: RosterEntry, name: str) -> Locator:
    row = page.locator(f"#r{one.pk}:not([aria-busy])")
    return row.get_by_role("button", name=name, exact=True)


def pressed(page: Page, one: RosterEntry, name: str) -> None:
    """The key is filled: somebody chose, and the server said so."""
    expect(key(page, one, name)).to_have_attribute("aria-pressed", "true")


def by_default(page: Page, one: RosterEntry, name: str) -> None:
    """It stands there, hatched: nobody chose."""
    expect(key(page, one, name)).to_have_class(re.compile("is-on"))
    expect(key(page, one, name)).to_have_attribute("aria-pressed", "false")
    expect(page.locator(f"#r{one.pk}")).not_to_contain_text("đã chọn")


def test_choosing_by_keyboard(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    page = visitor.page
    expect(page.get_by_role("heading", name="Chọn mức cho tổ chức đảng")).to_be_visible()
    assert visitor.problems() == []

    one = entries["GL02"]
    for _ in entries:
        page.keyboard.press("j")
    expect(page.locator(f"#r{one.pk}")).to_be_focused()
    page.keyboard.press("1")
    pressed(page, one, BEST)
    assert Proposal.objects.get(pk=one.pk).chosen == "outstanding"
    expect(page.locator(f"#r{one.pk} .board-state")).to_contain_text("đã chọn · officer, ")

    page.keyboard.press("3")
    reason = page.get_by_role("textbox", name="Xếp loại Hoàn thành nhiệm vụ cho")
    expect(reason).to_be_focused()
    expect(key(page, one, COMPLETED)).to_have_class(re.compile("is-pending"))
    expect(page.locator(f"#r{one.pk}")).to_contain_text("đang chờ lý do, chưa lưu")
    assert Proposal.objects.get(pk=one.pk).chosen == "outstanding"
    complaints = [fault for fault in visitor.problems() if "422" not in fault]
    assert complaints == []
    reason.fill("Để xảy ra khiếu kiện kéo dài")
    page.get_by_role("button", name=re.compile("^Lưu mức")).click()
    pressed(page, one, COMPLETED)
    expect(page.locator(f"#r{one.pk}")).to_contain_text("Khác mức đạt tiêu chuẩn")

    page.get_by_role("status").get_by_role("button", name="Hoàn tác").click()
    pressed(page, one, BEST)
    page.keyboard.press("z")
    by_default(page, one, GOOD)
    assert Proposal.objects.get(pk=one.pk).reason == ""
    assert [fault for fault in visitor.problems() if "422" not in fault] == []


def test_a_colleagues_choice_appears_by_itself(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    one = entries["GL01"]
    by_default(visitor.page, one, GOOD)
    Proposal.objects.filter(pk=one.pk).update(chosen="outstanding")
    pressed(visitor.page, one, BEST)


def test_reasons_open_beside_the_board(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    visitor.page.get_by_role("link", name=f"Vì sao: {entries['GL01'].name}").click()
    expect(visitor.page.locator("#panel").get_by_role("heading", name="Vì sao")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("link", name="cách tính").first.click()
    expect(visitor.page.locator("#panel")).to_contain_text("Cách tính số tối đa")
    assert visitor.problems() == []


def test_without_a_script_the_board_is_a_form(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.page.route("**/board*.js", lambda route: route.abort())
    visitor.open(BOARD)
    one = entries["GL02"]
    key(visitor.page, one, BEST).click()
    visitor.page.wait_for_url(f"**#r{one.pk}")
    pressed(visitor.page, one, BEST)


def test_letting_go_of_a_pressed_level_saves_nothing(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    page, one = visitor.page, entries["GL03"]
    key(page, one, COMPLETED).click()
    box = page.get_by_role("alert")
    expect(box).to_contain_text(f"cho {one.name} (đạt tiêu chuẩn: Hoàn thành tốt nhiệm vụ)")
    box.get_by_role("link", name=re.compile("^Giữ")).click()
    expect(box).to_have_count(0)
    expect(key(page, one, COMPLETED)).not_to_have_class(re.compile("is-pending"))
    by_default(page, one, GOOD)
    assert not Proposal.objects.filter(pk=one.pk).exclude(chosen="").exists()


def test_a_choice_is_taken_back_at_its_row(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    page, one = visitor.page, entries["GL01"]
    key(page, one, BEST).click()
    pressed(page, one, BEST)
    page.locator(f"#r{one.pk}").get_by_role("button", name="hoàn tác").click()
    by_default(page, one, GOOD)


def test_the_rows_are_sifted_while_one_types(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    """Words begin syllables, marked where they were found; what goes on is about all rows."""
    officer(Role.GRASSROOTS, "GL01")
    visitor.sign_in("officer")
    visitor.open(MEMBERS)
    page = visitor.page
    seen = page.locator("#board-rows tr[data-v]:not([hidden])")
    every = seen.count()
    onward = page.locator("#board-bar .button").inner_text()
    page.locator("#board-q").press_sequentially("anh")
    expect(page.locator("#board-count")).to_contain_text(f"/ {every} đảng viên")
    names = [name.rpartition(" ")[2] for name in seen.locator("th a").all_text_contents()]
    assert set(names) == {"Ánh"}  # not Hạnh, nor Thanh
    expect(seen.first.locator("mark")).to_have_text("Ánh")
    assert page.locator("#board-bar .button").inner_text() == onward
    assert visitor.problems() == []
    page.locator("#board-q").fill("ảnh")
    expect(page.get_by_text("Không có dòng nào khớp")).to_be_visible()
    page.locator("#board-q").fill("")
    expect(seen).to_have_count(every)


def test_a_cell_is_looked_at_alone(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry], width: str
) -> None:
    officer(Role.GRASSROOTS, "GL01")
    visitor.sign_in("officer")
    visitor.open(MEMBERS)
    page = visitor.page
    if width == "phone":
        page.locator("#board-unit").select_option("GL01A")
    else:
        page.locator("#board-units a[data-unit='GL01A']").click()
    places = page.locator("#board-rows tr[data-v]:not([hidden]) .board-place")
    assert {text.split(" · ")[-1] for text in places.all_text_contents()} == {
        "Chi bộ thôn Thung Độc"
    }
    assert "unit=GL01A" in page.url
    page.reload()
    expect(page.locator("#board-rows tr[data-unit='GL01B']:not([hidden])")).to_have_count(0)


def test_what_is_done_to_marked_rows_is_in_sight_where_they_are(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.GRASSROOTS, "GL01")
    visitor.sign_in("officer")
    visitor.open(MEMBERS)
    page = visitor.page
    box = page.locator("#board-rows .pick input").nth(9)
    box.scroll_into_view_if_needed()
    box.check()
    bar = page.locator("#board-bulk")
    expect(bar).to_contain_text("Đã đánh dấu 1")
    expect(bar.get_by_role("button", name=BEST)).to_be_in_viewport()
    assert visitor.problems() == []
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    expect(box).not_to_be_checked()
