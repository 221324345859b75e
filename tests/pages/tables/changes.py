"""Who gets the pages on which people and the tree are changed."""

from tests.pages.conftest import CHANGE
from tests.pages.who import DECIDING, IN_CELL, Form, Page

MOVE = "/nguoi-va-cay/dang-vien/DV0004/chuyen-sinh-hoat/"
WAITING = f"/nguoi-va-cay/viec/{CHANGE}/"

PAGES: list[Page] = [
    ("people", "/nguoi-va-cay/GL01A/", IN_CELL),
    ("person_act", MOVE, DECIDING),
    ("change", WAITING, IN_CELL | {"cell_outside"}),
]
FORMS: list[Form] = [
    ("person_act", MOVE, {"act": "look", "on": "01/06/2022", "words": "Trạm Bóng"}, DECIDING),
    ("change", WAITING, {"act": "accept"}, DECIDING),
]
