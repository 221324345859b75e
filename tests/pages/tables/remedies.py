"""Who gets which address of remedies."""

from tests.pages.who import ABOVE_CELL, IN_CELL, OFFICERS, READERS, Form, Other, Page
from tests.remedies.town import OF_MEMBER, REMEDY

BOARD = "/nam/2021/khac-phuc/"
ONE, MEMBERS_ONE = f"{BOARD}viec/{REMEDY}/", f"{BOARD}viec/{OF_MEMBER}/"
WRITING = frozenset({"grassroots", "upper_level"})
ACTING = OFFICERS | {"cell"}

PAGES: list[Page] = [
    ("remedies", BOARD, READERS),
    ("remedies", f"{BOARD}?xem=qua-han&nguon=review", READERS),
    ("remedies_mine", f"{BOARD}cua-toi/", frozenset({"member", "member_outside"})),
    ("remedies_limits", f"{BOARD}han-che/", frozenset({"province"})),
    ("remedy", ONE, ABOVE_CELL),
    ("remedy", MEMBERS_ONE, IN_CELL),
    ("remedy_write", f"{ONE}viet/", WRITING),
    ("remedy_find", f"{ONE}tim/?q=an", WRITING),
    ("remedy_raise", f"{BOARD}neu/GL01/", OFFICERS),
    ("remedy_raise", f"{BOARD}neu/GL01A/", ACTING | {"member"}),
]

OTHERS: dict[str, Other] = {"remedy_act": (f"{ONE}lam/", frozenset({302, 405}))}

LIMIT = {"limit": "Họp ít", "source": "review"}
FORMS: list[Form] = [
    ("remedy_act", f"{ONE}lam/", {"act": "step", "text": "họp"}, frozenset({"grassroots"})),
    ("remedy_act", f"{ONE}lam/", {"act": "ask"}, frozenset({"grassroots"})),
    (
        "remedy_act",
        f"{ONE}lam/",
        {"act": "carry", "until": "31/12/2022", "text": "chờ"},
        frozenset({"upper_level"}),
    ),
    ("remedy_act", f"{ONE}lam/", {"act": "remind"}, frozenset({"province", "upper_level"})),
    ("remedy_act", f"{MEMBERS_ONE}lam/", {"act": "close"}, frozenset({"cell"})),
    ("remedy_act", f"{MEMBERS_ONE}lam/", {"act": "back", "text": "chưa rõ"}, frozenset({"cell"})),
    ("remedy_write", f"{ONE}viet/", {"act": "save", "limit": "Họp ít"}, WRITING),
    ("remedy_raise", f"{BOARD}neu/GL01/", {"who": "o:1", **LIMIT}, OFFICERS),
    ("remedies_limits", f"{BOARD}han-che/", {"source": "Hội nghị"}, frozenset({"province"})),
]
