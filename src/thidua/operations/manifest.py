"""The file of a backup: an archive of the database as pg_dump wrote it, and of a manifest that says
what is in it.

A plain zip archive, its members stored as they are: `database.dump` (pg_dump's custom format, so
that PostgreSQL's own tools can restore it without us), `attachments/SHA-256` for each file that
people sent (unless they lie in a bucket) and `manifest.json`. Its last bytes, the archive's
comment, are a seal: the SHA-256 of every byte before. A file that was cut short, added to, or
changed in a single bit anywhere does not bear its seal.
"""

import hashlib
import json
import os
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

DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "attachments/"
FORMAT = 2
"""1: without the files that people sent; it is still read."""
BLOCK = 1 << 20
_SEAL, _DIGITS = b"thidua sha256 ", 64
UNSEALED = _SEAL + b"0" * _DIGITS


class SavedFiles(BaseModel, frozen=True):
    """The files that people sent, at that moment: bytes of each by SHA-256.

    `inside`: their bytes are in the backup; else they lie in a bucket, and this is the list of
    what must be there. `lost`: those whose bytes could not be read, or were not the right ones,
    when they were to be saved.
    """

    sizes: dict[str, int] = {}
    inside: bool = True
    lost: list[str] = []

    @property
    def members(self) -> list[str]:
        """The SHA-256 of each file whose bytes are in the backup."""
        return sorted({*self.sizes} - {*self.lost}) if self.inside else []


class Manifest(BaseModel, frozen=True):
    """What was saved, by which version, and what it must be again after a restore.

    `postgresql` is the major version of the programs that wrote the dump. `figures` (year → tables)
    is None when they could not be counted, for example while an upgrade had not been carried out.
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
    files: SavedFiles = SavedFiles()


class Backup(NamedTuple):
    """A file that was found sound."""

    path: Path
    manifest: Manifest

    @contextmanager
    def dump(self) -> Iterator[IO[bytes]]:
        with zipfile.ZipFile(self.path) as archive, archive.open(DUMP) as stream:
            yield stream

    @contextmanager
    def file(self, sha256: str) -> Iterator[IO[bytes]]:
        """The bytes of one of `files.members`."""
        with zipfile.ZipFile(self.path) as archive, archive.open(FILES + sha256) as stream:
            yield stream

    def is_older(self) -> bool:
        """Whether the database has to be brought up to date after this came back."""
        return set(self.manifest.migrations) < _known_migrations()


def product_version() -> str:
    return version("thidua")


def seal(file: IO[bytes]) -> None:
    """Write the seal over the last bytes of a finished archive, whose comment is `UNSEALED`."""
    digest = _digest(file)
    file.seek(-len(digest), os.SEEK_END)
    file.write(digest)
    file.flush()


def open_backup(path: Path) -> Backup:
    """Read the whole file once. Raises BackupError: no such file, no backup, cut short, damaged, of
    a newer version.
    """
    _check_seal(path)
    manifest = _manifest(path)
    ours = product_version()
    if _numbers(manifest.version) > _numbers(ours) or not _known_migrations() >= set(
        manifest.migrations
    ):
        raise BackupError.newer(path, manifest.version, ours)
    return Backup(path, manifest)


def _check_seal(path: Path) -> None:
    try:
        with path.open("rb") as file:
            file.seek(-len(UNSEALED), os.SEEK_END)
            sealed = file.read()
            if not sealed.startswith(_SEAL):
                raise BackupError.not_a_backup(path)
            if sealed.removeprefix(_SEAL) != _digest(file):
                raise BackupError.damaged(path)
    except OSError as error:  # not there, not readable, shorter than a seal
        raise BackupError.not_a_backup(path) from error


def _digest(file: IO[bytes]) -> bytes:
    """SHA-256, in hexadecimal, of everything that stands before it."""
    digest, left = hashlib.sha256(), file.seek(-_DIGITS, os.SEEK_END)
    file.seek(0)
    while left and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest().encode()


def _manifest(path: Path) -> Manifest:
    """What a sealed file says of itself. Another program may have sealed something else, or a later
    version of ours.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            stated = json.loads(archive.read(MANIFEST))
            archive.getinfo(DUMP)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BackupError.not_a_backup(path) from error
    if not isinstance(stated, dict) or stated.get("product") != "thidua":
        raise BackupError.not_a_backup(path)
    if not isinstance(stated.get("format"), int) or stated["format"] > FORMAT:
        raise BackupError.newer(path, str(stated.get("version")), product_version())
    try:
        return Manifest.model_validate(stated)
    except ValidationError as error:
        raise BackupError.not_a_backup(path) from error


def _known_migrations() -> set[str]:
    return {
        f"{app}.{name}"
        for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    }


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
