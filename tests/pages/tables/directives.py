"""Who gets which address of documents."""

from tests.pages.who import EVERYBODY, IN_CELL, OFFICERS, Form, Page
from tests.web.town import DIRECTIVE

IN_PART = IN_CELL | {"grassroots_outside", "cell_outside", "member", "member_outside"}
KEEPERS = OFFICERS | {"upper_level_outside", "grassroots_outside"}
LIST = "/nam/2021/van-ban/"
PLAN = f"{LIST}{DIRECTIVE}/"

PAGES: list[Page] = [
    ("directives", LIST, EVERYBODY),
    ("directive_new", f"{LIST}them/", KEEPERS),
    ("directive", PLAN, IN_PART),
    ("directive_edit", f"{PLAN}sua/", frozenset({"province", "upper_level"})),
]

FORMS: list[Form] = [
    (
        "directive_new",
        f"{LIST}them/",
        {
            "kind": "plan",
            "number": "12-KH",
            "signed_on": "18/02/2021",
            "issuer": "Huyện uỷ",
            "title": "Kế hoạch",
            "organisation": "0",
            "every_year": "on",
        },
        KEEPERS,
    ),
    (
        "directive",
        PLAN,
        {"act": "link", "kind": "step", "target": "register"},
        frozenset({"province", "upper_level"}),
    ),
    (
        "directive_edit",
        f"{PLAN}sua/",
        {"revision": "1"},
        frozenset({"province", "upper_level"}),
    ),
]
