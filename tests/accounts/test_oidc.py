"""Signing in with an identity kept elsewhere: the whole way, against a provider on loopback that
may lie.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from tests.accounts.provider import (
    CLIENT,
    SECRET,
    Provider,
    private_key,
    running,
    sent_away,
    signed,
)
from tests.second_factor import code_now
from tests.web import town as module
from thidua.accounts import managing
from thidua.accounts.actors import Operator
from thidua.accounts.errors import AccountError
from thidua.accounts.models import AccessToken, User
from thidua.accounts.oidc_settings import provider_settings
from thidua.accounts.permissions import may
from thidua.accounts.queries import account_history

START = "/tai-khoan/oidc/chung/login/"
SECOND = "/tai-khoan/2fa/authenticate/"
Configure = Callable[..., None]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as one:
        yield one


@pytest.fixture
def configure(provider: Provider, settings: object) -> Configure:
    """The site configured for the provider, with more of the environment where a test asks for
    it.
    """

    def configured(**more: str) -> None:
        environment = {
            "THIDUA_OIDC_SERVER": provider.address,
            "THIDUA_OIDC_CLIENT": CLIENT,
            "THIDUA_OIDC_SECRET": SECRET,
            "THIDUA_OIDC_NAME": "Cổng công vụ",
        }
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(environment | more)  # type: ignore[attr-defined]

    settings.ROOT_URLCONF = "tests.accounts.oidc_urls"  # type: ignore[attr-defined]
    configured()
    return configured


@pytest.fixture
def tied(configure: Configure, member: User, admin: User) -> User:
    """A member whose account is tied to the identity "cccd-1"."""
    managing.link_identity(user=member, uid="cccd-1", reason="đề nghị của chi bộ", actor=Operator())
    return member


def sign_in(client: Client, provider: Provider, start: str = START) -> Any:
    """Go to the provider, sign in there, and come back."""
    back = urlsplit(provider.signed_in(sent_away(client, start)))
    return client.get(f"{back.path}?{back.query}")


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_by_default_there_is_no_trace_of_it(db: None) -> None:
    assert provider_settings({}) == {}
    assert Client().get(START).status_code == 404
    assert "oidc" not in Client().get("/tai-khoan/login/").content.decode()


def test_a_tied_identity_opens_its_account(provider: Provider, tied: User) -> None:
    assert account_history(tied)[0].reason == "đề nghị của chi bộ"
    assert "Cổng công vụ" in Client().get("/tai-khoan/login/").content.decode()
    provider.person = {"sub": "cccd-1", "email": "a@b.vn", "name": "X"}
    client = Client()
    asked = sent_away(client, START + "?next=/to-chuc/")
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid"
    assert min(len(asked["nonce"]), len(asked["state"])) >= 16
    assert sign_in(client, provider, START + "?next=/to-chuc/").headers["Location"] == "/to-chuc/"
    assert is_in(client)
    assert client.cookies["sessionid"]["max-age"] == ""  # it ends with the browser
    assert (
        SocialAccount.objects.get().extra_data == {}
    )  # what the provider tells of a person is not kept


def test_an_answer_counts_once_and_only_for_who_asked(provider: Provider, tied: User) -> None:
    provider.person = {"sub": "cccd-1"}
    mine, other = Client(), Client()
    back = urlsplit(provider.signed_in(sent_away(mine, START)))
    assert other.get(f"{back.path}?{back.query}").status_code == 401  # the state of another browser
    assert mine.get(f"{back.path}?code=stolen&{back.query.partition('&')[2]}").status_code == 401
    assert mine.get(f"{back.path}?{back.query}").status_code == 401  # that state was used
    assert not is_in(mine)
    assert not is_in(other)
    assert sign_in(mine, provider).status_code == 302
    assert is_in(mine)


def test_a_code_taken_from_one_sign_in_is_worth_nothing_in_another(
    provider: Provider, tied: User
) -> None:
    """PKCE: the verifier stays with the browser that asked."""
    provider.person = {"sub": "cccd-1"}
    victim, thief = Client(), Client()
    code = urlsplit(provider.signed_in(sent_away(victim, START))).query.split("&")[0]
    state = sent_away(thief, START)["state"]
    assert thief.get(f"{START}callback/?{code}&state={state}").status_code == 401
    assert not is_in(thief)


NOW = int(time.time())
LIES: dict[str, dict[str, Any]] = {
    "the nonce of another sign-in": {"nonce": "x" * 32},
    "no nonce": {"nonce": None},
    "for another site": {"aud": "another"},
    "for us among others, given to another": {"aud": [CLIENT, "another"], "azp": "another"},
    "of another issuer": {"iss": "https://elsewhere.example"},
    "expired": {"exp": NOW - 3600, "iat": NOW - 7200},
    "without an end": {"exp": None},
    "of nobody": {"sub": None},
}


def test_a_token_that_lies_opens_nothing(provider: Provider, tied: User) -> None:
    provider.person = {"sub": "cccd-1"}
    opened = []
    for lie, changes in LIES.items():
        provider.changes = changes
        client = Client()
        answer = sign_in(client, provider)
        assert answer.status_code == 401, lie
        assert "Chưa đăng nhập được" in answer.content.decode()
        opened += [lie] if is_in(client) else []
    assert opened == []
    provider.changes = {"aud": [CLIENT, "another"], "azp": CLIENT}
    client = Client()
    assert sign_in(client, provider).status_code == 302
    assert is_in(client)


def _with_the_public_key_as_a_secret(claims: dict[str, Any]) -> str:
    """The old trick: what everybody may know, used as if it were a shared word."""
    public = (
        private_key("k1").public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
    return jwt.encode(claims, public, algorithm="HS256", headers={"kid": "k1"})


FORGERIES: dict[str, Callable[[dict[str, Any]], str]] = {
    "unsigned": lambda claims: jwt.encode(claims, "", algorithm="none", headers={"kid": "k1"}),
    "by another key": lambda claims: signed(claims, key="k2"),
    "by a key that is not published": lambda claims: signed(claims, key="k2", kid="k2"),
    "with a shared word": _with_the_public_key_as_a_secret,
    "changed after signing": lambda claims: signed(claims)[:-6] + "AAAAAA",
    "nonsense": lambda claims: "a.b.c",
    "none": lambda claims: "",
}


def test_a_token_that_the_provider_did_not_sign_opens_nothing(
    provider: Provider, tied: User
) -> None:
    provider.person = {"sub": "cccd-1"}
    for forgery, sign in FORGERIES.items():
        provider.sign = sign
        client = Client()
        assert sign_in(client, provider).status_code == 401, forgery
        assert not is_in(client), forgery
    provider.sign = lambda claims: signed(claims, kid=None)  # one key alone needs no name
    client = Client()
    assert sign_in(client, provider).status_code == 302
    assert is_in(client)


def test_a_provider_under_another_name_is_not_trusted(provider: Provider, tied: User) -> None:
    provider.person = {"sub": "cccd-1"}
    for published in (
        {"issuer": "https://elsewhere.example"},
        {"jwks_uri": None},
        {"token_endpoint": 7},
    ):
        provider.discovery = published
        assert Client().get(START).status_code == 401


def test_a_provider_that_is_away_is_told_kindly(configure: Configure, db: None) -> None:
    configure(THIDUA_OIDC_SERVER="http://127.0.0.1:9")
    answer = Client().get(START)
    assert answer.status_code == 401
    assert "Chưa đăng nhập được" in answer.content.decode()


def test_another_claim_may_name_the_person(
    provider: Provider, configure: Configure, tied: User
) -> None:
    configure(THIDUA_OIDC_UID_FIELD="national_id")
    provider.person = {"sub": "7"}
    for told, expected in (
        ({"sub": "7", "national_id": "cccd-1"}, 302),
        ({"sub": "8", "national_id": "cccd-1"}, 401),  # of another person than the token
        ({"sub": "7"}, 401),
        ({"sub": "7", "national_id": "x" * 300}, 401),
    ):
        provider.told_elsewhere = told
        assert sign_in(Client(), provider).status_code == expected, told


def test_whoever_decides_still_enters_the_second_factor(
    provider: Provider, configure: Configure, officer: User, admin: User
) -> None:
    managing.link_identity(user=officer, uid="cccd-2", reason="x", actor=Operator())
    provider.person = {
        "sub": "cccd-2",
        "amr": ["pwd", "mfa"],
        "acr": "urn:high",
    }  # nobody asked it to say so
    client = Client()
    assert sign_in(client, provider).headers["Location"] == SECOND
    assert not is_in(client)
    client.post(SECOND, {"code": code_now()})
    assert is_in(client)


def test_the_provider_s_second_factor_counts_where_the_configuration_believes_it(
    provider: Provider, configure: Configure, officer: User, admin: User, town: module.Town
) -> None:
    configure(THIDUA_OIDC_SECOND_FACTOR="amr:mfa acr:urn:high")
    managing.link_identity(user=officer, uid="cccd-2", reason="x", actor=Operator())
    assert sent_away(Client(), START)["acr_values"] == "urn:high"
    for said, counts in (
        ({}, False),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, False),
        ({"acr": "urn:low"}, False),
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "urn:high"}, True),
    ):
        provider.person = {"sub": "cccd-2"} | said
        client = Client()
        assert sign_in(client, provider).headers["Location"] == ("/" if counts else SECOND), said
        assert is_in(client) == counts, said
    Authenticator.objects.filter(user=officer).delete()
    assert is_in(client)  # nothing of its own to set up
    decides = client.get("/").wsgi_request.user
    assert may(cast("User", decides), "decisions.decide", path=town["GL01"].path)
    client.post("/tai-khoan/logout/")
    client.post("/tai-khoan/login/", {"login": "an", "password": "mot cau that dai"})
    assert not is_in(client)  # the password alone is one factor


TWO_FACTORS = {"sub": "cccd-2", "amr": ["pwd", "mfa"]}
ACT = {"name": "thống kê", "expires_on": f"{dt.date.today() + dt.timedelta(days=30):%d/%m/%Y}"}  # noqa: DTZ011
NEW_TOKEN, SET_UP = "/tai-khoan/khoa/moi/", "/tai-khoan/2fa/totp/activate/"


@pytest.fixture
def elsewhere(configure: Configure, officer: User, admin: User) -> User:
    """An officer whose one second factor is the provider's."""
    configure(THIDUA_OIDC_SECOND_FACTOR="amr:mfa")
    managing.link_identity(user=officer, uid="cccd-2", reason="x", actor=Operator())
    Authenticator.objects.filter(user=officer).delete()
    return officer


