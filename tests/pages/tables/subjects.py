"""Who gets which address of subjects."""

from tests.pages.who import ABOVE_CELL, EVERYBODY, IN_CELL, Page

PAGES: list[Page] = [
    ("rating", "/xep-loai/2021/organisation/GL01/", ABOVE_CELL),
    ("rating", "/xep-loai/2021/collective/GL01/", ABOVE_CELL),
    ("rating", "/xep-loai/2021/leader/DV0001/?organisation=GL01", ABOVE_CELL),
    ("rating", "/xep-loai/2021/member/DV0003/", IN_CELL | {"member"}),
    ("rating", "/xep-loai/2021/person/DV0003/", frozenset()),
    ("rating", "/xep-loai/1999/member/DV0003/", frozenset()),
    ("looks", "/ho-so/luot-xem/", EVERYBODY),
    ("rating_sheet", "/xep-loai/2021/member/DV0003/phieu.pdf", IN_CELL | {"member"}),
    ("rating_sheet", "/xep-loai/2021/organisation/GL01/phieu.pdf", ABOVE_CELL),
    ("rating_sheet", "/xep-loai/2021/person/DV0003/phieu.pdf", frozenset()),
    ("rating_sheets", "/phieu/2021/GL01A/", IN_CELL),
    ("rating_sheets", "/phieu/2021/none/", frozenset()),
]
