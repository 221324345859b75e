"""A cell secretary enters what is missing, by keys on a desk and by thumb on a phone; what another
unit knows goes there, and stands on its first page.
"""

from playwright.sync_api import expect

from tests.filling.conftest import undetermined
from tests.journeys.conftest import PASSWORD, Visitor
from tests.web import town as module
from thidua.accounts.models import Role, User
from thidua.facts.models import FactSheet
from thidua.roster.models import RosterEntry


def stored(entry: RosterEntry, fact: str) -> object:
    return FactSheet.objects.get(pk=entry.pk).facts.get(fact)


def test_missing_facts_are_entered_where_they_are_missing(
    visitor: Visitor, town: module.Town, width: str
) -> None:
    town.officer("secretary", Role.CELL, "GL01A")
    town.officer("beside", Role.CELL, "GL01B")
    for user in User.objects.filter(username__in=["secretary", "beside"]):
        user.set_password(PASSWORD)
        user.save()
    first = undetermined("DV0004", "duties", "ethics_lifestyle")
    second = undetermined("DV0005", "year_tasks")
    page = visitor.page

    visitor.sign_in("secretary")
    visitor.open("/?year=2021")
    page.locator("a[href='/bo-sung/2021/GL01A/']").first.click()
    visitor.open(f"/bo-sung/2021/GL01A/?at={first.pk}")
    assert visitor.problems() == []
    row = page.locator(f"#r-{first.pk}")
    duties = page.locator(f"#f-{first.pk}-duties")
    expect(row).not_to_contain_text("tạm xếp")
    if width == "desktop":
        duties.get_by_role("button").first.focus()
        page.keyboard.press("2")
    else:
        duties.get_by_role("button", name="Tốt").click()
    expect(duties.get_by_role("button", name="Tốt")).to_have_attribute("aria-pressed", "true")
    assert stored(first, "duties") == "good"
    if width == "desktop":  # the next empty field waits for a key, the last entry can be taken back
        page.keyboard.press("Control+z")
        expect(duties.get_by_role("button", name="Tốt")).to_have_attribute("aria-pressed", "false")
        assert stored(first, "duties") is None
        duties.get_by_role("button", name="Tốt").click()
        expect(duties.get_by_role("button", name="Tốt")).to_have_attribute("aria-pressed", "true")
    page.locator(f"#f-{first.pk}-ethics_lifestyle").get_by_role("button", name="Tốt").click()
    expect(row).to_contain_text("tạm xếp")
    assert visitor.problems() == []

    # Somebody else knows the last one.
    visitor.open(f"/bo-sung/2021/GL01A/o/{second.pk}/year_tasks/")
    assert visitor.problems() == []
    page.locator("#hand-on-to").select_option("GL01B")
    page.get_by_role("button", name="Chuyển nơi khác").click()
    expect(page.get_by_text("việc hiện ở “Việc của tôi” của nơi ấy").first).to_be_visible()
    page.get_by_role("button", name="Nhắc Chi bộ thôn Trạm Bóng").click()
    expect(page.get_by_text("Đã nhắc 1 nơi").first).to_be_visible()
    assert visitor.problems() == []

    page.context.clear_cookies()
    visitor.sign_in("beside")
    visitor.open("/?year=2021")
    page.locator("a[href='/bo-sung/2021/GL01B/']").first.click()
    visitor.open(f"/bo-sung/2021/GL01B/?at={second.pk}")
    page.locator(f"#f-{second.pk}-year_tasks").get_by_role("button", name="Xuất sắc").click()
    expect(page.locator(f"#r-{second.pk}")).to_contain_text("đã")
    assert stored(second, "year_tasks") == "excellent"
    assert visitor.problems() == []
