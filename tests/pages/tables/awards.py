"""Who gets which address of awards."""

from tests.pages.who import EVERYBODY, IN_CELL, Page
from tests.web.town import AWARD_OF_CELL, AWARD_OF_MEMBER

PAGES: list[Page] = [
    ("awards", "/nam/2021/khen-thuong/", EVERYBODY),
    ("awards", "/nam/1999/khen-thuong/", frozenset()),
    ("award", f"/nam/2021/khen-thuong/{AWARD_OF_CELL}/", IN_CELL),
    ("award", f"/nam/2021/khen-thuong/{AWARD_OF_MEMBER}/", IN_CELL | {"member"}),
    ("award", "/nam/2021/khen-thuong/999999/", frozenset()),
]
