"""The page that shows every part; for development only."""

from django.urls import URLPattern, path

from thidua.web.views import parts_page

urlpatterns: list[URLPattern] = [path("_thanh-phan/", parts_page, name="parts")]
