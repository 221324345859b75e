"""Browsers of a benchmark that works all at once: one asynchronous visitor a session, what the
server answered them by what they did.
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from thidua.accounts.models import User

CSRF = "b" * 32
PATIENCE = 60
"""Seconds that an answer may take."""


@dataclass
class Said:
    """What the server answered, by what was done: milliseconds, and what was wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """Status, address that it leads to ("" : nowhere), page."""

    status: int
    location: str
    body: str


NOTHING = Answer(0, "", "")


@dataclass
class Visitor:
    """Somebody with a session."""

    port: int
    session: str
    said: Said

    async def get(self, what: str, path: str) -> str:
        """The page at an address that must answer with one."""
        return (await self.ask(what, path, answers={200})).body

    async def send(
        self,
        what: str,
        path: str,
        form: Mapping[str, str | list[str]],
        answers: Collection[int] = (302,),
    ) -> Answer:
        """A form, which must be taken: it leads on."""
        sent = urlencode({"csrfmiddlewaretoken": CSRF, **form}, doseq=True)
        return await self.ask(what, path, sent, answers=answers)

    async def ask(
        self, what: str, path: str, form: str = "", *, answers: Collection[int], json: bool = False
    ) -> Answer:
        """One request; any other answer than these is wrong."""
        begun = time.monotonic()
        try:
            answer = await asyncio.wait_for(self._over_the_line(path, form, json=json), PATIENCE)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError) as error:
            self.said.wrong.append(f"{what}: {error!r}")
            return NOTHING
        self.said.times[what].append((time.monotonic() - begun) * 1000)
        if answer.status not in answers:
            why = " ".join(re.findall(r'role="alert"[^>]*>(?:\s*<p>)?([^<]+)', answer.body))
            self.said.wrong.append(f"{what}: {answer.status} {path} {why.strip()}")
        return answer

    async def _over_the_line(self, path: str, form: str, *, json: bool) -> Answer:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [f"{'POST' if form else 'GET'} {path} HTTP/1.0", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"Cookie: sessionid={self.session}; csrftoken={CSRF}"]
        if form:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(form)}",
            ]
        if json:
            lines += ["Accept: application/json"]
        writer.write("\r\n".join([*lines, "", form]).encode())
        await writer.drain()
        answer = await reader.read()
        writer.close()
        head, _, body = answer.partition(b"\r\n\r\n")
        status, *headers = head.decode("latin-1").split("\r\n")
        named = dict(line.split(": ", 1) for line in headers if ": " in line)
        location = named.get("Location", "")
        return Answer(int(status.split(" ", 2)[1]), location, body.decode(errors="replace"))


def session_of(user: "User") -> str:
    """The key of a session in which somebody signed in just now, made beforehand: nobody signs in a
    hundred times a minute.
    """
    from allauth.account.internal.flows.login import (
        _AUTHENTICATION_METHODS_USER_SESSION_KEY,
        AUTHENTICATION_METHODS_SESSION_KEY,
    )
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "thidua.accounts.backends.Backend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    store[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    store.save()
    return str(store.session_key)
