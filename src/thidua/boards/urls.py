"""Addresses of boards and of proposals sent back."""

from django.urls import URLPattern, URLResolver, path

from thidua.boards.views.board import board_page, boards_page
from thidua.boards.views.choosing import board_changes, board_choose, board_pool
from thidua.boards.views.compare import board_compare
from thidua.boards.views.returns import return_page, returned_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("bang/<int:year>/", boards_page, name="boards"),
    path("bang/<int:year>/<path:code>/chon/", board_choose, name="board_choose"),
    path("bang/<int:year>/<path:code>/moi/", board_changes, name="board_changes"),
    path("bang/<int:year>/<path:code>/so-sanh/", board_compare, name="board_compare"),
    path("bang/<int:year>/<path:code>/nhom/<slug:slug>/", board_pool, name="board_pool"),
    path("bang/<int:year>/<path:code>/", board_page, name="board"),
    path("quyet-dinh/<int:year>/tra-lai/", return_page, name="return_proposals"),
    path("de-nghi/<int:year>/tra-lai/", returned_page, name="returned"),
]
