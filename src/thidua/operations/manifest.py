"""The file of a backup: an archive of the database as pg_dump wrote it, and of a manifest that says what is in it.

A plain zip archive with two members, stored as they are: `database.dump` (pg_dump's custom format, so that PostgreSQL's
own tools can restore it without us) and `manifest.json`. The list of members stands at a zip's end: a file that was cut
short is none.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.db.migrations.loader import MigrationLoader
from pydantic import BaseModel, ValidationError

from thidua.operations.content import Table
from thidua.operations.errors import BackupError

DUMP, MANIFEST = "database.dump", "manifest.json"
FORMAT = 1
BLOCK = 1 << 20


class Manifest(BaseModel, frozen=True):
    """What was saved, by which version, and what it must be again after a restore.

    `postgresql` is the major version of the programs that wrote the dump. `figures` (year → tables) is None when they
    could not be counted, for example while an upgrade had not been carried out.
    """

    product: str = "thidua"
    format: int = FORMAT
    version: str
    made_at: str
    database: str
    postgresql: int
    migrations: list[str]
    tables: dict[str, Table]
    figures: dict[str, Any] | None
    dump_sha256: str
    dump_bytes: int


class Backup(NamedTuple):
    """A file whose manifest was read."""

    path: Path
    manifest: Manifest

    @contextmanager
    def dump(self) -> Iterator[IO[bytes]]:
        with zipfile.ZipFile(self.path) as archive, archive.open(DUMP) as stream:
            yield stream

    def check_sound(self) -> None:
        """Raise BackupError when the dump is not what the manifest says it is."""
        digest = hashlib.sha256()
        try:
            with self.dump() as stream:
                while block := stream.read(BLOCK):
                    digest.update(block)
        except (zipfile.BadZipFile, OSError) as error:
            raise BackupError.damaged(self.path) from error
        if digest.hexdigest() != self.manifest.dump_sha256:
            raise BackupError.damaged(self.path)

    def check_not_newer(self) -> None:
        """Raise BackupError when a newer product wrote it: a higher version, or a migration that we do not know."""
        known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
        ours = product_version()
        if _numbers(self.manifest.version) > _numbers(ours) or not known >= set(self.manifest.migrations):
            raise BackupError.newer(self.path, self.manifest.version, ours)


def product_version() -> str:
    return version("thidua")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def open_backup(path: Path) -> Backup:
    """Read the manifest. Raises BackupError: no such file, not a backup, written by a newer version."""
    try:
        with zipfile.ZipFile(path) as archive:
            said = json.loads(archive.read(MANIFEST))
            archive.getinfo(DUMP)
    except (zipfile.BadZipFile, OSError, KeyError, ValueError) as error:
        raise BackupError.not_a_backup(path) from error
    if not isinstance(said, dict) or said.get("product") != "thidua":
        raise BackupError.not_a_backup(path)
    if not isinstance(said.get("format"), int) or said["format"] > FORMAT:
        raise BackupError.newer(path, str(said.get("version")), product_version())
    try:
        return Backup(path, Manifest.model_validate(said))
    except ValidationError as error:
        raise BackupError.not_a_backup(path) from error
