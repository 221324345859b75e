"""Whoever decides has a second factor, and does nothing else before it is set up."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import PASSWORD
from tests.pages.table import API, FORMS, PAGES
from tests.second_factor import code_now
from tests.web import town as module
from thidua.accounts.actors import scope_of
from thidua.accounts.delegating import delegate_role
from thidua.accounts.models import Role, User
from thidua.accounts.permissions import (
    ACTS,
    BINDING,
    authorise,
    may,
    needs_second_factor,
    roles_that_bind,
)
from thidua.history.tracking import history_of

SET_UP = "/tai-khoan/2fa/totp/activate/"
# What stays open: one's own account, sign-out, language, what everybody may read.
OPEN = {
    "account",
    "mfa_index",
    "mfa_list_webauthn",
    "ask_passkey",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "end_sessions",
    "set_language",
    "account_login",
    "one_time_code",
    "one_time_account",
    "parts",
    "unsent",
    "comment_slip",
}


@pytest.fixture
def bare(officer: User) -> User:
    """The officer before the second factor is set up."""
    Authenticator.objects.filter(user=officer).delete()
    return officer


def _leads_to(address: str, response: Any) -> bool:
    """A page sends there; the API says where."""
    if response.headers["Content-Type"] == "application/problem+json":
        return bool(response.status_code == 403 and response.json().get("page") == address)
    return bool(response.headers.get("Location", "").split("?")[0] == address)


def test_the_roles_that_need_it_are_those_that_decide() -> None:
    assert {
        Role.PROVINCE,
        Role.UPPER_LEVEL,
        Role.GRASSROOTS,
        Role.ADMINISTRATOR,
    } == roles_that_bind()
    assert ACTS.keys() >= BINDING


def test_every_page_leads_to_setting_it_up(bare: User, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(bare)
    elsewhere = {
        address: response.status_code
        for name, address, _ in [*PAGES, *API]
        if name not in OPEN and not _leads_to(SET_UP, response := client.get(address))
    }
    assert elsewhere == {}


def test_no_form_does_anything_before(
    bare: User, town: module.Town, signed_in: Callable[[User], Client]
) -> None:
    town.officer("colleague", Role.GRASSROOTS, "GL01")  # whose account some forms are about
    client = signed_in(bare)
    for name, address, data, _ in FORMS:
        if name in OPEN or name.startswith("mfa_"):
            continue
        response = client.post(
            address, {key: value() if callable(value) else value for key, value in data.items()}
        )
        refused = (
            response.status_code == 403 if name.startswith("api_") else _leads_to(SET_UP, response)
        )
        assert refused, address


def test_acts_are_refused_too_whatever_calls_them(bare: User, town: module.Town) -> None:
    path = town["GL01"].path
    assert may(bare, "ratings.view", path=path)
    assert not may(bare, "decisions.decide", path=path)
    with pytest.raises(PermissionDenied):
        authorise(bare, "decisions.decide", path=path)


def test_from_the_first_sign_in_to_work(bare: User) -> None:
    client = Client()
    assert (
        client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD}).headers["Location"]
        == "/"
    )
    assert client.get("/", follow=True).redirect_chain == [(SET_UP + "?next=%2F", 302)]
    secret = client.session["mfa.totp.secret"]
    done = client.post(SET_UP, {"code": code_now(secret)}, follow=True)
    assert done.redirect_chain == [("/tai-khoan/2fa/recovery-codes/", 302)]
    assert len(done.context["unused_codes"]) == 10
    assert client.get("/").status_code == 200


def test_signing_in_asks_for_the_code_and_takes_it_once(officer: User) -> None:
    code = code_now()
    for expected in ("/", None):
        client = Client()
        client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD})
        assert client.get("/").status_code == 302  # the password alone opens nothing
        answer = client.post("/tai-khoan/2fa/authenticate/", {"code": code})
        assert answer.headers.get("Location") == expected


def _opens(user: User, code: str) -> bool:
    client = Client()
    client.post("/tai-khoan/login/", {"login": user.username, "password": PASSWORD})
    client.post("/tai-khoan/2fa/authenticate/", {"code": code})
    return client.get("/").status_code == 200


def test_a_code_that_was_used_is_none_for_as_long_as_it_fits(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The phone's clock may be half a minute off, so each code fits for a minute and a half."""
    code, start = code_now(), timezone.now()
    assert _opens(officer, code)
    for seconds in (40, 85):
        later = start + dt.timedelta(seconds=seconds)
        monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda later=later: later)
        assert not _opens(officer, code), seconds


def test_the_code_that_set_it_up_is_used(bare: User) -> None:
    client = Client()
    client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD})
    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    code = code_now(secret)
    client.post(SET_UP, {"code": code})
    assert not _opens(bare, code)
    assert _opens(bare, code_now(secret, step=1))


def test_a_role_that_needs_it_keeps_it(officer: User, member: User) -> None:
    assert needs_second_factor(officer, scope_of(officer))
    assert not needs_second_factor(member, scope_of(member))
    client = Client()
    client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD})
    client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    assert client.post("/tai-khoan/2fa/totp/deactivate/").status_code == 200
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_demo_accounts_are_excused_in_demo_mode_alone(bare: User, settings: object) -> None:
    bare.demo = True
    bare.save()
    path = scope_of(bare).paths[0]
    assert not may(bare, "decisions.decide", path=path)
    settings.DEMO = True  # type: ignore[attr-defined]
    assert may(bare, "decisions.decide", path=path)
    bare.demo = False
    assert not may(bare, "decisions.decide", path=path)


def test_whoever_is_lent_a_deciding_role_needs_it_as_well(
    officer: User, colleague: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(colleague)
    assert client.get("/").status_code == 200
    today = dt.date.today()  # noqa: DTZ011
    delegate_role(
        granted=officer.grants.get(),
        delegate=colleague,
        days=(today, today),
        reason="nghỉ",
        actor=officer,
    )
    assert _leads_to(SET_UP, client.get("/"))


def test_codes_and_keys_are_in_no_history(bare: User) -> None:
    client = Client()
    client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD})
    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    client.post(SET_UP, {"code": code_now(secret)})
    assert secret not in str(history_of(bare, newest=100))
    kept = Authenticator.objects.get(user=bare, type="totp")
    assert secret not in str(kept.data)  # sealed: a copy of the database gives no codes


def test_a_key_sealed_elsewhere_opens_nothing_and_breaks_nothing(
    officer: User, settings: object
) -> None:
    settings.SECRET_KEY = "another installation"  # type: ignore[attr-defined]
    client = Client()
    client.post("/tai-khoan/login/", {"login": "an", "password": PASSWORD})
    answer = client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    assert answer.status_code == 200
    assert "Mã không đúng" in answer.content.decode()
