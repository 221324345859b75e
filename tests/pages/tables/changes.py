"""Who gets the pages on which people and the tree are changed."""

from tests.pages.conftest import CHANGE
from tests.pages.who import DECIDING, IN_CELL, Form, Page

MOVE = "/nguoi-va-cay/dang-vien/DV0004/chuyen-sinh-hoat/"
ADMIT = "/nguoi-va-cay/to-chuc/GL01A/ket-nap/"
MERGE = "/nguoi-va-cay/to-chuc/GL01A/hop-nhat/"
WAITING = f"/nguoi-va-cay/viec/{CHANGE}/"

PAGES: list[Page] = [
    ("people", "/nguoi-va-cay/GL01A/", IN_CELL),
    ("person_act", MOVE, DECIDING),
    ("organisation_act", ADMIT, DECIDING),
    ("organisation_act", MERGE, frozenset({"province"})),
    ("change", WAITING, IN_CELL | {"cell_outside"}),
]
FORMS: list[Form] = [
    ("person_act", MOVE, {"act": "look", "on": "01/06/2022", "words": "Trạm Bóng"}, DECIDING),
    ("organisation_act", ADMIT, {"act": "look", "full_name": "Lê Thị Mới"}, DECIDING),
    ("organisation_act", MERGE, {"act": "look", "words": "Trạm Bóng"}, frozenset({"province"})),
    ("change", WAITING, {"act": "accept"}, DECIDING),
]
