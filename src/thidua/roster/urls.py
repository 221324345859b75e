"""The address of a year's list."""

from django.urls import URLPattern, URLResolver, path

from thidua.roster.views import roster_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("nam/<int:year>/danh-sach-nam/", roster_page, name="roster"),
]