def signed_in_long_ago(provider: Provider) -> Client:
    """Signed in with both factors, which the provider asked for twenty minutes ago."""
    provider.person = TWO_FACTORS | {"auth_time": int(time.time()) - 1200}
    client = Client()
    assert sign_in(client, provider).headers["Location"] == "/"
    return client


def test_the_provider_confirms_again_and_the_password_does_not(
    provider: Provider, elsewhere: User
) -> None:
    client = signed_in_long_ago(provider)
    late = client.post(NEW_TOKEN, ACT | {"again_password": "mot cau that dai"}).content.decode()
    assert "Xác nhận ở Cổng công vụ" in late
    assert "again_password" not in late
    assert (
        client.post("/tai-khoan/reauthenticate/", {"password": "mot cau that dai"}).headers[
            "Location"
        ]
        == START
    )
    assert not AccessToken.objects.filter(user=elsewhere).exists()
    assert int(sent_away(client, START)["max_age"]) <= 60
    provider.person = TWO_FACTORS | {"auth_time": int(time.time())}
    before = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
    assert sign_in(client, provider, f"{START}?next={SET_UP}").headers["Location"] == SET_UP
    assert (
        client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
    ) == before  # forms still count
    client.post(NEW_TOKEN, ACT)
    assert AccessToken.objects.filter(user=elsewhere).exists()


