"""Addresses of the state board."""

from django.urls import URLPattern, path

from thidua.state_board import views

_BOARD = "nam/<int:year>/bang-trang-thai/"

urlpatterns: list[URLPattern] = [
    path(_BOARD, views.board_page, name="state_board"),
    path(f"{_BOARD}<str:code>/", views.board_page, name="state_board_of"),
    path(f"{_BOARD}<str:code>/nhac/", views.remind_view, name="state_board_remind"),
    path(f"{_BOARD}<str:code>/<slug:step>/", views.units_page, name="state_board_units"),
    path(f"{_BOARD}<str:code>/<slug:step>/lui-han/", views.excuse_page, name="state_board_excuse"),
]
