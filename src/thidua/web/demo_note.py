"""What pages and papers of a demo say of themselves."""

from django.conf import settings

DEMO_NOTE = (
    "Dữ liệu mẫu: người và số liệu của từng đơn vị đều là hư cấu. "
    "Số liệu toàn tỉnh theo văn bản đã công bố."
)
"""In Vietnamese, as papers are; pages translate it."""


def demo_note() -> str:
    """The note at the foot of every paper; "" outside a demo."""
    return DEMO_NOTE if settings.DEMO else ""
