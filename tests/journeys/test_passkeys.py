"""A passkey in a browser: made, used instead of name and password, after the password, in the
middle of a page.
"""

import re

from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD, Visitor
from tests.second_factor import signed_in_now
from tests.web import town as module
from thidua.accounts.models import Role


def _with_a_finger(page: Page) -> None:
    """The browser gets a passkey of its own that always recognises the finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    finger = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": finger})


def _sign_out(visitor: Visitor) -> None:
    visitor.open("/tai-khoan/logout/")
    visitor.page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()


def test_an_officer_enrols_a_passkey_and_signs_in_with_it(
    visitor: Visitor, town: module.Town
) -> None:
    officer = town.officer("officer", Role.UPPER_LEVEL, "GL")
    Authenticator.objects.filter(user=officer).delete()
    visitor.address = visitor.address.replace(
        "127.0.0.1", "localhost"
    )  # passkeys are tied to a name
    page = visitor.page
    _with_a_finger(page)
    visitor.open("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập").fill("officer")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("link", name="Dùng khoá truy cập", exact=True).click()
    page.get_by_label("Tên gọi").fill("Máy ở cơ quan")
    assert visitor.problems() == []
    page.get_by_role("button", name="Tạo khoá truy cập").click()
    expect(page.locator(".codes li")).to_have_count(10)
    visitor.open("/tai-khoan/")
    expect(page.locator("strong", has_text="Máy ở cơ quan")).to_be_visible()
    assert visitor.problems() == []

    _sign_out(visitor)
    visitor.open("/tai-khoan/login/?next=/to-chuc/GL01/")
    assert visitor.problems() == []
    page.get_by_role("button", name="Đăng nhập bằng vân tay, khuôn mặt").click()
    page.wait_for_url(visitor.address + "/to-chuc/GL01/")

    _sign_out(visitor)
    visitor.open("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập").fill("officer")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert visitor.problems() == []
    page.get_by_role("button", name="Dùng khoá truy cập").click()
    page.wait_for_url(visitor.address + "/")

    old = signed_in_now(officer, minutes_ago=16).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": old, "url": visitor.address}])
    visitor.open(f"/quyet-dinh/2021/{module.ISSUED}/")
    page.get_by_text("Mở lại quyết định này").click()
    asked = page.get_by_role("group", name="Xác nhận lại người làm")
    asked.get_by_role("button", name="Dùng khoá truy cập").click()
    expect(asked.get_by_text("Đã xác nhận")).to_be_visible()
    assert visitor.problems() == []

    visitor.open("/tai-khoan/")
    page.get_by_role("link", name=re.compile("Xoá")).click()
    assert visitor.problems() == []
    page.get_by_role(
        "button", name="Xác nhận bằng khoá truy cập"
    ).click()  # on a page of its own, and back
    expect(page.get_by_text("Đây là cách xác thực cuối cùng")).to_be_visible()
    assert visitor.problems() == []
