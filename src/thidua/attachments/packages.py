"""Office packages (.docx, .xlsx): which of the two it is, and nothing in it that acts by itself or
reaches outside.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import IO
from xml.parsers import expat

from thidua.attachments.errors import AttachmentError
from thidua.attachments.media_types import MediaType
from thidua.language import Text

Attributes = Mapping[str, str]
MOST_PARTS = 2_000
MOST_UNPACKED = 100_000_000
"""Bytes. A sheet of 100,000 rows unpacks to less; a bomb of 300 kB to more."""
_MOST_READ = 2_000_000
"""Bytes of one part that is looked into: the list of types, relations."""
_TYPES = "[content_types].xml"
_MAIN: dict[str, MediaType] = {
    "word/document.xml": MediaType.DOCX,
    "xl/workbook.xml": MediaType.XLSX,
}
_EMBEDDED = re.compile(r"/embeddings/[^/]+\.(docx|xlsx)$")
_MACROS = Text("macro (chương trình)", "macros (programs)")
_INSIDE = Text("tệp khác nhúng bên trong", "other files inside")
# Names inside the package, in small letters, and what they are.
_ACTIVE: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"vbaproject\.bin$|/vbadata\.xml$|/macrosheets/"), _MACROS),
    (re.compile(r"/activex/"), Text("điều khiển ActiveX", "ActiveX controls")),
    (re.compile(r"/embeddings/.+(?<!\.docx)(?<!\.xlsx)$"), _INSIDE),
    (
        re.compile(r"/externallinks/"),
        Text("liên kết tới tệp Excel khác", "links to other workbooks"),
    ),
)
_OUTSIDE = Text(
    "phần lấy từ nơi khác khi mở", "parts that are fetched from elsewhere when it is opened"
)
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(RuntimeError, ValueError, OSError),
)
"""What Python's archives raise over damaged or encrypted ones."""


def office_type(file: IO[bytes], name: str) -> MediaType | None:
    """Word or Excel, by the main part of the package. What it unpacks to is bounded; nothing is
    parsed.

    Documents and workbooks inside (a chart's data) are looked at by the same rules, one deep. None:
    an archive of anything else. Raises AttachmentError: damaged, a bomb, with macros, ActiveX,
    foreign embedded files or parts that lie elsewhere.
    """
    return _type_of(file, name, deeper=True)


def _type_of(file: IO[bytes], name: str, *, deeper: bool) -> MediaType | None:
    try:
        with zipfile.ZipFile(file) as package:
            parts = [(part.filename.lower(), part) for part in package.infolist()]
            _refuse_volume(package, name)
            names = {part_name for part_name, _ in parts}
            found = next((kind for main, kind in _MAIN.items() if main in names), None)
            if found is None or _TYPES not in names:
                return None
            _refuse_active(package, parts, name)
            for inside in (part for part_name, part in parts if _EMBEDDED.search(part_name)):
                if not deeper:
                    raise AttachmentError.active_package(name, what=_INSIDE)
                content = BytesIO(_read(package, inside, most=MOST_UNPACKED))
                if _type_of(content, name, deeper=False) is None:
                    raise AttachmentError.active_package(name, what=_INSIDE)
            return found
    except _UNREADABLE as error:
        raise AttachmentError.broken(name) from error


def _refuse_volume(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        megabytes = unpacked // 1_000_000
        raise AttachmentError.active_package(
            name,
            what=Text(
                f"{len(parts)} phần, bung ra {megabytes} MB",
                f"{len(parts)} parts that unpack to {megabytes} MB",
            ),
        )


def _refuse_active(
    package: zipfile.ZipFile, parts: Sequence[tuple[str, zipfile.ZipInfo]], name: str
) -> None:
    """Every part is looked at, also where several bear one name: programs differ in which they
    take.
    """
    for part_name, part in parts:
        for pattern, what in _ACTIVE:
            if pattern.search(f"/{part_name}"):
                raise AttachmentError.active_package(name, what=what)
        if part_name == _TYPES and any(map(_is_macro, _elements(_read(package, part)))):
            raise AttachmentError.active_package(name, what=_MACROS)
        if part_name.endswith(".rels") and any(map(_is_fetched, _elements(_read(package, part)))):
            raise AttachmentError.active_package(name, what=_OUTSIDE)


def _is_macro(attributes: Attributes) -> bool:
    content_type = attributes.get("ContentType", "").lower()
    return "macroenabled" in content_type or "vbaproject" in content_type


def _is_fetched(attributes: Attributes) -> bool:
    """Links to click are words; a template or a picture from elsewhere comes unasked."""
    external = attributes.get("TargetMode", "").lower() == "external"
    return external and not attributes.get("Type", "").endswith("/hyperlink")


def _elements(content: bytes) -> list[Attributes]:
    """The attributes of every element, read as any program would read them.

    Raises ValueError: no XML, or with definitions of its own, which no Office program writes.
    """
    found: list[Attributes] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: found.append(attributes)
    parser.StartDoctypeDeclHandler = _no_definitions
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's own: this is all of it
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return found


def _no_definitions(*_: object) -> None:
    raise ValueError("DOCTYPE")


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo, *, most: int = _MOST_READ) -> bytes:
    with package.open(part) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise zipfile.BadZipFile(part.filename)
    return content
