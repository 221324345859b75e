"""Who gets which address of blocs, their criteria and pacts."""

from tests.pages.conftest import BLOC, CRITERIA
from tests.pages.who import OFFICERS, READERS, Form, Page

LIST = "/nam/2021/khoi-thi-dua/"
ONE = f"{LIST}{BLOC}/"
SET = f"/nam/2021/tieu-chi-thi-dua/{CRITERIA}/"
OUTSIDE = frozenset({"upper_level_outside", "inspector_outside"})
LEADING = frozenset({"province", "upper_level", "grassroots"})
ARRANGING = frozenset({"province", "upper_level"})
SETTING_UP = OFFICERS | {"upper_level_outside", "grassroots_outside"}
EMPTY_SET = {
    "revision": "0",
    "scale": "points",
    "total": "100",
    "c-TOTAL_FORMS": "0",
    "c-INITIAL_FORMS": "0",
    "act": "save",
}

PAGES: list[Page] = [
    ("blocs", LIST, READERS),
    ("bloc", ONE, READERS - OUTSIDE),
    ("pact", f"{ONE}giao-uoc/?format=docx", READERS - OUTSIDE),
    ("criteria_set", SET, READERS - OUTSIDE),
]

FORMS: list[Form] = [
    ("blocs", LIST, {"act": "add", "kind": "cluster", "name": "Cụm mới"}, SETTING_UP),
    ("blocs", LIST, {"act": "start"}, SETTING_UP),
    ("bloc", ONE, {"act": "add", "unit": "GL01A"}, ARRANGING),
    ("bloc", ONE, {"act": "leaders", "head": "GL01"}, ARRANGING),
    ("bloc", ONE, {"act": "remove"}, ARRANGING),
    ("bloc", ONE, {"act": "take_back"}, LEADING),
    ("bloc", ONE, {"act": "sign"}, LEADING),
    ("bloc", ONE, {"act": "agree", "unit": "GL02"}, frozenset({"grassroots_outside"})),
    ("criteria_set", SET, EMPTY_SET, LEADING),
]

FOR_BODIES = frozenset({"blocs", "bloc", "pact", "criteria_set"})
"""Addresses that are also open to whoever works for one body beside the tree: they read."""
