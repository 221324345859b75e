"""Sessions end by themselves, by role: not used for so long, signed in for so long; and what was
being sent at that moment is not lost.
"""

import datetime as dt
import time
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import PASSWORD
from tests.second_factor import code_now, signed_in_now
from tests.web.town import Town
from thidua.accounts.jobs import sweep_at_night
from thidua.accounts.models import Role, User
from thidua.accounts.sessions import BEGUN, NOTED
from thidua.accounts.unsent import NEVER_KEPT

LOGIN = "/tai-khoan/login/"
MINUTE, HOUR, DAY = 60, 3_600, 86_400
BOARD = "/bang/2021/GL01/"
TYPED = "Chi bộ họp lại ngày 12/12,\nthống nhất mức này."


def _used(client: Client, *, ago: int, begun: int | None = None) -> None:
    """As if the browser was last used, and signed in, so many seconds ago."""
    session, now = client.session, int(time.time())
    session[NOTED] = now - ago
    session[BEGUN] = now - (ago if begun is None else begun)
    session.save()


def _is_in(client: Client, **unattended: str) -> bool:
    return client.get("/tai-khoan/", headers=unattended).status_code == 200


@pytest.mark.parametrize("who", ["admin", "officer"])
def test_whoever_decides_or_administers_is_out_after_three_quarters_of_an_hour_unused(
    who: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in_now(request.getfixturevalue(who))
    _used(client, ago=44 * MINUTE)
    assert _is_in(client)
    _used(client, ago=46 * MINUTE)
    assert not _is_in(client)
    assert "_auth_user_id" not in client.session


def test_however_much_it_is_used_it_ends_after_twelve_hours(officer: User) -> None:
    client = signed_in_now(officer)
    _used(client, ago=0, begun=12 * HOUR - MINUTE)
    assert _is_in(client)
    _used(client, ago=0, begun=12 * HOUR + MINUTE)
    assert not _is_in(client)


def test_use_is_noted_and_lets_it_live_on_but_does_not_move_its_beginning(officer: User) -> None:
    client = signed_in_now(officer)
    _used(client, ago=30 * MINUTE, begun=3 * HOUR)
    begun = client.session[BEGUN]
    assert _is_in(client)
    assert time.time() - client.session[NOTED] < MINUTE
    assert client.session[BEGUN] == begun


def test_what_a_page_asks_by_itself_is_no_use_and_ends_nothing_either(officer: User) -> None:
    client = signed_in_now(officer)
    _used(client, ago=30 * MINUTE)
    noted = client.session[NOTED]
    assert _is_in(client, **{"x-thidua-unattended": "1"})
    assert client.session[NOTED] == noted
    _used(client, ago=46 * MINUTE)
    assert not _is_in(client, **{"x-thidua-unattended": "1"})
    assert "_auth_user_id" in client.session  # whoever is typing there has not lost it yet


def test_readers_have_longer(member: User, colleague: User) -> None:
    for user in (member, colleague):
        client = signed_in_now(user)
        _used(client, ago=11 * HOUR, begun=6 * DAY)
        assert _is_in(client)
        _used(client, ago=13 * HOUR)
        assert not _is_in(client)


def test_a_role_given_meanwhile_counts_at_once(member: User, town: Town) -> None:
    client = signed_in_now(member)
    _used(client, ago=2 * HOUR)
    assert _is_in(client)
    _used(client, ago=2 * HOUR)
    member.grants.create(
        role=Role.GRASSROOTS, organisation=town["GL01"], starts_on=timezone.localdate()
    )
    assert client.get("/").headers["Location"].startswith(LOGIN)


def test_the_api_and_pages_of_django_allauth_end_with_it(officer: User) -> None:
    for address, status in (("/api/v1/me", 401), ("/tai-khoan/2fa/totp/deactivate/", 302)):
        client = signed_in_now(officer)
        _used(client, ago=46 * MINUTE)
        answer = client.get(address)
        assert answer.status_code == status
        assert "_auth_user_id" not in client.session


def test_limits_are_settings(member: User, officer: User, settings: Any) -> None:
    settings.SESSION_LIMITS = {"deciding": (60, 120), "reading": (30, 60), "staying": (90, 90)}
    client = signed_in_now(officer)
    _used(client, ago=59)
    assert _is_in(client)
    reader = signed_in_now(member)
    _used(reader, ago=31)
    assert not _is_in(reader)


def _ticked(name: str) -> Client:
    client = Client()
    client.post(LOGIN, {"login": name, "password": PASSWORD, "remember": "on"})
    return client


def test_staying_signed_in_is_for_readers(member: User, officer: User) -> None:
    reader = _ticked("cuc")
    assert int(reader.cookies["sessionid"]["max-age"]) == 14 * DAY
    _used(reader, ago=13 * DAY)
    assert _is_in(reader)
    _used(reader, ago=0, begun=15 * DAY)
    assert not _is_in(reader)
    decider = _ticked("an")
    decider.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    assert decider.cookies["sessionid"]["max-age"] == ""
    _used(decider, ago=46 * MINUTE)
    assert not _is_in(decider)


def test_signing_in_begins_it(officer: User) -> None:
    client = _ticked("an")
    client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    assert time.time() - client.session[BEGUN] < MINUTE


# What was being done
# --------------------------------------------------------------------------------------------------


def _ended(user: User) -> Client:
    client = signed_in_now(user)
    _used(client, ago=46 * MINUTE)
    return client


def _sign_in(client: Client, address: str) -> Any:
    client.post(address, {"login": "an", "password": PASSWORD})
    return client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})


