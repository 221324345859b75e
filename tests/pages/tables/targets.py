"""Who gets which address of targets."""

from tests.pages.who import ABOVE_CELL, IN_CELL, Form, Page

OWN = "/nam/2021/chi-tieu/GL01/"

PAGES: list[Page] = [
    ("targets", "/nam/2021/chi-tieu/XD/", frozenset({"province", "auditor"})),
    ("targets", OWN, ABOVE_CELL),
    ("targets", "/nam/2021/chi-tieu/GL01A/", IN_CELL),
]

TYPED = {"act": "add", "name": "Số hộ phân loại rác", "unit": "hộ", "direction": "higher"}

FORMS: list[Form] = [
    ("targets", OWN, TYPED, frozenset({"grassroots"})),
    ("targets", OWN, {"act": "save"}, frozenset({"grassroots"})),
    ("targets", "/nam/2021/chi-tieu/GL01A/", TYPED, frozenset({"cell"})),
]
