"""Who gets which address of bodies beside the tree."""

from tests.pages.conftest import BODY
from tests.pages.who import OFFICERS, READERS, Form, Other, Page

ONE = f"/co-quan-phoi-hop/{BODY}/"
OF_GIA_LOC = READERS - {"upper_level_outside", "inspector_outside"}
CHANGING = frozenset({"province", "upper_level"})
ADDING = OFFICERS | {"upper_level_outside", "grassroots_outside"}
DETAILS = {"kind": "advisory", "name": "Ban Tuyên giáo Huyện uỷ Gia Lộc"}

PAGES: list[Page] = [
    ("bodies", "/co-quan-phoi-hop/", READERS),
    ("body_new", "/co-quan-phoi-hop/moi/", ADDING),
    ("body", ONE, OF_GIA_LOC),
    ("body_change", f"{ONE}sua/", CHANGING),
]

OTHERS: dict[str, Other] = {"body_end": (f"{ONE}dung/", frozenset({302, 405}))}

FORMS: list[Form] = [
    ("body_new", "/co-quan-phoi-hop/moi/", DETAILS | {"committee": "GL"}, CHANGING),
    ("body_new", "/co-quan-phoi-hop/moi/", DETAILS | {"committee": ""}, ADDING),
    ("body_change", f"{ONE}sua/", DETAILS, CHANGING),
    ("body_end", f"{ONE}dung/", {"ends_on": "31/12/2030", "reason": "sáp nhập"}, CHANGING),
]

FOR_BODIES = frozenset({"bodies", "body"})
"""Addresses that are also open to whoever works for one body beside the tree: their own."""
