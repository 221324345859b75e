"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.remedies.views import (
    act_page,
    board_page,
    find_page,
    limits_page,
    mine_page,
    raise_page,
    remedy_page,
    write_page,
)

BOARD = "nam/<int:year>/khac-phuc"
ONE = f"{BOARD}/viec/<int:pk>"
urlpatterns: list[URLPattern] = [
    path(f"{BOARD}/", board_page, name="remedies"),
    path(f"{BOARD}/cua-toi/", mine_page, name="remedies_mine"),
    path(f"{BOARD}/han-che/", limits_page, name="remedies_limits"),
    path(f"{ONE}/", remedy_page, name="remedy"),
    path(f"{ONE}/lam/", act_page, name="remedy_act"),
    path(f"{ONE}/viet/", write_page, name="remedy_write"),
    path(f"{ONE}/tim/", find_page, name="remedy_find"),
    path(f"{BOARD}/neu/<path:code>/", raise_page, name="remedy_raise"),
]
