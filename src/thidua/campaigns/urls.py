"""Addresses of the texts that a province is rated by."""

from django.urls import URLPattern, URLResolver, path

from thidua.campaigns.pages.frameworks import (
    framework_changes_page,
    framework_of_year_page,
    framework_page,
    frameworks_page,
    year_changes_page,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", frameworks_page, name="frameworks"),
    path("nam/<int:year>/<slug:subject_type>/", framework_of_year_page, name="framework_of_year"),
    path("nam/<int:year>/<slug:subject_type>/khac-gi/", year_changes_page, name="framework_of_year_changes"),
    path("<slug:regulation>/<slug:subject>/", framework_page, name="framework"),
    path("<slug:regulation>/<slug:subject>/so-sanh/", framework_changes_page, name="framework_changes"),
]
