"""Addresses of the pages that show levels: home, search, the tree, an organisation, a rating."""

from django.urls import URLPattern, URLResolver, path

import thidua.reviews.board.work  # noqa: F401  (hands in its part of the first page)
from thidua.reviews.board.answers import board_changes, board_choose, board_pool
from thidua.reviews.board.compare import board_compare
from thidua.reviews.board.views import board_page, boards_page
from thidua.reviews.pages.home import home
from thidua.reviews.pages.looks import looks_page
from thidua.reviews.pages.organisation import organisation_page
from thidua.reviews.pages.rating import rating_page
from thidua.reviews.pages.search import search_page
from thidua.reviews.pages.tree import branch, tree_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("tim/", search_page, name="search"),
    path("to-chuc/", tree_page, name="tree"),
    path("nhanh/<path:code>/", branch, name="branch"),
    path("to-chuc/<path:code>/", organisation_page, name="organisation"),
    path("bang/<int:year>/", boards_page, name="boards"),
    path("bang/<int:year>/<path:code>/chon/", board_choose, name="board_choose"),
    path("bang/<int:year>/<path:code>/moi/", board_changes, name="board_changes"),
    path("bang/<int:year>/<path:code>/so-sanh/", board_compare, name="board_compare"),
    path("bang/<int:year>/<path:code>/nhom/<slug:slug>/", board_pool, name="board_pool"),
    path("bang/<int:year>/<path:code>/", board_page, name="board"),
    path("xep-loai/<int:year>/<slug:subject_type>/<path:code>/", rating_page, name="rating"),
    path("ho-so/luot-xem/", looks_page, name="looks"),
]
