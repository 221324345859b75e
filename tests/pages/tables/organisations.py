"""Who gets which address of organisations."""

from tests.pages.who import ABOVE_CELL, EVERYBODY, IN_CELL, Page

PAGES: list[Page] = [
    ("search", "/tim/?q=gia", EVERYBODY),
    ("tree", "/to-chuc/", EVERYBODY),
    ("organisation", "/to-chuc/XD/", frozenset({"province", "auditor"})),
    ("organisation", "/to-chuc/GL01/", ABOVE_CELL),
    ("organisation", "/to-chuc/GL01A/", IN_CELL),
    ("organisation", "/to-chuc/none/", frozenset()),
    ("branch", "/nhanh/GL01/", ABOVE_CELL),
]