def test_what_confirms_nothing(provider: Provider, elsewhere: User) -> None:
    client, now = signed_in_long_ago(provider), int(time.time())
    for answer in (
        {"sub": "cccd-2", "amr": ["pwd"], "auth_time": now},
        TWO_FACTORS,  # it may have asked yesterday
        TWO_FACTORS | {"auth_time": now - 1200},
        TWO_FACTORS | {"auth_time": "now"},
        TWO_FACTORS | {"sub": "cccd-3", "auth_time": now},
    ):
        provider.person = answer
        assert sign_in(client, provider).status_code == 403, answer
        client.post(NEW_TOKEN, ACT)
        assert not AccessToken.objects.filter(user=elsewhere).exists(), answer


def test_the_password_alone_sets_up_no_factor_where_the_provider_showed_one(
    provider: Provider, elsewhere: User, admin: User
) -> None:
    """Else whoever knows the password would make a second factor of their own. An administrator
    resets it.
    """
    signed_in_long_ago(provider)
    client = Client()
    client.post("/tai-khoan/login/", {"login": "an", "password": "mot cau that dai"})
    assert (
        client.get(SET_UP).headers["Location"]
        == f"{START}?next=%2Ftai-khoan%2F2fa%2Ftotp%2Factivate%2F"
    )
    provider.person = {"sub": "cccd-2"}
    sign_in(Client(), provider)  # once shown stays shown
    assert client.get(SET_UP).status_code == 302
    managing.reset_second_factor(user=elsewhere, reason="điện thoại mất", actor=admin)
    client = Client()
    client.post("/tai-khoan/login/", {"login": "an", "password": "mot cau that dai"})
    assert client.get(SET_UP).status_code == 200


