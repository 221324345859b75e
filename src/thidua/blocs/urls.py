"""Addresses of blocs, their criteria and pacts."""

from django.urls import URLPattern, path

from thidua.blocs.views import bloc_page, blocs_page, criteria_page, pact_file

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/khoi-thi-dua/", blocs_page, name="blocs"),
    path("nam/<int:year>/khoi-thi-dua/<int:pk>/", bloc_page, name="bloc"),
    path("nam/<int:year>/khoi-thi-dua/<int:pk>/giao-uoc/", pact_file, name="pact"),
    path("nam/<int:year>/tieu-chi-thi-dua/<int:pk>/", criteria_page, name="criteria_set"),
]
