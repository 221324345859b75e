"""Who gets which address of ballots on levels."""

from tests.pages.who import IN_CELL, Form, Other, Page

BALLOTS = "/nam/2021/bo-phieu/xep-loai/GL01A/"

PAGES: list[Page] = [
    ("level_ballots", BALLOTS, IN_CELL | {"member"}),
    (
        "level_ballots",
        "/nam/2021/bo-phieu/xep-loai/CL01/",
        frozenset({"province", "upper_level_outside", "inspector_outside", "auditor"}),
    ),
]
OTHERS: dict[str, Other] = {}
FORMS: list[Form] = [
    (
        "level_ballots",
        BALLOTS,
        {"kind": "member", "number": "1", "held": "devices"},
        frozenset({"cell", "grassroots"}),
    ),
]
