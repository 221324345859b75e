"""Addresses of the texts that a province is rated by, and of what it sets itself."""

from django.urls import URLPattern, URLResolver, path

from thidua.frameworks.views.frameworks import (
    framework_changes_page,
    framework_of_year_page,
    framework_page,
    frameworks_page,
    year_changes_page,
)
from thidua.frameworks.views.layers import layer_condition_page, layer_edit_page, layer_page
from thidua.frameworks.views.years import framework_bind_page, framework_year_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", frameworks_page, name="frameworks"),
    path("nam/<int:year>/", framework_year_page, name="framework_year"),
    path("nam/<int:year>/gan/", framework_bind_page, name="framework_bind"),
    path("nam/<int:year>/<slug:subject_type>/", framework_of_year_page, name="framework_of_year"),
    path(
        "nam/<int:year>/<slug:subject_type>/khac-gi/",
        year_changes_page,
        name="framework_of_year_changes",
    ),
    path("dia-phuong/<str:layer_id>/", layer_page, name="layer"),
    path("dia-phuong/<str:layer_id>/sua/", layer_edit_page, name="layer_edit"),
    path("dia-phuong/<str:layer_id>/sua/dieu-kien/", layer_condition_page, name="layer_condition"),
    path("<slug:regulation>/<slug:subject>/", framework_page, name="framework"),
    path(
        "<slug:regulation>/<slug:subject>/so-sanh/",
        framework_changes_page,
        name="framework_changes",
    ),
]