def test_who_was_looking_comes_back_to_the_page_and_is_told_why(officer: User) -> None:
    client = _ended(officer)
    to_sign_in = client.get("/to-chuc/GL01/").headers["Location"]
    assert to_sign_in == f"{LOGIN}?next=/to-chuc/GL01/"
    assert "Phiên đăng nhập đã hết" in client.get(to_sign_in).content.decode()
    client.post(LOGIN, {"login": "an", "password": PASSWORD, "next": "/to-chuc/GL01/"})
    answer = client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    assert answer.headers["Location"] == "/to-chuc/GL01/"


DELEGATE = "/tai-khoan/uy-quyen/"


def test_what_was_typed_is_there_after_signing_in_and_is_sent_by_a_button(
    officer: User, colleague: User
) -> None:
    client = _ended(officer)
    form = {
        "grant": str(officer.grants.get().pk),
        "delegate": str(colleague.pk),
        "starts_on": f"{timezone.localdate():%d/%m/%Y}",
        "ends_on": f"{timezone.localdate() + dt.timedelta(7):%d/%m/%Y}",
        "reason": TYPED,
        "again_code": "123456",
    }
    page = f"http://testserver{DELEGATE}"
    to_sign_in = client.post(DELEGATE, form, headers={"referer": page}).headers["Location"]
    assert to_sign_in == f"{LOGIN}?next={DELEGATE}"
    assert "còn giữ" in client.get(to_sign_in).content.decode()
    assert _sign_in(client, to_sign_in).headers["Location"] == "/tai-khoan/dang-do/"
    shown = client.get("/tai-khoan/dang-do/").content.decode()
    assert "thống nhất mức này." in shown
    assert f'action="{DELEGATE}"' in shown
    assert "123456" not in shown  # a proof is never kept
    assert not colleague.delegations_received.exists()  # nothing is sent by itself
    sent = {name: value for name, value in form.items() if name != "again_code"}
    client.post(DELEGATE, sent)
    assert colleague.delegations_received.exists()
    assert client.post("/tai-khoan/dang-do/").headers["Location"] == DELEGATE
    assert client.get("/tai-khoan/dang-do/").status_code == 404


def test_somebody_else_who_signs_in_there_sees_nothing_of_it(
    officer: User, colleague: User
) -> None:
    client = _ended(officer)
    client.post(DELEGATE, {"reason": TYPED})
    answer = client.post(LOGIN, {"login": "binh", "password": PASSWORD})
    assert answer.headers["Location"] == "/"
    assert client.get("/tai-khoan/dang-do/").status_code == 404
    assert "unsent" not in client.session


def test_a_form_of_another_site_is_not_kept(officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    signed_in_now(officer, client=client)
    _used(client, ago=46 * MINUTE)
    assert client.post(DELEGATE, {"reason": "của kẻ khác"}).status_code == 403
    assert "unsent" not in client.session


@pytest.mark.parametrize(
    "form",
    [
        {"reason": "x" * 200_001},
        {"file": SimpleUploadedFile("a.txt", b"x")},
    ],
    ids=["too much", "a file"],
)
def test_what_cannot_be_kept_is_not_said_to_be(officer: User, form: dict[str, Any]) -> None:
    client = _ended(officer)
    to_sign_in = client.post(DELEGATE, form).headers["Location"]
    assert to_sign_in == f"{LOGIN}?next=/"
    assert "còn giữ" not in client.get(to_sign_in).content.decode()


def test_nothing_of_a_password_is_kept(officer: User) -> None:
    for address in (LOGIN, "/tai-khoan/password/change/", "/tai-khoan/2fa/reauthenticate/"):
        client = _ended(officer)
        client.post(address, {"login": "an", "oldpassword": "bí mật", "password1": "bí mật 2"})
        assert "bí mật" not in str(client.session.items())


# At night
# --------------------------------------------------------------------------------------------------


def test_sessions_that_are_over_are_swept(officer: User, member: User) -> None:
    _ticked("cuc")
    over = UserSession.objects.get(user=member)
    Session.objects.filter(session_key=over.session_key).update(
        expire_date=timezone.now() - dt.timedelta(seconds=1)
    )
    other = _ticked("cuc")
    sweep_at_night(timestamp=0)
    assert [one.session_key for one in Session.objects.all()] == [other.session.session_key]
    assert [one.session_key for one in UserSession.objects.all()] == [other.session.session_key]
    assert _is_in(other)


def test_where_one_is_signed_in_shows_no_session_that_is_over(officer: User) -> None:
    client = _ticked("an")
    client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    old = UserSession.objects.get(user=officer)
    old.pk, old.session_key = None, Session.objects.first().session_key[::-1]  # type: ignore[union-attr]
    old.last_seen_at = timezone.now() - dt.timedelta(minutes=46)
    old.user_agent = "curl/8.1"
    old.save()
    Session.objects.create(
        session_key=old.session_key,
        session_data="",
        expire_date=timezone.now() + dt.timedelta(days=1),
    )
    assert "curl" not in client.get("/tai-khoan/").content.decode()


def test_what_a_room_wants_kept_nowhere_is_not_in_the_next_session_either(officer: User) -> None:
    client = _ended(officer)
    NEVER_KEPT.add(DELEGATE)
    try:
        to_sign_in = client.post(DELEGATE, {"reason": TYPED}).headers["Location"]
    finally:
        NEVER_KEPT.remove(DELEGATE)
    assert "unsent" not in client.session
    assert to_sign_in.startswith(LOGIN)
    assert "còn giữ" not in client.get(to_sign_in).content.decode()
