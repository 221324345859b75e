"""A member says that a fact is wrong and the cell answers, on a desk and on a phone."""

from tests.journeys.conftest import PASSWORD, Visitor
from tests.web import town as module
from thidua.accounts.models import Role, User
from thidua.decisions.models import DecisionItem
from thidua.facts.models import FactSheet


def test_a_wrong_fact_is_reported_and_corrected(visitor: Visitor, town: module.Town) -> None:
    town.officer("secretary", Role.CELL, "GL01A")
    town.officer("member", None, person="DV0003")
    for user in User.objects.filter(username__in=["secretary", "member"]):
        user.set_password(PASSWORD)
        user.save()
    DecisionItem.objects.filter(roster_entry__code="DV0003").delete()
    sheet = FactSheet.objects.get(roster_entry__code="DV0003", roster_entry__subject_type="member")
    sheet.facts |= {"year_tasks": "good"}
    sheet.save()
    page = visitor.page

    visitor.sign_in("member")
    visitor.open("/xep-loai/2021/member/DV0003/")
    assert visitor.problems() == []
    page.locator("summary", has_text="Đề nghị sửa thông tin").click()
    assert visitor.problems() == []
    page.get_by_role("link", name="đề nghị sửa Chỉ tiêu, nhiệm vụ năm", exact=True).click()
    page.get_by_label("Đúng ra là").select_option("excellent")
    page.get_by_label("Vì sao").fill("Có giấy khen của huyện")
    assert visitor.problems() == []
    page.get_by_role("button", name="Gửi đề nghị đến Chi bộ thôn Thung Độc").click()
    page.get_by_text("Hạn trả lời của Chi bộ thôn Thung Độc").wait_for()
    report = page.url.removeprefix(visitor.address)
    assert visitor.problems() == []

    page.context.clear_cookies()
    visitor.sign_in("secretary")
    page.get_by_role("link", name="Trả lời").first.click()
    assert page.url.endswith(report)
    page.get_by_label("Trả lời người gửi").fill("Đã đối chiếu")
    assert visitor.problems() == []
    page.get_by_role("button", name="Sửa thông tin").click()
    page.get_by_text("Đã trả lời").wait_for()

    page.context.clear_cookies()
    visitor.sign_in("member")
    page.get_by_text("đã được sửa").first.wait_for()
    visitor.open("/ho-so/luot-xem/")
    page.get_by_text("Chi bộ thôn Thung Độc").first.wait_for()
    assert visitor.problems() == []
