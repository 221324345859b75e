"""The types of files that are taken, and the name endings that fit each."""

from collections.abc import Collection

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.language import Text


class MediaType(TextChoices):
    """What a file is by its content. A CSV table and a plain text are alike by content; the ending
    tells them apart.
    """

    PDF = "application/pdf", "PDF"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (.docx)"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (.xlsx)"
    TEXT = "text/plain", _("Văn bản UTF-8 (.txt, .csv)")
    PNG = "image/png", _("Ảnh PNG")
    JPEG = "image/jpeg", _("Ảnh JPEG")
    WEBP = "image/webp", _("Ảnh WebP")
    HEIC = "image/heic", _("Ảnh HEIC")


CSV = ".csv"
ENDINGS: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: (".pdf",),
    MediaType.DOCX: (".docx",),
    MediaType.XLSX: (".xlsx",),
    MediaType.TEXT: (".txt", CSV),
    MediaType.PNG: (".png",),
    MediaType.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    MediaType.WEBP: (".webp",),
    MediaType.HEIC: (".heic", ".heif"),
}
"""The first one is given to a name that has none."""
PICTURES = frozenset({MediaType.PNG, MediaType.JPEG, MediaType.WEBP, MediaType.HEIC})
SHOWN_BY_BROWSERS = PICTURES - {MediaType.HEIC}
EVERY_TYPE = frozenset(MediaType)
_PICTURE = Text("ảnh", "pictures")
IN_WORDS: dict[MediaType, Text] = {
    MediaType.PDF: Text("PDF", "PDF"),
    MediaType.DOCX: Text("Word", "Word"),
    MediaType.XLSX: Text("Excel", "Excel"),
    **dict.fromkeys((MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.HEIC), _PICTURE),
    MediaType.TEXT: Text("tệp chữ (.txt, .csv)", "plain text (.txt, .csv)"),
}
"""As people call them, in the order in which they are told."""


def in_words(types: Collection[MediaType]) -> Text:
    """What is taken, each word once: PDF, Word, Excel, ảnh…"""
    words = dict.fromkeys(word for kind, word in IN_WORDS.items() if kind in types)
    return Text(", ".join(word.vi for word in words), ", ".join(word.en for word in words))


def claimed_by(ending: str) -> Text | None:
    """What a name that ends so says it is; None: nothing that is taken."""
    return next((IN_WORDS[kind] for kind in IN_WORDS if ending.lower() in ENDINGS[kind]), None)
