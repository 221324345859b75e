"""Who gets which address of opinions on criteria."""

from tests.pages.who import ABOVE_CELL, IN_CELL, READERS, Form, Other, Page

MEMBERS = frozenset({"member", "member_outside"})
GRID = "/nam/2021/cham/GL01A/"
ONE = "/nam/2021/cham/GL01A/member/DV0003/"
OWN = "/nam/2021/cham/cua-toi/"

PAGES: list[Page] = [
    ("opinions_grid", GRID, IN_CELL),
    ("opinions_grid", f"{GRID}?view=all", IN_CELL),
    ("opinions_grid", "/nam/2021/cham/GL01/?group=own-leader", ABOVE_CELL),
    ("opinions_person", ONE, IN_CELL),
    ("opinions_material", f"{ONE}can-cu/", IN_CELL),
    ("opinions_own", OWN, MEMBERS),
    ("opinions", "/nam/2021/cham/", READERS | MEMBERS),
]

OTHERS: dict[str, Other] = {"opinions_paste": (f"{GRID}dan/", frozenset({405, 302}))}

CELLS = '[[1, "duties", "good", "", ""]]'
FORMS: list[Form] = [
    ("opinions_grid", GRID, {"cells": "no cells"}, IN_CELL),
    ("opinions_paste", f"{GRID}dan/", {"text": "T", "entry": "1", "criterion": "duties"}, IN_CELL),
    ("opinions_person", ONE, {"g-duties": "good"}, frozenset({"cell"})),
    ("opinions_own", OWN, {"g-duties": "good"}, MEMBERS),
]
