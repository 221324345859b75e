"""Addresses of the year's figures."""

from django.urls import URLPattern, path

from thidua.reports.lists.views import figures_list, list_units, pools_page
from thidua.reports.views import figures_charts, figures_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/", figures_page, name="figures"),
    path("nam/<int:year>/bieu-do/", figures_charts, name="figures_charts"),
    path("nam/<int:year>/danh-sach/", figures_list, name="figures_list"),
    path("nam/<int:year>/danh-sach/don-vi/", list_units, name="list_units"),
    path("nam/<int:year>/nhom/", pools_page, name="pools"),
]
