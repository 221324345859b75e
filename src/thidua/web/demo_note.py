"""What pages and papers of a demo say of themselves."""

from django.conf import settings

from thidua.language import Text

DEMO_NOTE = Text(
    "Dữ liệu mẫu: người và số liệu của từng đơn vị đều là hư cấu. "
    "Số liệu toàn tỉnh theo văn bản đã công bố.",
    "Sample data: the people and the figures of each unit are invented. "
    "The figures of the whole province follow published documents.",
)


def page_note() -> Text | None:
    """The note at the foot of every page, in its reader's language; None outside a demo."""
    return DEMO_NOTE if settings.DEMO else None


def demo_note() -> str:
    """The note at the foot of every paper, in Vietnamese as papers are; "" outside a demo."""
    note = page_note()
    return note.vi if note else ""
