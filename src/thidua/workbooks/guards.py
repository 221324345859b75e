"""What a file must pass before a spreadsheet parser may see it. Runs in the limited process of
`child`.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from thidua.language import Text
from thidua.workbooks.encodings import is_text
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.file_kinds import OLE, foreign_kind, foreign_zip

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MIMETYPE = 200
_MACRO_TYPE = b"macroEnabled"
_SMALL_PART = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask of us: bytes, rows, columns, seconds, bytes of address space."""

    size: int = 50 * 1024 * 1024
    unpacked: int = 800 * 1024 * 1024
    ratio: int = 150
    parts: int = 5_000
    rows: int = 1_000_000
    columns: int = 200
    seconds: int = 60
    memory: int = 2_500_000_000


def is_package(content: bytes) -> bool:
    """Whether the bytes begin as a zip, which an .xlsx file is."""
    return content.startswith(_ZIP)


def check_bytes(content: bytes, name: str) -> None:
    """Refuse what is neither a zip nor a text, by its content and whatever its name: each kind with
    what it is and how to save it rightly. Whoever sends a file may be told so at once.

    Raises UnreadableFileError.
    """
    if not content:
        raise UnreadableFileError.empty(name)
    if is_package(content):
        return
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFileError.password(name)
    kind = foreign_kind(content)
    if kind is not None:
        raise UnreadableFileError.of_kind(name, kind)
    if not is_text(content):
        raise UnreadableFileError.unknown_type(name)


def check_zip(path: Path, name: str, limits: Limits) -> None:
    """Refuse broken zips, bombs, macros and other office formats. Raises UnreadableFileError."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_volume(archive, name, limits)
            _check_contents(archive, name)
    except (
        zipfile.BadZipFile,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as error:
        raise UnreadableFileError.broken(name, detail=str(error)) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise UnreadableFileError.broken(name, detail=str(error)) from error
        raise


def _check_volume(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise UnreadableFileError.bomb(
            name,
            detail=Text(f"có {len(parts)} phần bên trong", f"it has {len(parts)} parts inside"),
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        megabytes = unpacked // 1_048_576
        raise UnreadableFileError.bomb(
            name, detail=Text(f"bung ra tới {megabytes} MB", f"it unpacks to {megabytes} MB")
        )
    for part in parts:
        if part.file_size > _SMALL_PART and part.file_size > limits.ratio * max(
            1, part.compress_size
        ):
            ratio = part.file_size // max(1, part.compress_size)
            raise UnreadableFileError.bomb(
                name,
                detail=Text(
                    f"{part.filename} bung ra gấp {ratio} lần",
                    f"{part.filename} unpacks to {ratio} times",
                ),
            )


def _check_contents(archive: zipfile.ZipFile, name: str) -> None:
    names = {part.lower() for part in archive.namelist()}
    kind = foreign_zip(names, _mimetype(archive))
    if kind is not None:
        raise UnreadableFileError.of_kind(name, kind)
    if any(part.endswith("vbaproject.bin") for part in names):
        raise UnreadableFileError.macros(name)
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        if any(part.startswith("xl/") for part in names):
            raise UnreadableFileError.broken(name)
        raise UnreadableFileError.unknown_type(name)
    if _MACRO_TYPE in archive.read("[Content_Types].xml"):
        raise UnreadableFileError.macros(name)


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    """What an OpenDocument file says it is."""
    if "mimetype" not in archive.namelist():
        return b""
    with archive.open("mimetype") as part:
        return part.read(_MIMETYPE)
