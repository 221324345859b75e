"""Addresses of ballots on levels."""

from django.urls import URLPattern, path

from thidua.level_ballots.views import ballots_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/bo-phieu/xep-loai/<path:code>/", ballots_page, name="level_ballots"),
]
