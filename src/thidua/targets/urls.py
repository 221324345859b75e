"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.targets.views import targets_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/chi-tieu/<path:code>/", targets_page, name="targets"),
]
