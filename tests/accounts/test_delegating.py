"""Lending a role for an absence: to whom, for how long, what it opens, how the history names it,
how it ends.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.second_factor import give_second_factor, signed_in_now
from tests.web import town as module
from thidua.accounts import managing
from thidua.accounts.actors import Operator, scope_of
from thidua.accounts.delegating import delegate_role, revoke_delegation
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding, grants_within, lent_within
from thidua.accounts.models import Delegation, Role, User
from thidua.accounts.permissions import authorise, may
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Person, Position

TODAY = dt.date.today()  # noqa: DTZ011
WEEK = dt.timedelta(7)


def lend(
    owner: User, to: User, days: tuple[dt.date, dt.date] = (TODAY, TODAY + WEEK)
) -> Delegation:
    return delegate_role(
        granted=owner.grants.get(), delegate=to, days=days, reason="đi học", actor=owner
    )


def test_a_lent_role_opens_what_it_opens_for_its_owner_while_it_lasts(
    officer: User, colleague: User
) -> None:
    path = scope_of(officer).paths[0]
    assert not may(colleague, "boards.propose", path=path)
    lend(officer, colleague)
    assert may(colleague, "boards.propose", path=path)
    assert [grant.for_whom for grant in scope_of(colleague).grants] == ["", "an"]
    assert len(scope_of(colleague, on=TODAY + WEEK + dt.timedelta(1)).grants) == 1
    assert len(scope_of(colleague, on=TODAY - dt.timedelta(1)).grants) == 1


def test_the_history_says_for_whom_an_act_was_done(
    officer: User, colleague: User, town: module.Town
) -> None:
    lend(officer, colleague)
    path = town["GL01"].path
    for permission, named in (("boards.propose", "binh (thay an)"), ("exchange.export", "binh")):
        authority = authorise(colleague, permission, path=path)
        with recording(act="test.act", actor=authority):
            Organisation.objects.filter(code="GL01").update(short_name=permission)
        last = apps.get_model("organisations", "OrganisationEvent").objects.latest("pgh_id")
        assert last.pgh_context.metadata["actor"] == named


def test_it_ends_when_taken_back_with_the_grant_and_with_the_account(
    officer: User, colleague: User
) -> None:
    lent = lend(officer, colleague)
    revoke_delegation(delegation=lent, reason="về", actor=officer)
    first = Delegation.objects.get().revoked_at
    revoke_delegation(delegation=lent, reason="về", actor=officer)
    assert Delegation.objects.get().revoked_at == first
    assert len(scope_of(colleague).grants) == 1
    lend(officer, colleague)
    officer.grants.update(ends_on=TODAY - dt.timedelta(1))
    assert len(scope_of(colleague).grants) == 1
    officer.grants.update(ends_on=None)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert len(scope_of(colleague).grants) == 1


def test_a_lent_role_is_not_lent_on(officer: User, colleague: User, town: module.Town) -> None:
    third = town.officer("chi", Role.INSPECTOR, "GL01")
    lend(officer, colleague)
    with pytest.raises(PermissionDenied):
        delegate_role(
            granted=officer.grants.get(),
            delegate=third,
            days=(TODAY, TODAY),
            reason="bận",
            actor=colleague,
        )


def test_it_is_lent_within_the_organisation_only(officer: User, town: module.Town) -> None:
    elsewhere = town.officer("xa", Role.GRASSROOTS, "GL02")
    with pytest.raises(AccountError, match="chính tổ chức"):
        lend(officer, elsewhere)
    deputy = town.officer(
        "pho", None, person="DV0002"
    )  # deputy secretary of GL01, no role of their own
    lend(officer, deputy)
    assert scope_of(deputy).paths == scope_of(officer).paths
    Position.objects.filter(person=Person.objects.get(code="DV0002")).update(
        ends_on=TODAY - dt.timedelta(1)
    )
    with pytest.raises(AccountError, match="chính tổ chức"):
        lend(officer, deputy, (TODAY + 2 * WEEK, TODAY + 3 * WEEK))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_only_looks_on_is_given_nothing_to_do(
    officer: User, town: module.Town, role: Role
) -> None:
    with pytest.raises(AccountError):
        lend(officer, town.officer("xem", role, "GL01"))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_their_roles_are_not_lent_either(colleague: User, town: module.Town, role: Role) -> None:
    with pytest.raises(AccountError, match="không uỷ quyền"):
        lend(town.officer("xem", role, "GL01"), colleague)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((TODAY - WEEK, TODAY), "hôm nay"),
        ((TODAY + WEEK, TODAY), "Ngày cuối"),
        ((TODAY, TODAY + 14 * WEEK), "90 ngày"),
    ],
)
def test_the_days_are_checked(
    officer: User, colleague: User, days: tuple[dt.date, dt.date], told: str
) -> None:
    with pytest.raises(AccountError, match=told):
        lend(officer, colleague, days)


def test_it_is_not_lent_twice_for_the_same_days(officer: User, colleague: User) -> None:
    lend(officer, colleague)
    with pytest.raises(AccountError, match="đã uỷ quyền"):
        lend(officer, colleague, (TODAY + WEEK, TODAY + 2 * WEEK))


def test_the_database_wants_a_reason(officer: User, colleague: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            grant=officer.grants.get(),
            delegate=colleague,
            starts_on=TODAY,
            ends_on=TODAY,
            reason="",
        )


def test_the_page_lends_and_both_see_it(
    officer: User, colleague: User, signed_in: Callable[[User], Client]
) -> None:
    form = {
        "grant": officer.grants.get().pk,
        "delegate": colleague.pk,
        "reason": "nghỉ phép",
        "starts_on": f"{TODAY:%Y-%m-%d}",
        "ends_on": f"{TODAY + WEEK:%Y-%m-%d}",
    }
    old = signed_in_now(officer, minutes_ago=16)
    assert 'value="nghỉ phép"' in old.post("/tai-khoan/uy-quyen/", form).content.decode()
    assert not Delegation.objects.exists()
    answer = signed_in(officer).post("/tai-khoan/uy-quyen/", form)
    assert answer.headers["Location"] == "/tai-khoan/"
    assert "Giao cho binh" in signed_in(officer).get("/tai-khoan/").content.decode()
    assert "Nhận từ an" in signed_in(colleague).get("/tai-khoan/").content.decode()


def test_only_whoever_lent_it_or_an_administrator_takes_it_back(
    officer: User,
    colleague: User,
    admin: User,
    town: module.Town,
    signed_in: Callable[[User], Client],
) -> None:
    address = f"/tai-khoan/uy-quyen/{lend(officer, colleague).pk}/thu-hoi/"
    outsider = town.officer("xa", Role.GRASSROOTS, "GL02")
    assert signed_in(outsider).post(address).status_code == 404
    give_second_factor(colleague)
    why = {"reason": "người nhận chuyển công tác"}
    signed_in(colleague).post(address, why)
    signed_in(admin).post(address)  # says nothing of why
    assert Delegation.objects.get().revoked_at is None
    assert signed_in(admin).post(address, why).headers["Location"] == "/tai-khoan/quan-tri/an/"
    assert Delegation.objects.get().revoked_at is not None


# Never beside administration
# --------------------------------------------------------------------------------------------------


def administrate(user: User, starts_on: dt.date, ends_on: dt.date | None = None) -> None:
    managing.grant_role(
        user=user,
        holding=Holding(Role.ADMINISTRATOR, "XD", starts_on, ends_on),
        reason="phân công",
        actor=Operator(),
    )


@pytest.mark.parametrize("begins", [TODAY, TODAY + WEEK])
def test_nobody_becomes_an_administrator_while_a_role_is_lent_to_them(
    admin: User, officer: User, colleague: User, begins: dt.date
) -> None:
    lent = lend(officer, colleague, (TODAY, TODAY + 2 * WEEK))
    managing.end_grant(granted=colleague.grants.get(), reason="thôi", actor=admin)
    with pytest.raises(AccountError, match="không đi cùng"):
        administrate(colleague, begins)
    revoke_delegation(delegation=lent, reason="thôi", actor=officer)
    administrate(colleague, begins)
    assert scope_of(colleague, on=begins).administers


def test_nor_is_a_role_lent_to_somebody_who_administers_later(
    admin: User, officer: User, town: module.Town
) -> None:
    deputy = town.officer("pho", None, person="DV0002")
    administrate(deputy, TODAY + WEEK)
    with pytest.raises(AccountError, match="quản trị tài khoản"):
        lend(officer, deputy, (TODAY, TODAY + 2 * WEEK))
    lend(officer, deputy, (TODAY, TODAY + WEEK - dt.timedelta(1)))
    assert scope_of(deputy).paths == scope_of(officer).paths


def test_whoever_administers_sees_nothing_by_a_lent_role_that_came_past_the_rules(
    admin: User, officer: User
) -> None:
    Delegation.objects.create(
        grant=officer.grants.get(), delegate=admin, starts_on=TODAY, ends_on=TODAY, reason="x"
    )
    scope = scope_of(admin)
    assert scope.administers
    assert scope.grants == ()
    assert scope.roles == {Role.ADMINISTRATOR}


DAYS = st.integers(0, 12)
STEPS = st.lists(
    st.tuples(st.sampled_from(["administrator", "inspector", "lend", "revoke", "end"]), DAYS, DAYS),
    max_size=12,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_no_run_of_grants_and_loans_puts_a_role_beside_administration(
    admin: User, officer: User, colleague: User, steps: list[tuple[str, int, int]]
) -> None:
    """Whatever is granted, lent, taken back and ended, in whatever order: on no day does anybody
    hold both, and none of it is hidden by `scope_of` alone.
    """
    mark = transaction.savepoint()
    for act, first, last in steps:
        days = (TODAY + dt.timedelta(first), TODAY + dt.timedelta(last))
        with suppress(AccountError), transaction.atomic():
            _do(act, days, admin, officer, colleague)
    for day in (TODAY + dt.timedelta(number) for number in range(14)):
        held = {Role(one.role) for one in grants_within(colleague, day, day)}
        held |= {Role(one.grant.role) for one in lent_within(colleague, day, day)}
        assert Role.ADMINISTRATOR not in held or held == {Role.ADMINISTRATOR}, (steps, day)
    transaction.savepoint_rollback(mark)


def _do(
    act: str, days: tuple[dt.date, dt.date], admin: User, officer: User, colleague: User
) -> None:
    if act == "lend":
        lend(officer, colleague, days)
    elif act == "revoke":
        for lent in Delegation.objects.filter(delegate=colleague, revoked_at=None)[:1]:
            revoke_delegation(delegation=lent, reason="thôi", actor=officer)
    elif act == "end":
        for held in colleague.grants.filter(ends_on=None)[:1]:
            managing.end_grant(granted=held, reason="thôi", actor=admin)
    else:
        code = {"administrator": "XD", "inspector": "GL01"}[act]
        holding = Holding(Role(act), code, *days)
        managing.grant_role(user=colleague, holding=holding, reason="x", actor=Operator())
