"""Addresses of a year's procedure."""

from django.urls import URLPattern, URLResolver, path

from thidua.procedures.views import procedure_page, setting_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("nam/<int:year>/quy-trinh/", procedure_page, name="procedure"),
    path("nam/<int:year>/quy-trinh/<str:key>/", setting_page, name="procedure_setting"),
]
