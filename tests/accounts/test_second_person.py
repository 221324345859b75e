"""What opens files to whoever holds an account waits for a second person: asked, answered, told to
everybody concerned; and no way round it.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.second_factor import SECRET, give_second_factor, signed_in_now
from tests.web import town as module
from thidua.access.models import Look
from thidua.accounts import managing
from thidua.accounts.actions import Owner, create_account, make_account
from thidua.accounts.actors import Operator, scope_of
from thidua.accounts.acts import to_answer
from thidua.accounts.delegating import delegate_role
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding
from thidua.accounts.models import AccountAct, AccountActState, Role, RoleGrant, User
from thidua.accounts.queries import account_history
from thidua.accounts.second_person import WAITS, agree, refuse, withdraw
from thidua.organisations.models import Person

TODAY = dt.date.today()  # noqa: DTZ011
FILE = "/xep-loai/2021/member/DV0005/"
NEW = "ba con trâu đi qua cầu tre"
WHY = "đã gặp người ấy"


@pytest.fixture
def second(town: module.Town) -> User:
    """Another administrator."""
    return town.officer("quantri2", Role.ADMINISTRATOR)


@pytest.fixture
def elsewhere(town: module.Town) -> User:
    """An officer of another commune than the file of DV0005 and the unit GL01."""
    return town.officer("xa2", Role.GRASSROOTS, "GL02")


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def waiting() -> AccountAct:
    return AccountAct.objects.get(state=AccountActState.WAITING)


def comes_in(username: str, password: str) -> Client:
    """A browser of whoever knows the password that was shown, which they changed."""
    client = Client()
    client.post("/tai-khoan/login/", {"login": username, "password": password})
    sent = {"oldpassword": password, "password1": NEW, "password2": NEW}
    client.post("/tai-khoan/password/change/", sent)
    return client


# The ways in which an administrator alone came to read files
# --------------------------------------------------------------------------------------------------


def test_a_file_tied_to_an_account_of_ones_own_making_does_not_open(
    admin: User, second: User
) -> None:
    form = {
        "username": "moi",
        "display_name": "Mới",
        "person": "DV0005",
        "starts_on": "01/01/2026",
        "reason": "chi bộ đề nghị",
    }
    shown = signed_in_now(admin).post("/tai-khoan/quan-tri-moi/", form)
    assert "chờ người thứ hai" in shown.content.decode()
    client = comes_in("moi", shown.context["password"])
    assert [client.get(page).status_code for page in (FILE, f"{FILE}phieu.pdf")] == [404, 404]
    assert client.get("/api/v1/years/2021/ratings/member/DV0005").status_code == 404
    agree(act=waiting(), answer=WHY, actor=second)
    assert client.get(FILE).status_code == 200


def test_a_role_given_to_an_account_of_ones_own_making_opens_nothing(
    admin: User, town: module.Town
) -> None:
    form = {
        "username": "moi",
        "display_name": "Mới",
        "role": "province",
        "organisation": "XD",
        "starts_on": "01/01/2026",
        "reason": "phân công",
    }
    shown = signed_in_now(admin).post("/tai-khoan/quan-tri-moi/", form)
    client = comes_in("moi", shown.context["password"])
    listed = client.get("/nam/2021/danh-sach/?subject_type=member&tier=all").content.decode()
    assert "/xep-loai/2021/member/" not in listed
    assert not RoleGrant.objects.filter(user__username="moi").exists()
    officer = town.officer("tinh", Role.PROVINCE)
    agree(act=waiting(), answer=WHY, actor=officer)
    assert scope_of(User.objects.get(username="moi")).roles == {Role.PROVINCE}


def test_an_administrator_of_ones_own_making_is_none_and_agrees_to_nothing(
    admin: User, member: User
) -> None:
    made = make_account(
        owner=Owner("bong"),
        holding=Holding(Role.ADMINISTRATOR, "XD", TODAY),
        reason="thêm người",
        actor=admin,
    )
    TOTP.activate(made.user, SECRET)
    asked = managing.grant_role(
        user=member, holding=Holding(Role.PROVINCE, "XD", TODAY), reason="x", actor=admin
    )
    with pytest.raises(PermissionDenied):
        agree(act=asked, answer=WHY, actor=fresh(made.user))
    assert scope_of(fresh(member)).grants == ()


@pytest.mark.parametrize("order", [("mat-khau", "hai-buoc"), ("hai-buoc", "mat-khau")])
def test_password_and_second_factor_of_one_account_are_not_both_reset_alone(
    admin: User, officer: User, order: tuple[str, str]
) -> None:
    client = signed_in_now(admin)
    for act in order:
        client.post(f"/tai-khoan/quan-tri/an/{act}/", {"reason": "mất máy", "form": "x"})
    assert waiting().user == officer
    known = User.objects.get(username="an")
    assert (known.password_reset_at is None) != (known.second_factor_reset_at is None)
    told = signed_in_now(fresh(officer)).get("/tai-khoan/").content.decode()
    assert "mất máy" in told


def test_nor_a_day_later_while_the_owner_has_not_come_in(admin: User, officer: User) -> None:
    managing.reset_password(user=officer, reason="quên", actor=admin)
    User.objects.filter(pk=officer.pk).update(
        password_reset_at=timezone.now() - dt.timedelta(days=3)
    )
    managing.reset_second_factor(user=officer, reason="mất máy", actor=admin)
    assert waiting().kind == "reset_second_factor"


def test_a_day_after_each_other_with_the_owner_between_them_nobody_else_is_asked(
    admin: User, officer: User
) -> None:
    managing.reset_password(user=officer, reason="quên", actor=admin)
    User.objects.filter(pk=officer.pk).update(
        password_reset_at=timezone.now() - dt.timedelta(days=2), must_change_password=False
    )
    managing.reset_second_factor(user=officer, reason="mất máy", actor=admin)
    assert not AccountAct.objects.filter(state=AccountActState.WAITING).exists()


def test_where_only_a_password_guards_a_role_it_is_not_reset_alone(
    admin: User, second: User, town: module.Town
) -> None:
    secretary = town.officer("bithu", Role.CELL, "GL01A")
    assert managing.reset_password(user=secretary, reason="quên", actor=admin) == ""
    assert not fresh(secretary).must_change_password
    password = agree(act=waiting(), answer=WHY, actor=second)
    assert fresh(secretary).check_password(password)


def test_whoever_agrees_to_a_password_is_shown_it_once(
    admin: User, second: User, town: module.Town
) -> None:
    secretary = town.officer("bithu", Role.CELL, "GL01A")
    managing.reset_password(user=secretary, reason="quên", actor=admin)
    address = f"/tai-khoan/de-nghi/{waiting().pk}/"
    shown = signed_in_now(second).post(address, {"act": "agree", "reason": WHY})
    assert fresh(secretary).check_password(shown.context["password"])
    assert "no-store" in shown.headers["Cache-Control"]


def test_an_identity_elsewhere_is_not_tied_alone_to_what_opens_something(
    admin: User, officer: User, second: User
) -> None:
    asked = managing.link_identity(user=officer, uid="cua-ke-khac", reason="x", actor=admin)
    assert asked.state == AccountActState.WAITING
    managing.link_identity(user=officer, uid="", reason="bỏ", actor=admin)  # closing needs nobody
    make_account(owner=Owner("trong"), reason="x", actor=admin)
    empty = User.objects.get(username="trong")
    assert managing.link_identity(user=empty, uid="1", reason="x", actor=admin).state == "done"


# Who answers
# --------------------------------------------------------------------------------------------------


def tie(admin: User, code: str = "DV0005") -> AccountAct:
    made = make_account(owner=Owner("moi", "Mới", code), reason="đề nghị", actor=admin)
    return made.asked[0]


def test_the_officer_of_the_unit_answers_and_no_other(
    admin: User, officer: User, elsewhere: User, town: module.Town
) -> None:
    asked, above = tie(admin), town.officer("huyen", Role.UPPER_LEVEL, "GL")
    looks_on = town.officer("kiemtra", Role.INSPECTOR, "GL")
    assert [to_answer(who) for who in (officer, above, elsewhere, looks_on, admin)] == [
        [asked],
        [asked],
        [],
        [],
        [],
    ]
    for who in (elsewhere, looks_on, admin):
        with pytest.raises(PermissionDenied):
            agree(act=asked, answer=WHY, actor=who)
        assert signed_in_now(who).get(f"/tai-khoan/de-nghi/{asked.pk}/").status_code == (
            200 if who == admin else 404
        )
    agree(act=asked, answer=WHY, actor=officer)
    assert User.objects.get(username="moi").person == Person.objects.get(code="DV0005")


def test_a_role_over_a_unit_is_not_agreed_to_from_below_it(
    admin: User, officer: User, member: User
) -> None:
    asked = managing.grant_role(
        user=member, holding=Holding(Role.UPPER_LEVEL, "GL", TODAY), reason="x", actor=admin
    )
    with pytest.raises(PermissionDenied):
        agree(act=asked, answer=WHY, actor=officer)


def test_nobody_answers_what_is_about_themselves(
    admin: User, officer: User, second: User, town: module.Town
) -> None:
    asked = managing.grant_role(
        user=officer, holding=Holding(Role.CELL, "GL01A", TODAY), reason="x", actor=admin
    )
    with pytest.raises(PermissionDenied):
        agree(act=asked, answer=WHY, actor=officer)
    spare = Person.objects.get(code="DV0007")
    User.objects.filter(pk=second.pk).update(person=spare)
    with pytest.raises(AccountError, match="mỗi người một tài khoản"):
        tie(fresh(second), "DV0007")


def test_a_role_that_was_lent_does_not_answer(admin: User, officer: User, colleague: User) -> None:
    asked = tie(admin)
    delegate_role(
        granted=officer.grants.get(),
        delegate=colleague,
        days=(TODAY, TODAY),
        reason="đi học",
        actor=officer,
    )
    give_second_factor(fresh(colleague))
    assert scope_of(fresh(colleague)).covers(officer.grants.get().organisation.path)
    with pytest.raises(PermissionDenied):
        agree(act=asked, answer=WHY, actor=fresh(colleague))


def test_both_still_hold_their_rights_when_it_takes_effect(
    admin: User, second: User, officer: User
) -> None:
    asked = tie(admin)
    RoleGrant.objects.filter(user=admin).update(ends_on=TODAY - dt.timedelta(1))
    with pytest.raises(AccountError, match="không còn là quản trị"):
        agree(act=asked, answer=WHY, actor=officer)
    RoleGrant.objects.filter(user=officer).update(ends_on=TODAY - dt.timedelta(1))
    stale = officer  # signed in a moment before the role ended
    with pytest.raises(PermissionDenied):
        agree(act=asked, answer=WHY, actor=stale)
    refuse(act=asked, answer="không rõ", actor=second)
    assert User.objects.get(username="moi").person is None


def test_a_request_waits_a_week_at_most_and_is_answered_once(admin: User, second: User) -> None:
    assert dt.timedelta(days=7) >= WAITS
    asked = tie(admin)
    AccountAct.objects.filter(pk=asked.pk).update(expires_at=timezone.now())
    with pytest.raises(AccountError, match="quá hạn"):
        agree(act=asked, answer=WHY, actor=second)
    again = managing.link_person(
        user=asked.user, person_code="DV0005", reason="lần nữa", actor=admin
    )
    with pytest.raises(AccountError, match="đang chờ"):
        managing.link_person(user=asked.user, person_code="DV0005", reason="x", actor=admin)
    with pytest.raises(PermissionDenied):
        withdraw(act=again, actor=second)
    withdraw(act=again, actor=admin)
    with pytest.raises(AccountError, match="đã được trả lời"):
        agree(act=again, answer=WHY, actor=second)


def test_the_rules_are_asked_again_when_it_takes_effect(admin: User, second: User) -> None:
    asked = tie(admin)
    other = make_account(owner=Owner("khac", "", "DV0005"), reason="x", actor=Operator()).user
    with pytest.raises(AccountError, match="“khac”"):
        agree(act=asked, answer=WHY, actor=second)
    assert other.person is not None


def test_the_database_keeps_the_two_apart(admin: User) -> None:
    asked = tie(admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountAct.objects.filter(pk=asked.pk).update(state="agreed", answered_by=admin)


def test_an_answer_asks_again_who_it_is_and_says_why(admin: User, second: User) -> None:
    address = f"/tai-khoan/de-nghi/{tie(admin).pk}/"
    old = signed_in_now(second, minutes_ago=16)
    late = old.post(address, {"act": "agree", "reason": WHY})
    assert late.status_code == 422
    assert f'value="{WHY}"' in late.content.decode()
    assert signed_in_now(second).post(address, {"act": "agree", "reason": " "}).status_code == 422
    assert User.objects.get(username="moi").person is None
    assert signed_in_now(second).post(address, {"act": "agree", "reason": WHY}).status_code == 302
    assert User.objects.get(username="moi").person is not None


def test_it_is_a_task_of_the_first_page(
    admin: User, second: User, officer: User, elsewhere: User
) -> None:
    asked = tie(admin)
    for who, shown in ((second, True), (officer, True), (elsewhere, False), (admin, False)):
        page = signed_in_now(who).get("/").content.decode()
        assert (f"/tai-khoan/de-nghi/{asked.pk}/" in page) is shown
    assert Person.objects.get(code="DV0005").full_name not in (
        signed_in_now(second).get(f"/tai-khoan/de-nghi/{asked.pk}/").content.decode()
    )


# Who is told
# --------------------------------------------------------------------------------------------------


def test_the_history_of_the_account_names_both(admin: User, second: User, member: User) -> None:
    asked = managing.grant_role(
        user=member, holding=Holding(Role.CELL, "GL01A", TODAY), reason="QĐ 12", actor=admin
    )
    agree(act=asked, answer=WHY, actor=second)
    last, first = account_history(member)[:2]
    assert (last.act, last.reason) == ("Giao vai trò", "QĐ 12")
    assert last.actor == f"quantri đề nghị, quantri2 trả lời: {WHY}"
    assert (first.act, first.actor) == ("Đề nghị, chờ người thứ hai: Giao vai trò", "quantri")


def test_the_owner_is_told_on_the_first_page(admin: User, officer: User) -> None:
    managing.reset_second_factor(user=officer, reason="mất điện thoại", actor=admin)
    TOTP.activate(officer, SECRET)
    page = signed_in_now(officer).get("/").content.decode()
    assert "Người khác vừa làm với tài khoản của đồng chí" in page
    assert "mất điện thoại" in page
    assert "quantri" in page


def test_the_person_sees_who_was_tied_to_their_file_and_what_that_account_looked_at(
    admin: User, second: User, signed_in: Callable[[User], Client]
) -> None:
    agree(act=tie(admin), answer=WHY, actor=second)
    user = User.objects.get(username="moi")
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    client = signed_in(user)
    client.get(FILE)
    assert [(look.reader, look.person.code) for look in Look.objects.all()] == [(user, "DV0005")]
    page = client.get("/ho-so/luot-xem/").content.decode()
    assert "quantri đề nghị, quantri2 đồng ý" in page
    assert "Tài khoản liên kết với hồ sơ này" in page


def test_after_a_month_nobody_writes_down_ones_own_looks(
    member: User, signed_in: Callable[[User], Client]
) -> None:
    address = "/xep-loai/2021/member/DV0003/"
    User.objects.filter(pk=member.pk).update(tied_at=timezone.now() - dt.timedelta(days=31))
    signed_in(fresh(member)).get(address)
    assert not Look.objects.exists()
    User.objects.filter(pk=member.pk).update(password_reset_at=timezone.now())
    signed_in(fresh(member)).get(address)
    assert Look.objects.count() == 1


def test_the_province_looks_through_all_of_it(
    admin: User, officer: User, town: module.Town, signed_in: Callable[[User], Client]
) -> None:
    create_account(username="maychu", role=Role.CELL, organisation_code="GL01A")
    tie(admin)
    page = signed_in(town.officer("tinh", Role.PROVINCE)).get("/tai-khoan/da-lam/")
    text = page.content.decode()
    assert "lệnh trên máy chủ" in text
    assert Person.objects.get(code="DV0005").full_name in text
    assert "chờ người thứ hai" in text
    assert signed_in(officer).get("/tai-khoan/da-lam/").status_code == 404
    assert Person.objects.get(code="DV0005").full_name not in (
        signed_in(admin).get("/tai-khoan/da-lam/").content.decode()
    )


def test_what_the_command_on_the_server_makes_opens_at_once(town: module.Town) -> None:
    made = create_account(username="maychu", role=Role.CELL, organisation_code="GL01A")
    assert len(scope_of(made.user).grants) == 1
    assert {act.asked_by for act in AccountAct.objects.filter(user=made.user)} == {None}


def test_an_account_without_a_reason_is_not_made(admin: User) -> None:
    with pytest.raises(AccountError, match="lý do"):
        make_account(owner=Owner("moi"), reason=" ", actor=admin)
    form = {"username": "moi", "display_name": "Mới", "starts_on": "01/01/2026"}
    signed_in_now(admin).post("/tai-khoan/quan-tri-moi/", form)
    assert not User.objects.filter(username="moi").exists()
