"""Addresses of the pages that show levels: home, search, the tree, an organisation, a rating."""

from django.urls import URLPattern, URLResolver, path

import thidua.reviews.board.work  # noqa: F401  (hands in its part of the first page)
from thidua.reviews.board.answers import board_changes, board_choose, board_pool
from thidua.reviews.board.compare import board_compare
from thidua.reviews.board.views import board_page, boards_page
from thidua.reviews.deciding import work  # noqa: F401  (what was sent back waits on the first page)
from thidua.reviews.deciding.pages import decision_file, decision_new, decision_page, decisions_page
from thidua.reviews.deciding.return_pages import return_page, returned_page
from thidua.reviews.pages.home import home
from thidua.reviews.pages.layer_preview import layer_preview_page
from thidua.reviews.pages.looks import looks_page
from thidua.reviews.pages.organisation import organisation_page
from thidua.reviews.pages.rating import rating_page
from thidua.reviews.pages.search import search_page
from thidua.reviews.pages.tree import branch, tree_page
from thidua.reviews.result_sheets.pages import board_sheets, rating_sheet, rating_sheets

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("khung/dia-phuong/<str:layer_id>/xem-truoc/", layer_preview_page, name="layer_preview"),
    path("tim/", search_page, name="search"),
    path("to-chuc/", tree_page, name="tree"),
    path("nhanh/<path:code>/", branch, name="branch"),
    path("to-chuc/<path:code>/", organisation_page, name="organisation"),
    path("bang/<int:year>/", boards_page, name="boards"),
    path("bang/<int:year>/<path:code>/chon/", board_choose, name="board_choose"),
    path("bang/<int:year>/<path:code>/moi/", board_changes, name="board_changes"),
    path("bang/<int:year>/<path:code>/so-sanh/", board_compare, name="board_compare"),
    path("bang/<int:year>/<path:code>/phieu/", board_sheets, name="board_sheets"),
    path("bang/<int:year>/<path:code>/nhom/<slug:slug>/", board_pool, name="board_pool"),
    path("bang/<int:year>/<path:code>/", board_page, name="board"),
    path("xep-loai/<int:year>/<slug:subject_type>/<path:code>/", rating_page, name="rating"),
    path("ho-so/luot-xem/", looks_page, name="looks"),
    path("xep-loai/<int:year>/<slug:subject_type>/<path:code>/phieu.pdf", rating_sheet, name="rating_sheet"),
    path("phieu/<int:year>/<path:code>/", rating_sheets, name="rating_sheets"),
    path("quyet-dinh/<int:year>/", decisions_page, name="decisions"),
    path("quyet-dinh/<int:year>/tra-lai/", return_page, name="return_proposals"),
    path("quyet-dinh/<int:year>/moi/<path:code>/", decision_new, name="decision_new"),
    path("quyet-dinh/<int:year>/<int:pk>/", decision_page, name="decision"),
    path("quyet-dinh/<int:year>/<int:pk>/quyet-dinh.<slug:extension>", decision_file, name="decision_file"),
    path("de-nghi/<int:year>/tra-lai/", returned_page, name="returned"),
]
