"""Addresses of registrations."""

from django.urls import URLPattern, path

from thidua.registrations.views.lists import lead_page, list_page
from thidua.registrations.views.papers import registration_file
from thidua.registrations.views.tasks import edit_page, find_page

urlpatterns: list[URLPattern] = [
    path(
        "nam/<int:year>/dang-ky/<path:code>/ban-dang-ky.<slug:extension>",
        registration_file,
        name="registration_file",
    ),
    path("nam/<int:year>/dang-ky/", lead_page, name="registrations"),
    path("nam/<int:year>/dang-ky/<path:code>/<int:pk>/tim/", find_page, name="registration_find"),
    path("nam/<int:year>/dang-ky/<path:code>/<int:pk>/", edit_page, name="registration_task"),
    path("nam/<int:year>/dang-ky/<path:code>/", list_page, name="registration"),
]
