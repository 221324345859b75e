"""Addresses of dossiers."""

from django.urls import URLPattern, path

from thidua.dossiers.views import dossier_page, dossiers_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/ho-so/", dossiers_page, name="dossiers"),
    path("nam/<int:year>/ho-so/<path:code>/", dossier_page, name="dossier"),
]
