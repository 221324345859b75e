"""Addresses of documents."""

from django.urls import URLPattern, path

from thidua.directives.views import (
    directive_edit_page,
    directive_new_page,
    directive_page,
    directives_page,
)

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/van-ban/", directives_page, name="directives"),
    path("nam/<int:year>/van-ban/them/", directive_new_page, name="directive_new"),
    path("nam/<int:year>/van-ban/<int:pk>/", directive_page, name="directive"),
    path("nam/<int:year>/van-ban/<int:pk>/sua/", directive_edit_page, name="directive_edit"),
]
