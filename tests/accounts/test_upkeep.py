"""What an administrator's first page says: requests, locked accounts, roles about to end, deciding
accounts without a second step, and how the accounts stand level by level.
"""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.second_factor import signed_in_now
from tests.web import town as module
from thidua.accounts import managing
from thidua.accounts.granting import Holding
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.upkeep import SOON, by_level, remind_of_factor

TODAY = dt.date.today()  # noqa: DTZ011
LIST = "/tai-khoan/quan-tri/"


@pytest.fixture
def second(town: module.Town) -> User:
    """Another administrator."""
    return town.officer("quantri2", Role.ADMINISTRATOR)


def home_of(user: User) -> str:
    return signed_in_now(User.objects.get(pk=user.pk)).get("/").content.decode()


def test_requests_are_one_row_with_their_number(
    admin: User, second: User, member: User, colleague: User
) -> None:
    for who in (member, colleague):
        holding = Holding(Role.CELL, "GL01A", TODAY)
        managing.grant_role(user=who, holding=holding, reason="phân công", actor=admin)
    assert "Duyệt 2 yêu cầu cần hai người" in home_of(second)
    assert "yêu cầu cần hai người" not in home_of(admin)  # nobody answers their own


def test_locked_accounts_are_named_and_found(admin: User, member: User) -> None:
    for _ in range(6):
        Client().post("/tai-khoan/login/", {"login": "cuc", "password": "sai"})
    page = home_of(admin)
    assert "Mở tạm khoá 1 tài khoản" in page
    assert "cuc" in page
    listed = signed_in_now(admin).get(f"{LIST}?state=locked").content.decode()
    assert f'href="{LIST}cuc/"' in listed
    assert f'href="{LIST}quantri/"' not in listed


@pytest.mark.parametrize(("days", "listed"), [(0, True), (14, True), (15, False), (-1, False)])
def test_roles_about_to_end(admin: User, colleague: User, days: int, listed: bool) -> None:
    RoleGrant.objects.filter(user=colleague).update(ends_on=TODAY + dt.timedelta(days=days))
    assert dt.timedelta(days=14) == SOON
    assert ("Gia hạn hoặc kết thúc 1 vai trò sắp hết" in home_of(admin)) is listed


def test_who_decides_without_a_second_step_is_reminded_once(admin: User, officer: User) -> None:
    Authenticator.objects.filter(user=officer).delete()
    assert "Nhắc 1 người quyết định" in home_of(admin)
    signed_in_now(admin).post("/tai-khoan/quan-tri-nhac/")
    officer.refresh_from_db()
    assert officer.second_factor_asked_at is not None
    assert "người quyết định chưa bật" not in home_of(admin)
    assert remind_of_factor(actor=admin) == 0  # not again within 48 hours
    User.objects.update(second_factor_asked_at=timezone.now() - dt.timedelta(hours=49))
    assert remind_of_factor(actor=admin) == 1


def test_the_reminder_stands_on_their_own_first_page(
    admin: User, officer: User, demo: None
) -> None:
    Authenticator.objects.filter(user=officer).delete()
    User.objects.filter(pk=officer.pk).update(demo=True)  # else the page asks for it before all
    remind_of_factor(actor=admin)
    assert "Bật bước đăng nhập thứ hai" in home_of(officer)


def test_nobody_else_reminds(officer: User, member: User) -> None:
    for who in (officer, member):
        with pytest.raises(PermissionDenied):
            remind_of_factor(actor=who)
        assert signed_in_now(who).post("/tai-khoan/quan-tri-nhac/").status_code == 404


def test_accounts_stand_level_by_level(
    admin: User, officer: User, member: User, town: module.Town
) -> None:
    town.officer("huyen", Role.UPPER_LEVEL, "GL")
    town.officer("bithu", Role.CELL, "GL01A")
    Authenticator.objects.filter(user=officer).delete()
    Client().post("/tai-khoan/login/", {"login": "cuc", "password": "mot cau that dai"})
    rows = {row.tier: row for row in by_level()}
    assert list(rows) == ["province", "upper_level", "grassroots", "cell", ""]
    assert (rows["grassroots"].in_use, rows["grassroots"].without_factor) == (1, 1)
    assert rows["upper_level"].without_factor == 0
    assert (rows["cell"].without_factor, rows[""].without_factor) == (None, None)
    assert (rows[""].in_use, rows[""].never) == (1, 0)
    assert rows["cell"].never == 1
    page = home_of(admin)
    assert "Cấp huyện và tương đương (2)" in page
    assert "không bắt buộc" in page


def test_closed_accounts_are_counted_apart(admin: User, member: User) -> None:
    managing.disable(user=member, reason="nghỉ", actor=admin)
    assert sum(row.in_use for row in by_level()) == 1
    assert "<strong>2</strong> tài khoản · đang dùng 1" in home_of(admin)


def test_the_table_is_the_administrators_alone(officer: User) -> None:
    assert "Chưa đăng nhập lần nào" not in home_of(officer)


def test_the_rail_has_four_entries_with_signs_of_their_own(admin: User) -> None:
    rail = home_of(admin).split("<nav")[1]
    for name in ("Tài khoản", "Việc cần hai người", "Tờ mã một lần", "Việc đã làm"):
        assert name in rail
