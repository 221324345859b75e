"""The types of files that are taken, and the name endings that fit each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
