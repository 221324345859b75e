"""Addresses of conferences."""

from django.urls import URLPattern, path

from thidua.conferences.views.door import door_page, tick
from thidua.conferences.views.showing import (
    conference_edit_page,
    conference_minutes,
    conference_new_page,
    conference_page,
    conferences_page,
)

ONE = "nam/<int:year>/hoi-nghi/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/hoi-nghi/", conferences_page, name="conferences"),
    path("nam/<int:year>/hoi-nghi/moi/<path:code>/", conference_new_page, name="conference_new"),
    path(ONE, conference_page, name="conference"),
    path(f"{ONE}sua/", conference_edit_page, name="conference_edit"),
    path(f"{ONE}diem-danh/", door_page, name="conference_door"),
    path(f"{ONE}diem-danh/<int:invitation>/", tick, name="conference_tick"),
    path(f"{ONE}bien-ban.<slug:extension>", conference_minutes, name="conference_minutes"),
]
