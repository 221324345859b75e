"""Who gets the page of a year's list."""

from tests.pages.who import DECIDING, READERS, Form, Page

PAGES: list[Page] = [("roster", "/nam/2021/danh-sach-nam/", READERS)]
FORMS: list[Form] = [
    (
        "roster",
        "/nam/2021/danh-sach-nam/",
        {"act": "put_off", "subject_type": "member", "code": "DV0003", "reason": "ill"},
        DECIDING,
    ),
    (
        "roster",
        "/nam/2021/danh-sach-nam/",
        {"act": "correct", "subject_type": "member", "code": "DV0003", "why": "Sai chi bộ"},
        DECIDING,
    ),
    ("roster", "/nam/2021/danh-sach-nam/", {"act": "freeze"}, frozenset({"province"})),
]
