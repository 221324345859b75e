"""Who gets which address of attachments."""

from tests.pages.who import Page

PAGES: list[Page] = [
    ("attachment", "/tep/999999/", frozenset()),
    ("attachment_preview", "/tep/999999/xem-truoc/", frozenset()),
]
