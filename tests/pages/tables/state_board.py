"""Who gets which address of the state board."""

from tests.pages.who import READERS, UPPER, Form, Other, Page

ABOVE_GL01 = frozenset({"province", "upper_level"})
BOARD = "/nam/2021/bang-trang-thai/"

PAGES: list[Page] = [
    ("state_board", BOARD, READERS),
    ("state_board", f"{BOARD}?show=late&step=kiem-diem&sort=late", READERS),
    ("state_board", f"{BOARD}?format=xlsx", READERS),
    ("state_board_of", f"{BOARD}GL/", UPPER),
    ("state_board_units", f"{BOARD}GL/xep-loai/", UPPER),
    ("state_board_units", f"{BOARD}GL/kiem-diem/?all=1", UPPER),
    ("state_board_excuse", f"{BOARD}GL01/xep-loai/lui-han/", ABOVE_GL01),
]

OTHERS: dict[str, Other] = {
    "state_board_remind": (f"{BOARD}GL/nhac/", frozenset({405, 302})),
}

FORMS: list[Form] = [
    ("state_board_remind", f"{BOARD}GL/nhac/", {"which": "all"}, ABOVE_GL01),
    (
        "state_board_excuse",
        f"{BOARD}GL01/xep-loai/lui-han/",
        {"until": "31/12/2099", "reason": "Lũ"},
        ABOVE_GL01,
    ),
]
