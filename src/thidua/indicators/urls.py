"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.indicators.views.showing import indicators_page

_UNIT = "nam/<int:year>/thuc-hien/<path:code>/chi-tieu/"
urlpatterns: list[URLPattern] = [
    path(_UNIT, indicators_page, name="indicators"),
]
