"""Addresses of the year's figures."""

from django.urls import URLPattern, path

from thidua.reports.views import figures_list, figures_page, pools_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/", figures_page, name="figures"),
    path("nam/<int:year>/danh-sach/", figures_list, name="figures_list"),
    path("nam/<int:year>/nhom/", pools_page, name="pools"),
]
