"""Writing a backup of all data while they are used.

Dump, files, fingerprints and figures are of one moment.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from thidua.attachments.locks import nothing_is_deleted
from thidua.ballots.models import LEFT_OUT_OF_BACKUPS
from thidua.db.frames import execute
from thidua.operations.content import fingerprints, migrations, published_figures
from thidua.operations.errors import BackupError, ToolError
from thidua.operations.manifest import (
    BLOCK,
    DUMP,
    MANIFEST,
    UNSEALED,
    Manifest,
    product_version,
    seal,
)
from thidua.operations.saving_files import save_files
from thidua.operations.tools import Tools, environment, server_major, tools

SUFFIX = ".thidua"
PART = ".part"
_NAMED = f"[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9]*{SUFFIX}"


def back_up(
    target: Path,
    *,
    keep: int | None = None,
    on_lost: Callable[[Sequence[str]], None] | None = None,
) -> Path:
    """Write a backup to `target` (into a folder: named by the time) and return where it is.

    The file appears whole or not at all, readable only by its owner. `keep`: in a folder, older
    backups that bear such names are removed afterwards so that so many stay. `on_lost` is given
    the SHA-256 of files that people sent and whose bytes are missing or damaged: the backup is
    good without them. Raises BackupError, ToolError.
    """
    path = target / f"{timezone.localtime():%Y-%m-%dT%H%M%S}{SUFFIX}" if target.is_dir() else target
    with _written_aside(path) as part, nothing_is_deleted(), _snapshot() as snapshot:
        lost = _write(part, snapshot)
    if on_lost:
        on_lost(lost)
    if keep is not None and target.is_dir():
        _forget_old(target, keep=max(keep, 1))
    return path


@contextmanager
def _written_aside(path: Path) -> Iterator[Path]:
    """A file beside the target that takes its place when the block ends well, and is gone when it
    does not.
    """
    part = path.with_name(path.name + PART)
    try:
        handle = os.open(part, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise BackupError.not_writable(path, error) from error
    try:
        if not _ours_alone(handle):
            raise BackupError.busy(path)
        try:
            yield part
            os.fsync(handle)
            part.replace(path)
        except BaseException as error:
            part.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise BackupError.not_writable(path, error) from error
            raise
        _settle(path.parent)
    finally:
        os.close(handle)


def _ours_alone(handle: int) -> bool:
    """Lock an open file for as long as it stays open; whoever dies lets go of it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _settle(folder: Path) -> None:
    """The new name itself reaches the disk."""
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


@contextmanager
def _snapshot() -> Iterator[str]:
    """A transaction that sees one moment, and that moment's name, for pg_dump to see the same."""
    with transaction.atomic():
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone() or ("",)
        yield str(snapshot)


def _write(part: Path, snapshot: str) -> Sequence[str]:
    """The whole file; gives the SHA-256 of files whose bytes are lost."""
    programs = tools(at_least=server_major())
    with part.open("r+b") as file:
        file.truncate()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.comment = UNSEALED
            _dump(archive, programs, snapshot)
            files = save_files(archive)
            manifest = Manifest(
                version=product_version(),
                made_at=timezone.now().isoformat(timespec="seconds"),
                database=str(connection.settings_dict["NAME"]),
                postgresql=programs.major,
                migrations=migrations(),
                tables=fingerprints(),
                figures=_figures(),
                files=files,
            )
            archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
        seal(file)
    return files.lost


def _dump(archive: zipfile.ZipFile, programs: Tools, snapshot: str) -> None:
    """pg_dump's output straight into the archive."""
    left_out = [f"--exclude-table-data=public.{table}" for table in LEFT_OUT_OF_BACKUPS]
    command = [
        programs.program("pg_dump"),
        "--format=custom",
        f"--snapshot={snapshot}",
        *left_out,
    ]
    with tempfile.TemporaryFile() as complaints, archive.open(DUMP, "w", force_zip64=True) as into:
        with subprocess.Popen(  # noqa: S603  (our own arguments)
            command, stdout=subprocess.PIPE, stderr=complaints, env=environment()
        ) as process:
            assert process.stdout is not None  # noqa: S101  (a pipe was asked for)
            shutil.copyfileobj(process.stdout, into, BLOCK)
        if process.returncode:
            complaints.seek(0)
            raise ToolError.failed("pg_dump", complaints.read().decode(errors="replace"))


def _figures() -> dict[str, Any] | None:
    """None when this version cannot read the database as it is: a backup before an upgrade must be
    possible.
    """
    try:
        with transaction.atomic():
            return published_figures()
    except DatabaseError:
        return None


def _forget_old(folder: Path, *, keep: int) -> None:
    for old in sorted(folder.glob(_NAMED))[:-keep]:
        old.unlink(missing_ok=True)
    for begun in folder.glob(_NAMED + PART):  # left behind by a backup that was killed
        with begun.open("rb") as file:
            if _ours_alone(file.fileno()):
                begun.unlink(missing_ok=True)
