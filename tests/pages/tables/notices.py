"""Who gets which address of notices and reminders."""

from tests.pages.who import EVERYBODY, IN_CELL, OFFICERS, Form, Other, Page
from tests.web.town import REMINDER

PAGES: list[Page] = [
    ("notices", "/thong-bao/", EVERYBODY),
    ("notices", "/thong-bao/?line=1", frozenset()),
    ("notice", "/thong-bao/1/", frozenset()),
    ("notice_ways", "/thong-bao/cach-nhan/", EVERYBODY),
    ("letters", "/thong-bao/thu/", EVERYBODY),
    ("letter", "/thong-bao/thu/1/", frozenset()),
    ("reminder", f"/nhac/{REMINDER}/", IN_CELL - {"inspector", "auditor"}),
]

OTHERS: dict[str, Other] = {
    "remind": ("/nhac/", frozenset({405})),
    "confirm_address": ("/thong-bao/xac-nhan/x/", frozenset({302})),
    "calendar_feed": ("/thong-bao/lich/x.ics", frozenset({404})),
}

FORMS: list[Form] = [
    ("notices", "/thong-bao/", {"upto": "1"}, EVERYBODY),
    ("notice_ways", "/thong-bao/cach-nhan/", {"act": "ways"}, EVERYBODY),
    ("confirm_address", "/thong-bao/xac-nhan/x/", {}, EVERYBODY),
    (
        "remind",
        "/nhac/",
        {"year": "2021", "about": "facts", "unit": "GL01A"},
        OFFICERS,
    ),
    (
        "reminder",
        f"/nhac/{REMINDER}/",
        {"promised_on": "01/01/2030"},
        OFFICERS | {"cell"},
    ),
]
