"""Addresses of the year's recognition."""

from django.urls import URLPattern, path

from thidua.awards.views import award_page, awards_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/khen-thuong/", awards_page, name="awards"),
    path("nam/<int:year>/khen-thuong/<int:pk>/", award_page, name="award"),
]
