"""Accounts in a browser: the first sign-in of an officer, a role lent for an absence, a new account
made.
"""

import re

from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, Visitor
from tests.second_factor import code_now
from tests.web import town as module
from thidua.accounts.models import Delegation, Role, User

NEW = "ba con trâu qua cầu"


def _give_password(visitor: Visitor, username: str, password: str) -> None:
    visitor.open("/tai-khoan/login/")
    visitor.page.get_by_label("Tên đăng nhập").fill(username)
    visitor.page.get_by_label("Mật khẩu").fill(password)
    visitor.page.get_by_role("button", name="Đăng nhập", exact=True).click()


def _take_back(visitor: Visitor) -> None:
    """What was lent or made, with the reason that the history keeps."""
    page = visitor.page
    page.locator("summary", has_text="Thu hồi").click()
    page.get_by_label("Lý do, lưu vào lịch sử").fill("Không dùng nữa")
    assert visitor.problems() == []
    page.get_by_role("button", name=re.compile("Thu hồi ngay")).click()


def test_the_first_sign_in_sets_up_the_second_factor(visitor: Visitor, town: module.Town) -> None:
    officer = town.officer("officer", Role.GRASSROOTS, "GL01")
    Authenticator.objects.filter(user=officer).delete()
    page = visitor.page
    _give_password(visitor, "officer", PASSWORD)
    expect(page.get_by_role("heading", name="Bật xác thực hai bước")).to_be_visible()
    assert visitor.problems() == []
    page.get_by_text("Không quét được?").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Mã 6 số").fill("000000")
    page.get_by_role("button", name="Bật", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Mã không đúng")
    page.get_by_label("Mã 6 số").fill(code_now(secret))
    page.get_by_role("button", name="Bật", exact=True).click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert visitor.problems() == []
    page.get_by_role("link", name="Tôi đã cất mã").click()
    page.wait_for_url(visitor.address + "/")
    visitor.open("/tai-khoan/")
    expect(page.locator("strong", has_text="Ứng dụng xác thực")).to_be_visible()
    assert visitor.problems() == []


def test_a_wrong_password_is_told_and_can_be_looked_at(visitor: Visitor, town: module.Town) -> None:
    town.officer("officer", None, person="DV0003")
    page = visitor.page
    _give_password(visitor, "officer", "sai rồi")
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    page.get_by_label("Mật khẩu").fill("ba con trâu")
    page.get_by_role("button", name="Hiện").click()
    expect(page.get_by_label("Mật khẩu")).to_have_attribute("type", "text")
    assert visitor.problems() == []


def test_an_officer_lends_a_role_and_takes_it_back(visitor: Visitor, town: module.Town) -> None:
    town.officer("officer", Role.GRASSROOTS, "GL01")
    colleague = town.officer("colleague", Role.INSPECTOR, "GL01")
    User.objects.filter(pk=colleague.pk).update(display_name="Phạm Thị Ánh")
    page = visitor.page
    visitor.sign_in("officer")
    visitor.open("/tai-khoan/")
    page.get_by_role("link", name="Uỷ quyền cho người khác").click()
    page.get_by_label("Người nhận").select_option(label="Phạm Thị Ánh")
    page.get_by_label("Đến hết ngày").fill(page.get_by_label("Từ ngày").input_value())
    page.get_by_role("textbox", name="Lý do").fill("Đi học")
    assert visitor.problems() == []
    page.get_by_role("button", name="Uỷ quyền", exact=True).click()
    expect(page.get_by_text("Giao cho Phạm Thị Ánh")).to_be_visible()
    assert visitor.problems() == []
    _take_back(visitor)
    expect(page.get_by_text(re.compile(r"^\s*đã thu hồi"))).to_be_visible()
    assert Delegation.objects.get().revoked_at is not None


def test_an_administrator_makes_an_account_whose_owner_comes_in(
    visitor: Visitor, town: module.Town
) -> None:
    town.officer("quantri", Role.ADMINISTRATOR)
    town.officer("quantri2", Role.ADMINISTRATOR)
    page = visitor.page
    visitor.sign_in("quantri")
    visitor.open("/tai-khoan/quan-tri/")
    assert visitor.problems() == []
    page.get_by_role("link", name="Tạo tài khoản").click()
    page.get_by_label("Tên đăng nhập").fill("chibo.01")
    page.get_by_label("Họ và tên").fill("Lê Hữu Bình")
    page.get_by_label("Vai trò", exact=True).select_option("cell")
    page.get_by_label("Tổ chức của vai trò").fill("GL01A")
    page.get_by_label("Lý do, lưu vào lịch sử").fill("Nghị quyết chi bộ")
    assert visitor.problems() == []
    page.get_by_role("button", name="Tạo tài khoản").click()
    password = page.locator("code.once").inner_text()
    assert visitor.problems() == []
    page.get_by_role("link", name="Xong").click()
    expect(page.get_by_role("heading", name="Lê Hữu Bình")).to_be_visible()
    page.get_by_text("Đặt lại mật khẩu").click()
    assert visitor.problems() == []

    page.context.clear_cookies()
    visitor.sign_in("quantri2")
    page.get_by_role("link", name="Duyệt 1 yêu cầu").click()
    page.get_by_label("Lý do, lưu vào lịch sử").fill("Đã hỏi bí thư chi bộ")
    assert visitor.problems() == []
    page.get_by_role("button", name="Đồng ý", exact=True).click()
    expect(page.get_by_text("việc có hiệu lực từ bây giờ")).to_be_visible()
    assert visitor.problems() == []

    page.context.clear_cookies()
    _give_password(visitor, "chibo.01", password)
    page.get_by_label("Mật khẩu hiện nay").fill(password)
    page.get_by_label("Mật khẩu mới", exact=True).fill(NEW)
    page.get_by_label("Mật khẩu mới, lần nữa").fill(NEW)
    assert visitor.problems() == []
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url(lambda url: "password" not in url)
    visitor.open("/to-chuc/GL01A/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thung Độc")


def test_a_token_is_made_shown_once_used_and_taken_back(
    visitor: Visitor, town: module.Town
) -> None:
    town.officer("officer", Role.GRASSROOTS, "GL01")
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/tai-khoan/khoa/")
    page.get_by_role("link", name="Tạo mã kết nối").click()
    page.get_by_label("Tên").fill("Thống kê của xã")
    page.get_by_label("Được làm gì").select_option(label="Đọc và chọn mức")
    page.get_by_role("button", name="Tạo mã kết nối").click()
    text = page.locator("code.secret").inner_text()
    assert visitor.problems() == []
    asked = page.request.get(
        f"{visitor.address}/api/v1/me", headers={"Authorization": f"Bearer {text}", "Cookie": ""}
    )
    assert asked.json()["token"]["name"] == "Thống kê của xã"
    page.get_by_role("link", name="Đã chép xong").click()
    expect(page.get_by_text("đọc và chọn mức")).to_be_visible()
    assert visitor.problems() == []
    _take_back(visitor)
    expect(page.get_by_text("Chưa có mã nào.")).to_be_visible()
    expect(page.get_by_text("Thu hồi mã kết nối: Thống kê của xã")).to_be_visible()
