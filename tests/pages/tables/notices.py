"""Who gets which address of reminders."""

from tests.pages.who import IN_CELL, OFFICERS, Form, Other, Page
from tests.web.town import REMINDER

PAGES: list[Page] = [
    ("reminder", f"/nhac/{REMINDER}/", IN_CELL - {"inspector", "auditor"}),
]

OTHERS: dict[str, Other] = {"remind": ("/nhac/", frozenset({405}))}

FORMS: list[Form] = [
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
