"""Addresses of people and the tree changed by hand."""

from django.urls import URLPattern, URLResolver, path

from thidua.changes.views.acting import organisation_act, person_act
from thidua.changes.views.looking import change_page, people_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("nguoi-va-cay/viec/<int:pk>/", change_page, name="change"),
    path("nguoi-va-cay/dang-vien/<path:code>/<slug:slug>/", person_act, name="person_act"),
    path(
        "nguoi-va-cay/to-chuc/<path:code>/<slug:slug>/", organisation_act, name="organisation_act"
    ),
    path("nguoi-va-cay/<path:code>/", people_page, name="people"),
]
