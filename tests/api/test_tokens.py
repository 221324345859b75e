"""Tokens: made by their owner, shown once, kept as a hash; never more than the owner's rights of
the moment.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.second_factor import code_now, signed_in_now
from tests.web.town import Town
from thidua.access.models import Look
from thidua.accounts.errors import AccountError
from thidua.accounts.managing import disable, reset_password, reset_second_factor
from thidua.accounts.models import AccessToken, Role, RoleGrant, User
from thidua.accounts.queries import account_history
from thidua.accounts.tokens import LONGEST, MOST, make_token, revoke_token
from thidua.roster.models import RosterEntry
from thidua.subjects.events import timeline

As = Callable[[str], Client]
BOARD = "/api/v1/years/2021/boards/organisation/GL"


def soon() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=30)


def token_of(user: User, *, may_choose: bool = False) -> str:
    return make_token(owner=user, name="thống kê", expires_on=soon(), may_choose=may_choose).text


def ask(text: str, address: str = "/api/v1/me", *, client: Client | None = None) -> Any:
    return (client or Client()).get(address, headers={"Authorization": f"Bearer {text}"})


def choose(text: str, level: str = "completed") -> Any:
    row = ask(text, BOARD).json()["items"][0]
    body = {
        "choices": [{"entry": row["entry"], "level": level, "seen": row["version"]}],
        "reason": "x",
    }
    headers = {"Authorization": f"Bearer {text}"}
    strict = Client(enforce_csrf_checks=True)
    return strict.post(f"{BOARD}/choices", body, content_type="application/json", headers=headers)


@pytest.fixture
def secretary(town: Town) -> User:
    cache.clear()
    return town.officer("secretary", Role.UPPER_LEVEL, "GL")


def test_a_token_reads_what_its_owner_reads(secretary: User) -> None:
    text = token_of(secretary)
    me = ask(text).json()
    assert (me["username"], me["token"]["name"], me["token"]["may_choose"]) == (
        "secretary",
        "thống kê",
        False,
    )
    assert ask(text, "/api/v1/organisations/GL01").status_code == 200
    assert ask(text, "/api/v1/organisations/CL01").status_code == 404


def test_it_is_kept_as_a_hash_alone(secretary: User) -> None:
    made = make_token(owner=secretary, name=" thống kê ", expires_on=soon(), may_choose=False)
    assert made.text.startswith("thidua_")
    assert len(made.text) > 45
    token = AccessToken.objects.get()
    assert (token.name, token.digest) == (
        "thống kê",
        hashlib.sha256(made.text.encode()).hexdigest(),
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_accesstokenevent t")
        (event,) = cursor.fetchone() or ("",)
    assert token.digest not in event


def test_a_token_that_reads_changes_nothing(secretary: User) -> None:
    response = choose(token_of(secretary))
    assert (response.status_code, response.json()["type"]) == (403, "/api/#reading-only")


def test_a_token_that_chooses_does_so_in_its_owners_name(secretary: User, town: Town) -> None:
    response = choose(token_of(secretary, may_choose=True))
    assert response.status_code == 200
    entry = RosterEntry.objects.get(pk=response.json()["changed"][0])
    happened = [one for one in timeline(entry) if one.act == "boards.choose"]
    assert [one.actor for one in happened] == ["secretary (mã kết nối “thống kê”)"]


def test_it_never_gives_more_than_its_owner_may_at_that_moment(secretary: User) -> None:
    text = token_of(secretary, may_choose=True)
    RoleGrant.objects.filter(user=secretary).update(role=Role.AUDITOR)
    assert choose(text).status_code == 403
    RoleGrant.objects.filter(user=secretary).delete()
    assert ask(text, BOARD).status_code == 404


def test_without_the_second_factor_it_opens_nothing(secretary: User) -> None:
    text = token_of(secretary, may_choose=True)
    Authenticator.objects.filter(user=secretary).delete()
    assert ask(text).json()["type"] == "/api/#duty"


def test_a_cell_without_second_factor_makes_only_tokens_that_read(town: Town) -> None:
    cell = town.officer("cell_secretary", Role.CELL, "GL01A")
    assert ask(token_of(cell)).status_code == 200
    with pytest.raises(AccountError, match="xác thực hai bước"):
        token_of(cell, may_choose=True)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.INSPECTOR])
def test_whoever_only_looks_makes_no_token_that_chooses(town: Town, role: Role) -> None:
    with pytest.raises(AccountError, match="chỉ đọc"):
        token_of(town.officer("looker", role, "GL"), may_choose=True)


def test_a_look_through_a_token_is_kept_like_any_other(secretary: User) -> None:
    assert (
        ask(token_of(secretary), "/api/v1/years/2021/ratings/member/DV0003").json()["look_kept"]
        is True
    )
    assert Look.objects.get().reader == secretary


def test_a_token_taken_back_opens_nothing_and_again_changes_nothing(secretary: User) -> None:
    text = token_of(secretary)
    token = AccessToken.objects.get()
    revoke_token(token=token, reason="lộ", actor=secretary)
    response = ask(text)
    assert (response.status_code, response.json()["type"]) == (401, "/api/#token")
    before = AccessToken.objects.get().revoked_at
    revoke_token(token=token, reason="lộ", actor=secretary)
    assert AccessToken.objects.get().revoked_at == before
    assert [one.act for one in account_history(secretary)] == [
        "Thu hồi mã kết nối",
        "Tạo mã kết nối",
    ]


def test_nobody_takes_back_somebody_elses(secretary: User, town: Town) -> None:
    token_of(secretary)
    with pytest.raises(PermissionDenied):
        revoke_token(
            token=AccessToken.objects.get(), reason="lộ", actor=town.officer("other", Role.PROVINCE)
        )
    revoke_token(
        token=AccessToken.objects.get(),
        reason="lộ",
        actor=town.officer("keeper", Role.ADMINISTRATOR),
    )
    assert AccessToken.objects.get().revoked_at is not None


def test_after_its_last_day_it_opens_nothing(secretary: User) -> None:
    text = token_of(secretary)
    AccessToken.objects.update(expires_on=timezone.localdate())
    assert ask(text).status_code == 200
    AccessToken.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=1))
    assert ask(text).status_code == 401


@pytest.mark.parametrize("act", [disable, reset_password, reset_second_factor])
def test_a_closed_account_and_whatever_is_reset_end_every_token(
    secretary: User, town: Town, act: Callable[..., object]
) -> None:
    text = token_of(secretary)
    act(user=secretary, reason="nghỉ", actor=town.officer("keeper", Role.ADMINISTRATOR))
    assert ask(text).status_code == 401


def test_a_new_password_of_ones_own_ends_every_token(secretary: User) -> None:
    text, new = token_of(secretary), "ba con trâu qua cầu"
    form = {"oldpassword": "mot cau that dai", "password1": new, "password2": new}
    signed_in_now(secretary).post("/tai-khoan/password/change/", form)
    assert User.objects.get(pk=secretary.pk).check_password(new)
    assert ask(text).status_code == 401


def test_whoever_guesses_at_its_owner_does_not_keep_a_token_out(secretary: User) -> None:
    text = token_of(secretary)
    for number in range(60):
        stranger = Client(REMOTE_ADDR=f"10.0.{number}.1")
        stranger.post("/tai-khoan/login/", {"login": "secretary", "password": "wrong"})
    assert ask(text).status_code == 200


def test_wrong_tokens_are_counted_for_an_address_and_hold_up_no_right_one(secretary: User) -> None:
    text = token_of(secretary)
    answers = [ask("thidua_wrong") for _ in range(21)]
    assert [one.status_code for one in answers] == [401] * 20 + [429]
    assert answers[-1].json()["type"] == "/api/#too-many"
    assert answers[-1].headers["Retry-After"] == "60"
    assert ask(text).status_code == 200
    assert ask("thidua_wrong", client=Client(REMOTE_ADDR="10.0.0.9")).status_code == 401


def test_a_wrong_token_is_not_rescued_by_a_session(as_: As, secretary: User) -> None:
    assert ask("nonsense", client=as_("province")).status_code == 401


def test_uses_are_noted_every_few_minutes(secretary: User) -> None:
    text = token_of(secretary)
    ask(text)
    first = AccessToken.objects.get().last_used_at
    assert first is not None
    with CaptureQueriesContext(connection) as queries:
        ask(text)
    assert AccessToken.objects.get().last_used_at == first
    assert len(queries) <= 4


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [(" ", 1, "đặt tên"), ("x", -1, "lâu nhất một năm"), ("x", LONGEST.days + 1, "một năm")],
)
def test_a_token_wants_a_name_and_a_last_day_within_a_year(
    secretary: User, name: str, days: int, said: str
) -> None:
    with pytest.raises(AccountError, match=said):
        make_token(
            owner=secretary,
            name=name,
            expires_on=timezone.localdate() + dt.timedelta(days=days),
            may_choose=False,
        )
    assert not AccessToken.objects.exists()


def test_an_account_has_only_so_many(secretary: User) -> None:
    for _ in range(MOST):
        token_of(secretary)
    with pytest.raises(AccountError, match=str(MOST)):
        token_of(secretary)


def test_the_page_shows_a_token_once(secretary: User) -> None:
    client = Client()
    client.force_login(secretary)
    sent = {"name": "thống kê", "expires_on": f"{soon():%d/%m/%Y}", "may": "choose"}
    assert (
        'value="thống kê"' in client.post("/tai-khoan/khoa/moi/", sent).content.decode()
    )  # confirm first
    assert not AccessToken.objects.exists()
    page = client.post("/tai-khoan/khoa/moi/", sent | {"again_code": code_now()})
    assert "no-store" in page.headers["Cache-Control"]
    text = page.context["text"]
    assert text in page.content.decode()
    assert ask(text).json()["token"]["may_choose"] is True
    listed = client.get("/tai-khoan/khoa/")
    assert "thống kê" in listed.content.decode()
    assert text not in listed.content.decode()
    client.post(f"/tai-khoan/khoa/{AccessToken.objects.get().pk}/thu-hoi/", {"reason": "lộ"})
    assert ask(text).status_code == 401
