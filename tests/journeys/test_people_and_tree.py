"""A member moves, a membership ends, two cells become one, on a desk and on a phone."""

import datetime as dt

from playwright.sync_api import Page

from tests.journeys.conftest import PASSWORD, Visitor
from tests.web import town as module
from thidua.accounts.models import Role
from thidua.organisations.models import Organisation, Person
from thidua.web.clock import today

MEMBER = "DV0004"


def signed_in(visitor: Visitor, town: module.Town, role: Role, place: str) -> Page:
    officer = town.officer("officer", role, place)
    officer.set_password(PASSWORD)
    officer.save()
    visitor.sign_in("officer")
    return visitor.page


def written(days: int = 0) -> str:
    return f"{today() + dt.timedelta(days=days):%d/%m/%Y}"


def cell_of(code: str) -> str:
    spell = Person.objects.get(code=code).spells.get(ends_on=None)
    return str(spell.organisation.code)


def test_a_member_moves_and_comes_back(visitor: Visitor, town: module.Town) -> None:
    page = signed_in(visitor, town, Role.GRASSROOTS, "GL01")
    visitor.open("/nguoi-va-cay/GL01A/")
    assert visitor.problems() == []
    visitor.open(f"/nguoi-va-cay/dang-vien/{MEMBER}/chuyen-sinh-hoat/")
    assert visitor.problems() == []
    page.get_by_label("Chuyển đến").fill("trạm bóng")
    page.get_by_label("Từ ngày").fill(written())
    page.get_by_text("20 → 21").wait_for()
    assert visitor.problems() == []
    page.get_by_role("button", name=f"Chuyển từ ngày {written()}").click()
    page.get_by_role("button", name="Hoàn tác việc này").wait_for()
    assert visitor.problems() == []
    assert cell_of(MEMBER) == "GL01B"
    page.get_by_role("button", name="Hoàn tác việc này").click()
    page.get_by_text("hồ sơ trở lại như trước").wait_for()
    assert cell_of(MEMBER) == "GL01A"


def test_a_membership_ends_once_it_is_confirmed(visitor: Visitor, town: module.Town) -> None:
    Person.objects.filter(code=MEMBER).update(born_on=dt.date(1949, 2, 3))
    page = signed_in(visitor, town, Role.GRASSROOTS, "GL01")
    visitor.open(f"/nguoi-va-cay/dang-vien/{MEMBER}/ket-thuc/")
    page.get_by_label("Từ trần").check()
    page.get_by_label("Ngày cuối cùng còn sinh hoạt").fill(written(-1))
    page.get_by_text("20 → 19").wait_for()
    page.get_by_label("Gõ lại năm sinh").fill("1949")
    assert visitor.problems() == []
    page.get_by_role("button", name="Kết thúc: từ trần").click()
    page.get_by_role("button", name="Hoàn tác việc này").wait_for()
    assert not Person.objects.get(code=MEMBER).spells.filter(ends_on=None).exists()


def test_two_cells_become_one(visitor: Visitor, town: module.Town) -> None:
    page = signed_in(visitor, town, Role.PROVINCE, "XD")
    visitor.open("/nguoi-va-cay/to-chuc/GL01A/hop-nhat/")
    assert visitor.problems() == []
    page.get_by_label("Hợp nhất với").fill("trạm bóng")
    page.get_by_label("Tên tổ chức mới").fill("Chi bộ thôn Thung Bóng")
    page.get_by_text("40 đảng viên").first.wait_for()
    assert visitor.problems() == []
    page.get_by_role("button", name=f"Hợp nhất từ ngày {written()}").click()
    page.get_by_role("button", name="Hoàn tác việc này").wait_for()
    assert Organisation.objects.filter(name="Chi bộ thôn Thung Bóng").exists()
