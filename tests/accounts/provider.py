"""A small OpenID provider on loopback: discovery, sign-in, code for tokens with PKCE, signed ID
tokens, keys, userinfo.

It holds the other side to its promises too: one code once, the redirect that was asked, the
verifier of the challenge. What it says in an ID token, and how it signs, a test may change."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from jwt.utils import to_base64url_uint

CLIENT, SECRET = "thidua", "a word between two machines"
Claims = dict[str, Any]
Sign = Callable[[Claims], str]


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """Each name is a key; "k1" is the provider's own."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def signed(claims: Claims, *, key: str = "k1", kid: str | None = "k1") -> str:
    """An ID token as the provider signs it, or as somebody with another key would."""
    return jwt.encode(
        claims, private_key(key), algorithm="RS256", headers={"kid": kid} if kid else None
    )


@dataclass
class Provider:
    """What the provider knows and says. `person` is whoever is signed in there."""

    address: str = ""
    person: Claims = field(default_factory=dict)
    changes: Claims = field(default_factory=dict)
    sign: Sign = signed
    told_elsewhere: Claims = field(default_factory=dict)
    discovery: Claims = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def published(self) -> Claims:
        names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        return {
            "issuer": self.address,
            **{name: f"{self.address}/{name}" for name in names},
        } | self.discovery

    def keys(self) -> Claims:
        public = private_key("k1").public_key().public_numbers()
        known = {
            "n": to_base64url_uint(public.n).decode(),
            "e": to_base64url_uint(public.e).decode(),
        }
        return {"keys": [known | {"kty": "RSA", "kid": "k1", "use": "sig", "alg": "RS256"}]}

    def signed_in(self, asked: dict[str, str]) -> str:
        """Somebody signs in: the address they are sent back to."""
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def tokens(self, sent: dict[str, str]) -> Claims | None:
        """What a code is worth; None when something about it is not as it was asked."""
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        )
        kept = (
            asked
            and asked["redirect_uri"] == sent["redirect_uri"]
            and sent["client_secret"] == SECRET
        )
        if not asked or not kept or asked["code_challenge"] != challenge.rstrip(b"=").decode():
            return None
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        claims = {
            name: value
            for name, value in (claims | self.person | self.changes).items()
            if value is not None
        }
        return {"access_token": "known", "token_type": "Bearer", "id_token": self.sign(claims)}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages: dict[str, Callable[[], Claims]] = {
                "/.well-known/openid-configuration": provider.published,
                "/jwks_uri": provider.keys,
                "/userinfo_endpoint": lambda: provider.told_elsewhere,
            }
            self._say(pages[urlsplit(self.path).path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._say(provider.tokens({name: values[0] for name, values in parse_qs(body).items()}))

        def _say(self, answer: Claims | None) -> None:
            body = json.dumps(answer or {"error": "invalid_grant"}).encode()
            self.send_response(200 if answer else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quietly."""

    return Handler


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    provider = Provider()
    server = HTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()


def sent_away(client: Client, start: str) -> dict[str, str]:
    """What the site asks the provider, when somebody presses its button."""
    query = parse_qs(urlsplit(client.get(start).headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}
