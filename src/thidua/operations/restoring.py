"""Bringing a backup back: into an empty database, or in place of everything one holds; all of it,
or nothing.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, Any

import psycopg
from django.db import connection, transaction
from psycopg import sql

from thidua.ballots.restoring import cancel_restored
from thidua.operations.content import fingerprints
from thidua.operations.errors import BackupError, RestoreError, ToolError
from thidua.operations.manifest import BLOCK, Backup, open_backup
from thidua.operations.saving_files import bring_files, missing_files
from thidua.operations.tools import environment, server_major, tools

_EMPTY = (
    "SELECT NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace "
    "AND relkind IN ('r','p'))"
)
_BEGIN = "BEGIN;\nSET lock_timeout = '5s';\n"
_CLEAR = "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


def restore(path: Path, *, replace: str | None = None) -> Backup:
    """Restore a backup into our database and check that it holds what was saved; ballots under way
    are cancelled then, for their urns are in no backup.

    `replace` is the database's own name, typed by whoever wants all of its content replaced.
    Raises BackupError (not a backup, damaged, newer) and RestoreError (not empty, another name, in
    use, no store for the files): no row is changed then. RestoreError (differs) comes after
    everything was written: this database must not be used; RestoreError (files missing): the rows
    are good, the store is not the right one.
    """
    backup = open_backup(path)
    name = str(connection.settings_dict["NAME"])
    if replace is not None and replace != name:
        raise RestoreError.other_name(replace, name)
    if replace is None and not is_empty():
        raise RestoreError.not_empty(name)
    bring_files(backup)
    connection.close()
    load(backup, name, clear=replace is not None)
    if differing := differences(backup):
        raise RestoreError.differs(differing)
    cancel_restored()
    if missing := missing_files(backup):
        raise RestoreError.files_missing(missing)
    return backup


def is_empty() -> bool:
    """Whether the database has no table at all."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY)
        return bool((cursor.fetchone() or (False,))[0])


def differences(backup: Backup) -> list[str]:
    """The tables that are not, row for row, what the backup says."""
    with transaction.atomic():
        there = fingerprints()
    return sorted(
        name
        for name in {*there, *backup.manifest.tables}
        if there.get(name) != backup.manifest.tables.get(name)
    )


def load(backup: Backup, name: str, *, clear: bool) -> None:
    """Run the dump as one transaction in the database `name`. Raises RestoreError, ToolError; then
    nothing happened.
    """
    programs = tools(at_least=max(server_major(), backup.manifest.postgresql))
    connection.close()
    with tempfile.TemporaryFile() as complaints:
        reader = subprocess.Popen(  # noqa: S603
            [programs.program("pg_restore"), "--no-owner", "--no-privileges", "--file=-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment(name),
        )
        writer = subprocess.Popen(  # noqa: S603
            [
                programs.program("psql"),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--output=/dev/null",
            ],
            stdin=subprocess.PIPE,
            stderr=complaints,
            env=environment(name),
        )
        _pump(backup, reader, writer, clear=clear)
        if reader.returncode or writer.returncode:
            complaints.seek(0)
            raise _failure(complaints.read().decode(errors="replace"), backup, name)


def _pump(
    backup: Backup,
    reader: "subprocess.Popen[bytes]",
    writer: "subprocess.Popen[bytes]",
    *,
    clear: bool,
) -> None:
    """The dump through pg_restore into psql. COMMIT is only said when all of it went through."""
    assert reader.stdin and reader.stdout and writer.stdin  # noqa: S101, PT018  (pipes were asked for)
    with ThreadPoolExecutor(max_workers=1) as beside:
        feeding = beside.submit(_feed, backup, reader.stdin)
        with suppress(BrokenPipeError):
            writer.stdin.write((_BEGIN + (_CLEAR if clear else "")).encode())
            for line in _header(reader.stdout):
                writer.stdin.write(line)
            shutil.copyfileobj(reader.stdout, writer.stdin, BLOCK)
        reader.stdout.close()  # when psql gave up, pg_restore must not wait for it
    unreadable = feeding.exception()
    with suppress(BrokenPipeError):
        writer.stdin.write(b"ROLLBACK;\n" if unreadable or reader.wait() else b"COMMIT;\n")
        writer.stdin.close()
    reader.wait()
    writer.wait()
    if unreadable:  # it changed under our hands since its seal was checked
        raise BackupError.damaged(backup.path) from unreadable


def _feed(backup: Backup, into: IO[bytes]) -> None:
    """The archive's own sum is checked once more as its last byte is read."""
    with suppress(BrokenPipeError), into, backup.dump() as stream:
        shutil.copyfileobj(stream, into, BLOCK)


def _header(script: IO[bytes]) -> Iterator[bytes]:
    """The settings at the head of the script, without one that older servers do not know."""
    for line in script:
        if not line.startswith(b"SET transaction_timeout"):
            yield line
        if line.startswith(b"SET row_security"):  # the last of them
            return


def _failure(output: str, backup: Backup, name: str) -> Exception:
    if "lock timeout" in output:
        return RestoreError.in_use(name)
    if "unsupported version" in output or "not appear to be a valid archive" in output:
        return BackupError.damaged(backup.path)
    # PostgreSQL's details quote values of rows: only its first line goes on.
    return ToolError.failed("pg_restore", output.partition("\n")[0])


@contextmanager
def scratch_database() -> Iterator[str]:
    """A new, empty database beside ours, gone at the block's end. Raises RestoreError: not
    allowed.
    """
    name = f"thidua_scratch_{token_hex(6)}"
    parameters: dict[str, Any] = connection.get_connection_params()
    for unwanted in ("context", "cursor_factory", "prepare_threshold"):
        parameters.pop(unwanted, None)
    with psycopg.connect(**parameters, autocommit=True) as beside:
        try:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
            beside.execute(statement.format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise RestoreError.no_scratch(str(parameters.get("user", ""))) from error
        try:
            yield name
        finally:
            beside.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def speaking_to(name: str) -> Iterator[None]:
    """Django's connection leads to the database `name` inside the block. Outside of any
    transaction.
    """
    ours = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = ours