def test_an_identity_untied_is_a_factor_no_more(
    provider: Provider, elsewhere: User, admin: User
) -> None:
    client = signed_in_long_ago(provider)
    assert is_in(client)
    managing.link_identity(user=elsewhere, uid="", reason="x", actor=admin)
    assert client.get("/").headers["Location"].startswith(SET_UP)


def test_an_unknown_identity_makes_no_account(
    provider: Provider, configure: Configure, member: User
) -> None:
    User.objects.filter(pk=member.pk).update(email="a@b.vn")
    provider.person = {
        "sub": "la-ai",
        "email": "a@b.vn",
        "email_verified": True,
        "preferred_username": "cuc",
    }
    before = User.objects.count()
    client = Client()
    answer = sign_in(client, provider)
    assert answer.status_code == 403
    assert "la-ai" in answer.content.decode()
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_nobody_ties_an_identity_to_themselves(
    provider: Provider, configure: Configure, member: User, signed_in: Callable[[User], Client]
) -> None:
    provider.person = {"sub": "cua-toi"}
    assert sign_in(signed_in(member), provider, START + "?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(provider: Provider, tied: User, admin: User) -> None:
    managing.disable(user=tied, reason="x", actor=admin)
    provider.person = {"sub": "cccd-1"}
    client = Client()
    assert sign_in(client, provider).headers["Location"] == "/tai-khoan/inactive/"
    assert not is_in(client)


def test_one_identity_one_account(member: User, officer: User, admin: User) -> None:
    managing.link_identity(user=member, uid="cccd-1", reason="x", actor=Operator())
    with pytest.raises(AccountError, match="tài khoản khác"):
        managing.link_identity(user=officer, uid="cccd-1", reason="x", actor=Operator())
    managing.link_identity(user=member, uid="", reason="x", actor=admin)
    managing.link_identity(user=officer, uid="cccd-1", reason="x", actor=Operator())
    assert SocialAccount.objects.get().user == officer
