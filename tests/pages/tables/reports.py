"""Who gets which address of reports."""

from tests.pages.who import EVERYBODY, Page

PAGES: list[Page] = [
    ("figures", "/nam/2021/", EVERYBODY),
    ("figures", "/nam/1999/", frozenset()),
    ("figures_charts", "/nam/2021/bieu-do/", EVERYBODY),
    ("figures_list", "/nam/2021/danh-sach/", EVERYBODY),
    ("list_units", "/nam/2021/danh-sach/don-vi/?unit=gia", EVERYBODY),
    ("pools", "/nam/2021/nhom/", EVERYBODY),
]
