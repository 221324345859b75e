"""Addresses of the emulation points of a bloc."""

from django.urls import URLPattern, path

from thidua.points.views import check_page, points_page, settle_page, sheet_page

BLOC = "nam/<int:year>/khoi-thi-dua/<int:pk>/diem/"

urlpatterns: list[URLPattern] = [
    path(BLOC, points_page, name="points"),
    path(f"{BLOC}<str:code>/", sheet_page, name="points_sheet"),
    path(f"{BLOC}<str:code>/kiem-tra/", check_page, name="points_check"),
    path(f"{BLOC}<str:code>/chot/", settle_page, name="points_settle"),
]
