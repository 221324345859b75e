"""A district officer chooses on the board, by keyboard and by touch; a colleague's choice appears
by itself.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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


def pressed(page: Page, one: RosterEntry, name: str) -> None:
    """The key is down, and the server said so."""
    row = page.locator(f"#r{one.pk}:not([aria-busy])")
    expect(row.get_by_role("button", name=name, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_choosing_by_keyboard(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    page = visitor.page
    expect(page.get_by_role("heading", name="Xếp loại tổ chức đảng")).to_be_visible()
    assert visitor.problems() == []

    one = entries["GL02"]
    for _ in entries:
        page.keyboard.press("j")
    expect(page.locator(f"#r{one.pk}")).to_be_focused()
    page.keyboard.press("1")
    pressed(page, one, "XS: Xuất sắc")
    assert Proposal.objects.get(pk=one.pk).chosen == "outstanding"

    page.keyboard.press("3")
    reason = page.get_by_role("textbox", name="cần nêu lý do")
    expect(reason).to_be_focused()
    complaints = [fault for fault in visitor.problems() if "422" not in fault]
    assert complaints == []
    reason.fill("Để xảy ra khiếu kiện kéo dài")
    page.get_by_role("button", name="Ghi mức này cùng lý do").click()
    pressed(page, one, "HT: Hoàn thành")
    expect(page.locator(f"#r{one.pk}")).to_contain_text("Khác mức đạt")

    page.get_by_role("status").get_by_role("button", name="Hoàn tác").click()
    pressed(page, one, "XS: Xuất sắc")
    page.keyboard.press("z")
    pressed(page, one, "T: Tốt")
    assert Proposal.objects.get(pk=one.pk).reason == ""
    assert [fault for fault in visitor.problems() if "422" not in fault] == []


def test_a_colleagues_choice_appears_by_itself(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.open(BOARD)
    one = entries["GL01"]
    pressed(visitor.page, one, "T: Tốt")
    Proposal.objects.filter(pk=one.pk).update(chosen="outstanding")
    pressed(visitor.page, one, "XS: Xuất sắc")


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
    expect(visitor.page.locator("#panel")).to_contain_text("Cách tính mức trần")
    assert visitor.problems() == []


def test_without_a_script_the_board_is_a_form(
    visitor: Visitor, officer: Make, entries: dict[str, RosterEntry]
) -> None:
    officer(Role.UPPER_LEVEL, "GL")
    visitor.sign_in("officer")
    visitor.page.route("**/board*.js", lambda route: route.abort())
    visitor.open(BOARD)
    one = entries["GL02"]
    visitor.page.locator(f"#r{one.pk}").get_by_role(
        "button", name="XS: Xuất sắc", exact=True
    ).click()
    visitor.page.wait_for_url(f"**#r{one.pk}")
    pressed(visitor.page, one, "XS: Xuất sắc")
