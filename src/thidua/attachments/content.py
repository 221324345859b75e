"""What a file is, told by its content alone: the types that are taken, or a sentence about what it
is instead.
"""

import codecs
from typing import IO

from thidua.attachments.errors import AttachmentError
from thidua.attachments.media_types import ENDINGS, MediaType
from thidua.attachments.packages import office_type
from thidua.language import Text

_HEAD = 16
_BLOCK = 1 << 16
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_TEXT_CONTROLS = frozenset("\t\n\r\f")
# What is refused by its own name; anything else that is no text is "of an unknown kind".
_OTHERS: tuple[tuple[bytes, Text], ...] = (
    (b"MZ", Text("một chương trình Windows", "a Windows program")),
    (b"\x7fELF", Text("một chương trình Linux", "a Linux program")),
    (b"Rar!", Text("một tệp nén", "an archive")),
    (b"7z\xbc\xaf", Text("một tệp nén", "an archive")),
    (b"\x1f\x8b", Text("một tệp nén", "an archive")),
    (b"GIF8", Text("ảnh GIF", "a GIF picture")),
)
_UNKNOWN = Text("loại không rõ", "of an unknown kind")


def media_type_of(file: IO[bytes], name: str) -> MediaType:
    """What the file is by its first bytes, an Office package by what is in it, a text by being one
    to its end.

    It is a claim: pictures have yet to be opened. Raises AttachmentError: none of the types that
    are taken, a text that is not UTF-8, an old Office file, an active or damaged package.
    """
    file.seek(0)
    head = file.read(_HEAD)
    if claimed := _by_signature(head):
        return claimed
    if head.startswith(_ZIP):
        return office_type(file, name)
    if head.startswith(_OLE):
        raise AttachmentError.old_office(name)
    if _is_text(file):
        return MediaType.TEXT
    raise _refusal(file, head, name)


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


def _refusal(file: IO[bytes], head: bytes, name: str) -> AttachmentError:
    file.seek(0)
    looks_like_text = head.startswith(_UTF_16) or b"\0" not in file.read(_BLOCK)
    known = next((text for sign, text in _OTHERS if head.startswith(sign)), None)
    if known is None and looks_like_text:
        return AttachmentError.not_utf8(name)
    taken = [endings[0] for endings in ENDINGS.values()]
    return AttachmentError.not_taken(name, found=known or _UNKNOWN, taken=taken)
