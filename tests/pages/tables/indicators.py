"""Who gets which address of indicators."""

from tests.pages.who import ABOVE_CELL, IN_CELL, Form, Page

OWN = "/nam/2021/thuc-hien/GL01/chi-tieu/"

PAGES: list[Page] = [
    ("indicators", "/nam/2021/thuc-hien/XD/chi-tieu/", frozenset({"province", "auditor"})),
    ("indicators", OWN, ABOVE_CELL),
    ("indicators", "/nam/2021/thuc-hien/GL01A/chi-tieu/", IN_CELL),
]

FORMS: list[Form] = []
