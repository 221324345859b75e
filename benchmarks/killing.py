"""A site to be shot at: `thidua run` on the small demo province, its processes by name, and a way
to see it recover.
"""

import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.started import free_port, started

PATIENCE = 120.0
"""Seconds that the site has to come back by itself; a busy machine is slow, not broken."""


@dataclass
class Site:
    """The running site and its folder."""

    home: Path
    port: int
    running: "subprocess.Popen[bytes]"

    def postmaster(self) -> psutil.Process | None:
        return postmaster_of(self.home)

    def backends(self) -> list[psutil.Process]:
        """The database's own processes that serve a connection of ours."""
        server = self.postmaster()
        return (
            [one for one in server.children() if "thidua" in " ".join(one.cmdline())]
            if server
            else []
        )

    def children(self, word: str) -> list[psutil.Process]:
        found = psutil.Process(self.running.pid).children()
        return [one for one in found if word in " ".join(one.cmdline())]

    def targets(self, target: str) -> list[psutil.Process]:
        """The processes that a name stands for, at this moment."""
        if target == "database":
            server = self.postmaster()
            return [server] if server else []
        if target == "connection":
            return self.backends()
        if target == "worker":
            return self.children("thidua.cli worker")
        masters = self.children("gunicorn")
        return (
            masters if target == "web" else [one for master in masters for one in master.children()]
        )

    def shoot(self, target: str, chance: random.Random) -> bool:
        """kill -9 one process of that name; False when there was none to hit."""
        try:
            found = self.targets(target)
            if not found:
                return False
            chance.choice(found).kill()
        except psutil.NoSuchProcess:
            return False
        return True

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/suc-khoe/san-sang", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def wait_until_ready(self) -> float:
        """Seconds until it answered that all is there, three times running; fails when it does not
        come back.
        """
        begun, good = time.monotonic(), 0
        while good < 3:
            assert self.running.poll() is None, "the site ended"
            assert time.monotonic() - begun < PATIENCE, f"not back after {PATIENCE:.0f} s"
            good = good + 1 if self.is_ready() else 0
            time.sleep(0.3)
        return time.monotonic() - begun


@contextmanager
def small_site(home: Path) -> Iterator[Site]:
    """`thidua run --small`, loaded and ready; this process's Django speaks to the same database."""
    port = free_port()
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "THIDUA_EMBEDDED_URL"}
    }
    environment = {
        **kept,
        "THIDUA_HOME": str(home),
        "THIDUA_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
    }
    command = [sys.executable, "-m", "thidua.cli", "run", "--small", "--port", str(port)]
    with (
        (home.parent / "site.log").open("ab") as log,
        _database_ended(home),
        started(command, environment, log=log) as running,
    ):
        site = Site(home, port, running)
        _wait_for_load(site)
        yield site


@contextmanager
def _database_ended(home: Path) -> Iterator[None]:
    """End the embedded database too: pids of killed processes keep it from stopping by itself."""
    try:
        yield
    finally:
        left = postmaster_of(home)
        if left is not None and left.is_running():
            left.send_signal(signal.SIGINT)
            left.wait(timeout=60)


def postmaster_of(home: Path) -> psutil.Process | None:
    """The process of the embedded database in that folder, if one is there."""
    file = home / "postgres" / "postmaster.pid"
    try:
        return psutil.Process(int(file.read_text().split("\n", 1)[0]))
    except (OSError, ValueError, psutil.NoSuchProcess):
        return None


def _wait_for_load(site: Site) -> None:
    end = time.monotonic() + 10 * PATIENCE
    while not site.is_ready():
        assert site.running.poll() is None, "the site ended"
        assert time.monotonic() < end, "the demo was not loaded in time"
        time.sleep(0.5)


def address_of(site: Site) -> str:
    """Where the embedded database listens."""
    lines = (site.home / "postgres" / "postmaster.pid").read_text().split("\n")
    return f"postgresql://postgres@/thidua?host={lines[4].strip()}"
