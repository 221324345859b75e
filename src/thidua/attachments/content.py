"""What a file is, told by its content alone: the types that are taken, or a sentence about what it
is instead.
"""

import codecs
from typing import IO

from thidua.attachments.errors import AttachmentError
from thidua.attachments.media_types import ENDINGS, MediaType, claimed_by
from thidua.attachments.names import split_ending
from thidua.attachments.packages import office_type
from thidua.language import Text

_HEAD = 16
_BLOCK = 1 << 16
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_TEXT_CONTROLS = frozenset("\t\n\r\f")
_PROGRAM = Text("một chương trình máy tính", "a computer program")
_ARCHIVE = Text("một tệp nén", "an archive")
_WEB_PAGE = Text("trang web (HTML)", "a web page (HTML)")
_DRAWING = Text("ảnh vẽ SVG", "an SVG drawing")
# What is refused by its own name; anything else that is no text is "of an unknown kind".
_OTHERS: tuple[tuple[bytes, Text], ...] = (
    *((sign, _PROGRAM) for sign in (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")),
    *((sign, _ARCHIVE) for sign in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
    (b"GIF8", Text("ảnh GIF", "a GIF picture")),
)
# What a text is by how it begins, in small letters.
_TEXTS: tuple[tuple[bytes, Text], ...] = (
    *((sign, _WEB_PAGE) for sign in (b"<!doctype html", b"<html", b"<script", b"<body")),
    (b"<svg", _DRAWING),
    (b"#!", _PROGRAM),
)
_SCRIPTS = frozenset({".js", ".mjs", ".vbs", ".ps1", ".bat", ".cmd", ".sh", ".py", ".hta"})
_PLAIN = Text("chữ thường", "plain text")
_UNKNOWN = Text("dữ liệu loại không rõ", "data of an unknown kind")


def media_type_of(file: IO[bytes], name: str, *, taken: Text) -> MediaType:
    """What the file is by its first bytes, an Office package by what is in it, a text by being one
    to its end and by its name.

    It is a claim: pictures have yet to be opened. `taken`: what is, in words. Raises
    AttachmentError: none of the types that are taken, a text that is not UTF-8 or bears another
    type's name, an old Office file, an active or damaged package.
    """
    file.seek(0)
    head = file.read(_HEAD)
    found = _by_signature(head) or (office_type(file, name) if head.startswith(_ZIP) else None)
    if found:
        return found
    if head.startswith(_OLE):
        raise AttachmentError.old_office(name)
    ending = split_ending(name)[1].lower()
    is_text = not head.startswith(_ZIP) and _is_text(file)
    if is_text and ending in {"", *ENDINGS[MediaType.TEXT]}:
        return MediaType.TEXT
    inside = _text_in_words(file, ending) if is_text else _in_words(file, head)
    if inside is None:
        raise AttachmentError.not_utf8(name)
    raise AttachmentError.not_taken(
        name, found=inside, taken=taken, claimed=claimed_by(ending), alarm=inside is _PROGRAM
    )


def _by_signature(head: bytes) -> MediaType | None:
    if head.startswith(b"%PDF-"):
        return MediaType.PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return MediaType.HEIC
    return None


def _is_text(file: IO[bytes]) -> bool:
    """UTF-8 from the first byte to the last, without control signs."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            if _has_controls(decoder.decode(block)):
                return False
        return not decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False


def _has_controls(text: str) -> bool:
    return any(sign < " " and sign not in _TEXT_CONTROLS for sign in set(text))


def _text_in_words(file: IO[bytes], ending: str) -> Text:
    """What a text is that bears another type's name."""
    file.seek(0)
    begun = file.read(_BLOCK).removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if begun.startswith(b"<?xml") and b"<svg" in begun:
        return _DRAWING
    known = next((text for sign, text in _TEXTS if begun.startswith(sign)), None)
    return known or (_PROGRAM if ending in _SCRIPTS else _PLAIN)


def _in_words(file: IO[bytes], head: bytes) -> Text | None:
    """What a file is that is neither taken nor a text; None: perhaps a text, in other signs."""
    if head.startswith(_ZIP):
        return _ARCHIVE
    if known := next((text for sign, text in _OTHERS if head.startswith(sign)), None):
        return known
    file.seek(0)
    looks_like_text = head.startswith(_UTF_16) or b"\0" not in file.read(_BLOCK)
    return None if looks_like_text else _UNKNOWN
