"""The bytes of attachments, by their SHA-256, wherever they lie (`STORAGES["attachments"]`)."""

import errno
import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any, Protocol

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from thidua.attachments.errors import StoreAwayError
from thidua.attachments.folder import Folder

_HASH = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20
_PROBE = "probe"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Readable(Protocol):
    """Anything with bytes to read."""

    def read(self, size: int = ..., /) -> bytes: ...


def in_folder() -> bool:
    """Whether the bytes lie in a folder of ours, and so in our backups; else in a bucket."""
    return isinstance(_storage(), Folder)


def write(sha256: str, content: IO[bytes]) -> None:
    """Write bytes from their beginning: whole, or not at all. Raises StoreAwayError (away, full,
    not allowed).
    """
    content.seek(0)
    try:
        with _reaching():
            _storage().save(sha256, File(content, name=sha256))
    except FileNotFoundError as error:  # the folder itself went away under the write
        raise StoreAwayError.now() from error


def read(sha256: str) -> "File[bytes]":
    """The bytes, opened for reading. Raises StoreAwayError, FileNotFoundError (they are lost)."""
    with _reaching():
        opened = _storage().open(sha256)
        opened.seek(0)  # a bucket's file comes now, or fails now
        return opened


def exists(sha256: str) -> bool:
    """Raises StoreAwayError."""
    with _reaching():
        return _storage().exists(sha256)


def delete(sha256: str) -> None:
    """What is not there is gone already. Raises StoreAwayError."""
    with _reaching():
        _storage().delete(sha256)


def every_hash() -> set[str]:
    """The hash of all that lies in the store; what bears another name is not ours.

    Raises StoreAwayError.
    """
    with _reaching():
        return {name for name in _storage().listdir("")[1] if _HASH.fullmatch(name)}


def forget_parts() -> None:
    """Remove what writers who died left behind: a bucket does not know such things."""
    storage = _storage()
    if isinstance(storage, Folder):
        with _reaching():
            storage.forget_parts()


def blocks(sha256: str) -> Iterator[bytes]:
    """The bytes, a piece at a time. Raises StoreAwayError, FileNotFoundError."""
    with read(sha256) as file:
        while True:
            with _reaching():
                block = file.read(_BLOCK)
            if not block:
                return
            yield block


def is_whole(sha256: str) -> bool:
    """Whether the bytes there are the ones that their name says. Raises StoreAwayError,
    FileNotFoundError.
    """
    found = hashlib.sha256()
    for block in blocks(sha256):
        found.update(block)
    return found.hexdigest() == sha256


def answers() -> bool:
    """Whether it can be written now: something small is, and goes again."""
    try:
        with _reaching():
            _storage().save(_PROBE, ContentFile(b"probe"))
            _storage().delete(_PROBE)
    except (StoreAwayError, FileNotFoundError):
        return False
    return True


def digest(content: Readable) -> str:
    """SHA-256, in hexadecimal, of all that is left to read."""
    found = hashlib.sha256()
    while block := content.read(_BLOCK):
        found.update(block)
    return found.hexdigest()


def _storage() -> Storage:
    return storages["attachments"]


@contextmanager
def _reaching() -> Iterator[None]:
    """Whatever the store fails with, a disk or a bucket, becomes one error; a missing file stays
    one.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except _failures() as error:
        is_full = isinstance(error, OSError) and error.errno in _FULL
        raise (StoreAwayError.full() if is_full else StoreAwayError.now()) from error


def _failures() -> tuple[type[Exception], ...]:
    """A bucket's library fails with errors of its own; without it there is no bucket."""
    if "botocore" not in sys.modules:
        return (OSError,)
    of_bucket: Any = import_module("botocore.exceptions")
    return (
        OSError,
        of_bucket.BotoCoreError,
        of_bucket.ClientError,
        import_module("boto3.exceptions").Boto3Error,
    )
