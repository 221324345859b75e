"""The folder of attachments on a disk: a file a content, by its hash, there as a whole or not at
all.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import FileSystemStorage

_PARTS = ".parts"
_GIVEN_UP_AFTER = 3_600
"""Seconds after which a file that is still being written belongs to somebody who died."""


class Folder(FileSystemStorage):
    """Flat names outside; inside two levels of folders by the first signs, so that no folder grows
    too long.

    Only its owner can read it. A name that is there is written over, by one rename.
    """

    def __init__(self, location: str | Path) -> None:
        super().__init__(
            location=location,
            allow_overwrite=True,
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )

    def path(self, name: str) -> str:
        return super().path(f"{name[:2]}/{name[2:4]}/{name}" if name else "")

    def _save(self, name: str, content: "File[Any]") -> str:
        target, part = Path(self.path(name)), self._parts / uuid4().hex
        for folder in (part.parent, target.parent):
            self._make(folder)
        try:
            with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _settle(target.parent)
        return name

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """No folders, and the names of all files; of an empty path alone."""
        return [], list(self._names()) if not path else []

    def forget_parts(self) -> None:
        """Remove what writers who died left behind."""
        with contextlib.suppress(FileNotFoundError), os.scandir(self._parts) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    if time.time() - entry.stat().st_mtime > _GIVEN_UP_AFTER:
                        os.unlink(entry.path)

    @property
    def _parts(self) -> Path:
        return Path(self.location) / _PARTS

    def _names(self) -> Iterator[str]:
        for first in _folders(Path(self.location)):
            for second in _folders(first):
                yield from (entry.name for entry in second.iterdir())

    def _make(self, folder: Path) -> None:
        """The folder and those above it, each name settled before a file relies on it."""
        if not folder.is_dir():
            if folder != Path(self.location):
                self._make(folder.parent)
            folder.mkdir(mode=0o700, parents=folder == Path(self.location), exist_ok=True)
            _settle(folder.parent)


def _folders(place: Path) -> list[Path]:
    return (
        [entry for entry in place.iterdir() if entry.is_dir() and entry.name != _PARTS]
        if place.is_dir()
        else []
    )


def _settle(folder: Path) -> None:
    """New names in a folder reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
