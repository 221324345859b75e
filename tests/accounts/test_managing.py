"""Looking after accounts: every act, its refusals, what the history keeps, and that no dossier
opens.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts.conftest import PASSWORD
from tests.commands import run_command
from tests.pages.table import PAGES
from tests.second_factor import code_now, signed_in_now
from tests.web import town as module
from thidua.accounts import managing
from thidua.accounts.actions import Owner, create_administrator, make_account
from thidua.accounts.actors import scope_of
from thidua.accounts.delegating import delegate_role
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding
from thidua.accounts.models import AccountAct, Role, User
from thidua.accounts.queries import account_history, accounts_found
from thidua.accounts.second_person import agree
from thidua.cli.accounts import account
from thidua.organisations.models import Person

TODAY = dt.date.today()  # noqa: DTZ011
OF_ACCOUNTS = {"account", "accounts", "account_new", "account_admin", "mfa_index"}


@pytest.fixture
def second(town: module.Town) -> User:
    """Another administrator."""
    return town.officer("quantri2", Role.ADMINISTRATOR)


def agreed(act: AccountAct, second: User) -> None:
    agree(act=act, answer="đã hỏi", actor=second)


def test_a_new_account_signs_in_once_with_what_was_shown_and_then_with_its_own(admin: User) -> None:
    owner = Owner("nguyen.an", "Nguyễn Thị An", "DV0004")
    made = make_account(
        owner=owner, holding=Holding(Role.CELL, "GL01A", TODAY), reason="phân công", actor=admin
    )
    client = Client()
    client.post("/tai-khoan/login/", {"login": "nguyen.an", "password": made.one_time_password})
    assert client.get("/").headers["Location"] == "/tai-khoan/password/change/?next=%2F"
    new = "ba con trâu đi qua cầu tre"
    client.post(
        "/tai-khoan/password/change/",
        {"oldpassword": made.one_time_password, "password1": new, "password2": new},
    )
    assert client.get("/").status_code == 200
    assert not User.objects.get(username="nguyen.an").must_change_password
    assert not Client().login(username="nguyen.an", password=made.one_time_password)


@pytest.mark.parametrize(
    ("owner", "holding", "told"),
    [
        (Owner("an"), None, "“an”"),
        (Owner("Nguyễn An"), None, "2–40"),
        (Owner("moi", person_code="none"), None, "“none”"),
        (Owner("moi"), Holding(Role.CELL, "none", TODAY), "“none”"),
        (Owner("moi"), Holding(Role.PROVINCE, "GL01", TODAY), "cấp"),
        (Owner("moi"), Holding(Role.ADMINISTRATOR, "GL", TODAY), "cấp"),
        (Owner("moi"), Holding(Role.CELL, "GL01A", TODAY, TODAY - dt.timedelta(1)), "Ngày cuối"),
    ],
)
def test_a_mistake_in_a_new_account_is_told_and_nothing_is_made(
    admin: User, officer: User, owner: Owner, holding: Holding | None, told: str
) -> None:
    before = User.objects.count()
    with pytest.raises(AccountError, match=told):
        make_account(owner=owner, holding=holding, reason="phân công", actor=admin)
    assert User.objects.count() == before


def test_only_an_administrator_looks_after_accounts(officer: User, colleague: User) -> None:
    for act in (
        managing.reset_password,
        managing.reset_second_factor,
        managing.disable,
        managing.unlock,
    ):
        with pytest.raises(PermissionDenied):
            act(user=colleague, reason="thử", actor=officer)
    with pytest.raises(PermissionDenied):
        make_account(owner=Owner("moi"), reason="thử", actor=officer)
    with pytest.raises(PermissionDenied):
        managing.grant_role(
            user=colleague, holding=Holding(Role.CELL, "GL01A", TODAY), reason="thử", actor=officer
        )
    assert accounts_found(officer).count() == 0


def test_nobody_does_anything_to_their_own_account(admin: User) -> None:
    holding = Holding(Role.PROVINCE, "XD", TODAY)
    with pytest.raises(AccountError, match="tự"):
        managing.grant_role(user=admin, holding=holding, reason="thử", actor=admin)
    with pytest.raises(AccountError, match="tự"):
        managing.disable(user=admin, reason="thử", actor=admin)


def test_administration_goes_with_no_other_role(
    admin: User, officer: User, town: module.Town
) -> None:
    other = create_administrator(username="quantri2").user
    with pytest.raises(AccountError, match="hai tài khoản"):
        managing.grant_role(
            user=other, holding=Holding(Role.PROVINCE, "XD", TODAY), reason="thử", actor=admin
        )
    with pytest.raises(AccountError, match="hai tài khoản"):
        managing.grant_role(
            user=officer,
            holding=Holding(Role.ADMINISTRATOR, "XD", TODAY),
            reason="thử",
            actor=admin,
        )


def test_a_role_is_granted_with_its_dates_and_ended(
    admin: User, second: User, member: User
) -> None:
    holding = Holding(Role.CELL, "GL01A", TODAY - dt.timedelta(3), TODAY + dt.timedelta(3))
    agreed(managing.grant_role(user=member, holding=holding, reason="QĐ 12", actor=admin), second)
    granted = member.grants.get()
    assert [grant.organisation_code for grant in scope_of(member).grants] == ["GL01A"]
    with pytest.raises(AccountError, match="đã giữ"):
        managing.grant_role(user=member, holding=holding, reason="lần nữa", actor=admin)
    managing.end_grant(granted=granted, reason="nghỉ", actor=admin)
    assert scope_of(member).grants == ()
    managing.end_grant(granted=granted, reason="lần nữa", actor=admin)
    acts = [(noted.act, noted.reason) for noted in account_history(member)]
    assert acts == [
        ("Kết thúc vai trò", "nghỉ"),
        ("Giao vai trò", "QĐ 12"),
        ("Đề nghị, chờ người thứ hai: Giao vai trò", "QĐ 12"),
    ]


def test_a_role_that_began_today_ends_at_once_with_what_was_lent_of_it(
    admin: User, second: User, member: User, colleague: User
) -> None:
    holding = Holding(Role.GRASSROOTS, "GL01", TODAY)
    agreed(managing.grant_role(user=member, holding=holding, reason="QĐ", actor=admin), second)
    granted = member.grants.get()
    delegate_role(
        granted=granted, delegate=colleague, days=(TODAY, TODAY), reason="nghỉ", actor=member
    )
    assert len(scope_of(colleague).grants) == 2
    managing.end_grant(granted=granted, reason="nhầm", actor=admin)
    assert scope_of(member).grants == ()
    assert len(scope_of(colleague).grants) == 1
    kept = apps.get_model("accounts", "RoleGrantEvent").objects.filter(
        pgh_label="delete", user=member
    )
    assert kept.count() == 1


def test_the_last_administrator_stays(admin: User, town: module.Town) -> None:
    other = create_administrator(username="quantri2").user
    managing.disable(user=other, reason="nghỉ hưu", actor=admin)
    managing.disable(user=other, reason="lần nữa", actor=admin)
    assert not User.objects.get(pk=other.pk).is_active
    managing.enable(user=User.objects.get(pk=other.pk), reason="về", actor=admin)
    managing.end_grant(
        granted=admin.grants.get(), reason="chuyển", actor=_with_second_factor(other)
    )
    with pytest.raises(PermissionDenied):
        managing.unlock(user=other, reason="thử", actor=User.objects.get(pk=admin.pk))


def _with_second_factor(user: User) -> User:
    from tests.second_factor import give_second_factor  # noqa: PLC0415

    give_second_factor(User.objects.get(pk=user.pk))
    return User.objects.get(pk=user.pk)


def test_nobody_removes_the_only_administrator_left(admin: User, town: module.Town) -> None:
    other = _with_second_factor(create_administrator(username="quantri2").user)
    User.objects.filter(pk=other.pk).update(is_active=False)
    stale = User(
        pk=other.pk, username="quantri2", is_active=True
    )  # signed in a moment before being closed
    with pytest.raises(AccountError, match="cuối cùng"):
        managing.disable(user=admin, reason="thử", actor=stale)
    with pytest.raises(AccountError, match="cuối cùng"):
        managing.end_grant(granted=admin.grants.get(), reason="thử", actor=stale)


def test_a_reset_password_signs_out_and_works_once(
    admin: User, officer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(officer)
    password = managing.reset_password(user=officer, reason="quên", actor=admin)
    assert client.get("/").headers["Location"].startswith("/tai-khoan/login/")
    fresh = User.objects.get(pk=officer.pk)
    assert fresh.check_password(password)
    assert fresh.must_change_password


def test_a_reset_second_factor_is_set_up_anew(admin: User, officer: User) -> None:
    managing.reset_second_factor(user=officer, reason="mất điện thoại", actor=admin)
    client = Client()
    client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD})
    assert client.get("/").headers["Location"].startswith("/tai-khoan/2fa/totp/activate/")
    assert account_history(officer)[0].reason == "mất điện thoại"
    assert account_history(officer)[0].actor == "quantri"


def test_an_act_without_a_reason_is_refused(admin: User, officer: User) -> None:
    with pytest.raises(AccountError, match="lý do"):
        managing.reset_password(user=officer, reason="  ", actor=admin)
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)


def test_one_person_one_account(admin: User, second: User, officer: User, member: User) -> None:
    with pytest.raises(AccountError, match="“cuc”"):
        managing.link_person(user=officer, person_code="DV0003", reason="gắn", actor=admin)
    tied = managing.link_person(user=officer, person_code="DV0009", reason="gắn", actor=admin)
    agreed(tied, second)
    assert User.objects.get(pk=officer.pk).person == Person.objects.get(code="DV0009")
    managing.link_person(user=officer, person_code="", reason="nhầm", actor=admin)
    assert User.objects.get(pk=officer.pk).person is None


def test_no_dossier_opens_for_an_administrator(
    admin: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(admin)
    for name in ("organisation", "branch", "rating", "publishing"):
        addresses = [address for page, address, _ in PAGES if page == name]
        assert addresses
        assert {client.get(address).status_code for address in addresses} == {404}
    for address in ("/", "/tim/?q=DV0003", "/to-chuc/", "/nam/2021/", "/tai-khoan/quan-tri/cuc/"):
        assert "Nguyễn Thị Minh Hạnh" not in client.get(address).content.decode()


def test_accounts_are_found_by_name_place_role_and_state(
    admin: User, officer: User, member: User
) -> None:
    def names(**asked: str) -> set[str]:
        return set(accounts_found(admin, **asked).values_list("username", flat=True))

    assert names() == {"quantri", "an", "cuc"}
    assert names(words="gl01") == {"an"}
    assert names(role="administrator") == {"quantri"}
    assert names(state="one_factor") == {"cuc"}
    assert names(words="phạm thị") == names(words="pham thi")
    managing.disable(user=member, reason="chuyển đi", actor=admin)
    assert names(state="closed") == {"cuc"}


def test_words_too_long_to_look_for_are_said_to_be(
    admin: User, signed_in: Callable[[User], Client]
) -> None:
    text = signed_in(admin).get("/tai-khoan/quan-tri/", {"q": "x" * 101}).content.decode()
    assert "dài 101 ký tự" in text
    assert f'value="{"x" * 101}"' in text


def test_the_page_shows_a_made_up_password_once(admin: User) -> None:
    client = Client()
    client.post("/tai-khoan/login/", {"login": "quantri", "password": PASSWORD})
    client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    new = {
        "username": "Moi.01",
        "display_name": "Người mới",
        "role": "cell",
        "organisation": "GL01A",
        "starts_on": f"{TODAY:%Y-%m-%d}",
        "reason": "phân công",
    }
    shown = client.post("/tai-khoan/quan-tri-moi/", new)
    password = shown.context["password"]
    assert password in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert User.objects.get(username="moi.01").check_password(password)
    assert password not in client.get("/tai-khoan/quan-tri/moi.01/").content.decode()


def test_the_server_s_operator_helps_an_administrator_back_in(admin: User) -> None:
    told = run_command(account, ["reset-password", "quantri", "--reason", "quên"])
    assert told.exit_code == 0, told.output
    password = told.output.strip().rsplit(" ", 1)[-1]
    run_command(account, ["reset-second-factor", "quantri", "--reason", "mất máy"])
    client = Client()
    client.post("/tai-khoan/login/", {"login": "quantri", "password": password})
    assert client.get("/").headers["Location"].startswith("/tai-khoan/password/change/")
    assert account_history(admin)[0].actor == "Người vận hành"
    assert run_command(account, ["unlock", "ai", "--reason", "x"]).exit_code == 1


def test_the_pages_ask_as_often_for_many_accounts_as_for_few(
    admin: User, officer: User, town: module.Town, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(admin)

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = asked("/tai-khoan/quan-tri/")
    for number in range(5):
        town.officer(f"them{number}", Role.CELL, "GL01A")
    assert asked("/tai-khoan/quan-tri/") == few <= 12
    assert asked("/tai-khoan/quan-tri/an/") <= 12


# Found by name
# --------------------------------------------------------------------------------------------------

NEW_PAGE = "/tai-khoan/quan-tri-moi/"
FILLED = {
    "username": "moi",
    "display_name": "Mới",
    "starts_on": "01/01/2026",
    "reason": "phân công",
}


def test_an_organisation_is_found_by_part_of_its_name(admin: User, town: module.Town) -> None:
    form = FILLED | {"role": "grassroots", "organisation": "doan thuong"}
    signed_in_now(admin).post(NEW_PAGE, form)
    assert AccountAct.objects.get(kind="grant_role").organisation == town["GL01"]


def test_of_several_organisations_one_is_chosen(admin: User, town: module.Town) -> None:
    client, form = signed_in_now(admin), FILLED | {"role": "cell", "organisation": "thôn"}
    asked = client.post(NEW_PAGE, form).content.decode()
    assert "hãy chọn một ở dưới" in asked
    assert "Chi bộ thôn Trạm Bóng" in asked
    assert not User.objects.filter(username="moi").exists()
    client.post(NEW_PAGE, form | {"organisation_choice": "GL01B"})
    assert AccountAct.objects.get(kind="grant_role").organisation == town["GL01B"]


def test_a_member_is_found_by_the_whole_name_alone(admin: User, town: module.Town) -> None:
    client, person = signed_in_now(admin), town.people["DV0005"]
    given = person.full_name.split()[-1]
    assert "Không tìm thấy" in client.post(NEW_PAGE, FILLED | {"person": given}).content.decode()
    page = client.post(NEW_PAGE, FILLED | {"person": person.full_name})
    if "hãy chọn một" in page.content.decode():  # of the same name: told apart by their cells
        client.post(NEW_PAGE, FILLED | {"person": person.full_name, "person_choice": "DV0005"})
    assert AccountAct.objects.get(kind="link_person").person == person


@pytest.mark.parametrize("words", ["không có nơi nào", "\x00", "%", "🙂"])
def test_words_that_find_nothing_make_nothing(admin: User, words: str) -> None:
    form = FILLED | {"role": "cell", "organisation": words}
    assert signed_in_now(admin).post(NEW_PAGE, form).status_code == 200
    assert not User.objects.filter(username="moi").exists()


def test_closing_is_no_help_to_sign_in(admin: User, member: User) -> None:
    page = signed_in_now(admin).get("/tai-khoan/quan-tri/cuc/").content.decode()
    helping = page.split('id="help-title"')[1].split("</section>")[0]
    assert "Đóng tài khoản" not in helping
    assert "Đóng tài khoản" in page


def test_nothing_is_said_to_be_still_there_before_anything_was_typed(
    admin: User, member: User
) -> None:
    client = signed_in_now(admin, minutes_ago=60)
    still_there = "Những gì đồng chí đã điền còn nguyên."
    assert still_there not in client.get("/tai-khoan/quan-tri/cuc/").content.decode()
    late = client.post("/tai-khoan/quan-tri/cuc/dong/", {"reason": "nghỉ", "form": "dg"})
    assert still_there in late.content.decode()
