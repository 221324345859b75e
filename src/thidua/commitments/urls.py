"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.commitments.views import cell_list, member_page, own_page, save_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/cam-ket/", own_page, name="commitments"),
    path("nam/<int:year>/cam-ket/luu/", save_page, name="commitment_save"),
    path("nam/<int:year>/cam-ket/dang-vien/<path:code>/", member_page, name="commitment_member"),
    path("nam/<int:year>/cam-ket/chi-bo/<path:code>/", cell_list, name="commitment_cell"),
]
