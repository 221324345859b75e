"""Signing in with an identity kept elsewhere, against a provider on loopback: tied identities only, off by default."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.second_factor import code_now
from thidua.accounts import managing
from thidua.accounts.errors import AccountError
from thidua.accounts.models import User
from thidua.accounts.oidc_settings import provider_settings
from thidua.accounts.queries import account_history

START = "/tai-khoan/oidc/chung/login/"


class Provider(BaseHTTPRequestHandler):
    """Answers as a provider does; `person` is whoever signed in there, None when its own token is broken."""

    person: dict[str, object] | None = None

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        if self.path.endswith("/.well-known/openid-configuration"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            self._say({"issuer": here, **{name: f"{here}/{name}" for name in names}})
        elif self.path == "/userinfo_endpoint" and self.person is not None:
            self._say(self.person)
        else:
            self.send_error(401)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._say({"access_token": "known", "token_type": "Bearer"})

    def _say(self, answer: dict[str, object]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def provider(settings: object) -> Iterator[type[Provider]]:
    """A running provider, and the site configured for it."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    environment = {
        "THIDUA_OIDC_SERVER": f"http://127.0.0.1:{server.server_port}",
        "THIDUA_OIDC_CLIENT": "thidua",
        "THIDUA_OIDC_SECRET": "x",
        "THIDUA_OIDC_NAME": "Cổng công vụ",
    }
    settings.SOCIALACCOUNT_PROVIDERS = provider_settings(environment)  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = "tests.accounts.oidc_urls"  # type: ignore[attr-defined]
    yield Provider
    Provider.person = None
    server.shutdown()
    server.server_close()
    thread.join()


def come_back(client: Client, start: str = START) -> Any:
    """Go to the provider and return from it with a code."""
    away = client.get(start)
    asked = parse_qs(urlsplit(away.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(START + "callback/", {"code": "1", "state": asked["state"][0]})


def test_by_default_there_is_no_trace_of_it(db: None) -> None:
    assert provider_settings({}) == {}
    assert Client().get(START).status_code == 404
    assert "oidc" not in Client().get("/tai-khoan/login/").content.decode()


def test_a_tied_identity_opens_its_account(provider: type[Provider], member: User, admin: User) -> None:
    managing.link_identity(user=member, uid="cccd-1", reason="đề nghị của chi bộ", actor=admin)
    assert account_history(member)[0].reason == "đề nghị của chi bộ"
    assert "Cổng công vụ" in Client().get("/tai-khoan/login/").content.decode()
    provider.person = {"sub": "cccd-1", "email": "a@b.vn", "name": "X"}
    client = Client()
    assert come_back(client).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert SocialAccount.objects.get().extra_data == {}  # what the provider tells of a person is not kept


def test_whoever_decides_still_enters_the_second_factor(provider: type[Provider], officer: User, admin: User) -> None:
    managing.link_identity(user=officer, uid="cccd-2", reason="x", actor=admin)
    provider.person = {"sub": "cccd-2"}
    client = Client()
    assert come_back(client).headers["Location"] == "/tai-khoan/2fa/authenticate/"
    assert client.get("/").status_code == 302
    client.post("/tai-khoan/2fa/authenticate/", {"code": code_now()})
    assert client.get("/").status_code == 200


def test_an_unknown_identity_makes_no_account(provider: type[Provider], member: User) -> None:
    User.objects.filter(pk=member.pk).update(email="a@b.vn")
    provider.person = {"sub": "la-ai", "email": "a@b.vn", "email_verified": True, "preferred_username": "cuc"}
    before = User.objects.count()
    client = Client()
    answer = come_back(client)
    assert answer.status_code == 403
    assert "la-ai" in answer.content.decode()
    assert client.get("/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_nobody_ties_an_identity_to_themselves(
    provider: type[Provider], member: User, signed_in: Callable[[User], Client]
) -> None:
    provider.person = {"sub": "cua-toi"}
    assert come_back(signed_in(member), START + "?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(provider: type[Provider], member: User, admin: User) -> None:
    managing.link_identity(user=member, uid="cccd-1", reason="x", actor=admin)
    managing.disable(user=member, reason="x", actor=admin)
    provider.person = {"sub": "cccd-1"}
    client = Client()
    assert come_back(client).headers["Location"] == "/tai-khoan/inactive/"
    assert client.get("/").status_code == 302


def test_a_provider_that_answers_wrongly_lets_nobody_in(provider: type[Provider], db: None) -> None:
    answer = come_back(Client())
    assert answer.status_code in {200, 401, 403}
    assert "Chưa đăng nhập được" in answer.content.decode()


def test_one_identity_one_account(member: User, officer: User, admin: User) -> None:
    managing.link_identity(user=member, uid="cccd-1", reason="x", actor=admin)
    with pytest.raises(AccountError, match="tài khoản khác"):
        managing.link_identity(user=officer, uid="cccd-1", reason="x", actor=admin)
    managing.link_identity(user=member, uid="", reason="x", actor=admin)
    managing.link_identity(user=officer, uid="cccd-1", reason="x", actor=admin)
    assert SocialAccount.objects.get().user == officer
