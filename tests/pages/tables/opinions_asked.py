"""Who gets which address of asking for opinions: the unit's asks, a body's page, the slip."""

from tests.pages.who import IN_CELL, Form, Other, Page

ASKS = "/nam/2021/cham/GL01A/con-no/"
OF_BODY = "/nam/2021/cham/co-quan/9501/"

PAGES: list[Page] = [("opinions_asks", ASKS, IN_CELL)]

OTHERS: dict[str, Other] = {
    "opinions_body": (OF_BODY, frozenset({302, 404})),
    "comment_slip": ("/phieu-nhan-xet/khong-co/", frozenset({404, 429})),
}

FOR_BODIES = frozenset({"opinions_body"})
"""Addresses that whoever works for one body beside the tree opens too: what it was asked for."""

FORMS: list[Form] = [
    ("opinions_asks", ASKS, {"act": "ask"}, frozenset({"cell"})),
    ("opinions_body", OF_BODY, {"ask": "1"}, frozenset()),
    ("comment_slip", "/phieu-nhan-xet/khong-co/", {"by": "x"}, frozenset()),
]
