"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.acceptance.views.handing import hand_page
from thidua.acceptance.views.passing import (
    ideas_page,
    offered_page,
    passed_down_page,
    passed_task_page,
)
from thidua.acceptance.views.reading import list_page, unit_page

READ, PASSED = "nam/<int:year>/doc-dang-ky", "nam/<int:year>/viec-giao-xuong"
urlpatterns: list[URLPattern] = [
    path(
        "nam/<int:year>/doc-dang-ky/<path:code>/<path:unit>/giao/",
        hand_page,
        name="acceptance_hand",
    ),
    path(f"{READ}/<path:code>/<path:unit>/", unit_page, name="acceptance_unit"),
    path(f"{READ}/<path:code>/", list_page, name="acceptance"),
    path(
        "nam/<int:year>/viec-giao-xuong/<path:code>/<int:pk>/", passed_task_page, name="passed_task"
    ),
    path(f"{PASSED}/<path:code>/", passed_down_page, name="passed_down"),
    path("nam/<int:year>/viec-cap-tren/<path:code>/", offered_page, name="offered_tasks"),
    path("nam/<int:year>/goi-y-dang-ky/<path:code>/", ideas_page, name="registration_ideas"),
]
