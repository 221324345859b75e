"""What the page benchmarks stand on: a rated province, the site with a bare view beside it, clients
who take turns.

The province is the demo's (91,400 members), made once and kept: under THIDUA_HOME, else under
`var/bench`."""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from benchmarks.started import free_port, started

Who = TypeVar("Who")
HOME = "var/bench"
OPEN_YEAR = 2022
BODIES = "THIDUA_BENCH_BODIES"
BARE = "/_bare/"
PASSWORD = "thi-dua-mau"  # noqa: S105  (the demo's own, printed by `thidua run`)


def start_province() -> None:
    """Start Django on the kept province; load it first where there is none."""
    os.environ.setdefault("THIDUA_HOME", str(Path(HOME).resolve()))
    os.environ["THIDUA_DEMO"] = "1"
    from thidua.config.start import start_django

    start_django()
    from thidua.campaigns.models import Campaign
    from thidua.demo.load import load_demo
    from thidua.operations.serving import prepare

    prepare()
    if not Campaign.objects.exists():
        print("loading the demo province (once) …", flush=True)
        load_demo()


def statistics_of(*, vacuum: bool = True) -> None:
    """The planner knows what is there, as it would after a night."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if vacuum else "ANALYZE")


@dataclass
class Client:
    """A browser with its session; each request comes over a connection of its own, as from
    nginx.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    """Those of the last answer."""

    def ask(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        body = (
            urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]}) if form else None
        )
        sent = {
            "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()),
            **(headers or {}),
        }
        if body:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as way:
            way.request("POST" if body else "GET", path, body, sent)
            response = way.getresponse()
            for cookie in response.headers.get_all("Set-Cookie", []):
                self.cookies |= {key: one.value for key, one in SimpleCookie(cookie).items()}
            self.headers = dict(response.headers)
            return response.status, response.read()

    def sign_in(self, username: str) -> "Client":
        self.ask("/tai-khoan/login/")
        status, _ = self.ask("/tai-khoan/login/", {"login": username, "password": PASSWORD})
        assert status == 302, f"{username} could not sign in: {status}"
        return self

    def timed(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> float:
        """Milliseconds to the last byte of an answer that must be a page."""
        begin = time.perf_counter()
        status, _ = self.ask(path, form, headers=headers)
        assert status in {200, 204, 302}, f"{path}: {status}"
        return (time.perf_counter() - begin) * 1000


def board_of(username: str, kind: str) -> str:
    """The board of somebody's own organisation, in the year that is going on."""
    from thidua.accounts.models import RoleGrant

    code = RoleGrant.objects.filter(user__username=username).values_list(
        "organisation__code", flat=True
    )[0]
    return f"/bang/{OPEN_YEAR}/{code}/?kind={kind}"


def address_of(database: str) -> str:
    """The address of another database of the same server."""
    ours = os.environ.get("DATABASE_URL") or os.environ["THIDUA_EMBEDDED_URL"]
    parts = urlsplit(ours)
    return urlunsplit(parts._replace(path=f"/{database}"))


@contextmanager
def serving(*, processes: int = 2, database: str = "") -> Iterator[int]:
    """The site as `thidua serve` runs it, with the bare views beside it; yields its port.
    `database`: not ours.
    """
    from thidua.operations.serving import web_command

    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            part.replace("thidua.config.wsgi", "benchmarks.served")
            for part in web_command(host="127.0.0.1", port=port, processes=processes)
        ]
        environment = {
            **os.environ,
            BODIES: folder,
            "DJANGO_SETTINGS_MODULE": "benchmarks.served_settings",
        }
        # The admin's own files, beside ours that `prepare` collected.
        subprocess.run(
            [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"],
            env=environment,
            check=True,
        )
        if database:
            environment["DATABASE_URL"] = address_of(database)
        os.environ[BODIES] = folder
        with started(command, environment):
            _wait(port)
            yield port


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                Client(port).ask("/suc-khoe/song")
                return
        time.sleep(0.1)
    raise TimeoutError


def keep_body(client: Client, path: str) -> str:
    """Ask for a page once and leave its bytes for the bare view; returns the bare view's
    address.
    """
    status, body = client.ask(path)
    assert status == 200, f"{path}: {status}"
    name = quote(path, safe="")
    Path(os.environ[BODIES], name.replace("%", "_")).write_bytes(body)
    return BARE + name.replace("%", "_")


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def taking_turns(
    clients: Sequence[Who], sides: Mapping[str, Callable[[Who], float]], *, rounds: int
) -> dict[str, list[float]]:
    """Every client does every side once a round, the order changing; what each took."""
    took: dict[str, list[float]] = {name: [] for name in sides}
    names = list(sides)

    def one(client: Who) -> None:
        for number in range(rounds):
            for name in names if number % 2 else reversed(names):
                took[name].append(sides[name](client))

    threads = [threading.Thread(target=one, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(len(times) == rounds * len(clients) for times in took.values()), "a client failed"
    return took


def print_claim(
    name: str, ratio: float, goal: float, *, at_most: bool = True, more: str = ""
) -> bool:
    """Print one claim beside its goal; whether it is met."""
    met = ratio <= goal if at_most else ratio >= goal
    print(
        f"{name:<44} {ratio:6.2f}× (goal {'≤' if at_most else '≥'} {goal}×) "
        f"{'✓' if met else '✗'}  {more}",
        flush=True,
    )
    return met


def finish(met: Sequence[bool]) -> int:
    """The exit code of a benchmark."""
    sys.stdout.flush()
    return 0 if all(met) else 1
