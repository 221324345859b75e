"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.indicators.views.noting import note_page
from thidua.indicators.views.one import indicator_page
from thidua.indicators.views.ranks import ranks_page
from thidua.indicators.views.showing import indicators_page

_UNIT = "nam/<int:year>/thuc-hien/<path:code>/chi-tieu/"
urlpatterns: list[URLPattern] = [
    path(f"{_UNIT}ghi/", note_page, name="indicator_note"),
    path(f"{_UNIT}thu-hang/", ranks_page, name="indicator_ranks"),
    path(f"{_UNIT}<slug:key>/", indicator_page, name="indicator"),
    path(_UNIT, indicators_page, name="indicators"),
]
