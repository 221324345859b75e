"""Who gets which address of a year's procedure: everybody reads, the province sets."""

from tests.pages.who import EVERYBODY, Form, Page

ALL = "/nam/2021/quy-trinh/"
DRAFT = f"{ALL}periods.draft_working_days/"

PAGES: list[Page] = [
    ("procedure", ALL, EVERYBODY),
    ("procedure", "/nam/1999/quy-trinh/", frozenset()),
    ("procedure_setting", DRAFT, frozenset({"province"})),
    ("procedure_setting", f"{ALL}orders.rating/", frozenset()),
    ("procedure_setting", f"{ALL}periods.none/", frozenset()),
]

FORMS: list[Form] = [
    (
        "procedure_setting",
        DRAFT,
        {"was": "3", "value": "5", "citation": "HD 10-HD/TU", "reason": "đường xa"},
        frozenset({"province"}),
    ),
]
