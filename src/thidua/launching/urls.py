"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.launching.views.plans import unit_launch_page
from thidua.launching.views.preparing import (
    calendar_page,
    days_off_page,
    limits_page,
    new_year_page,
    theme_page,
)
from thidua.launching.views.province import launch_page
from thidua.launching.views.read import launch_read

urlpatterns: list[URLPattern] = [
    path("nam/moi/", new_year_page, name="new_year"),
    path("nam/<int:year>/phat-dong/", launch_page, name="launch"),
    path("nam/<int:year>/phat-dong/chu-de/", theme_page, name="launch_theme"),
    path("nam/<int:year>/phat-dong/lich/", calendar_page, name="launch_calendar"),
    path("nam/<int:year>/phat-dong/so-luong/", limits_page, name="launch_limits"),
    path("nam/<int:year>/phat-dong/ngay-nghi/", days_off_page, name="launch_days_off"),
    path("nam/<int:year>/phat-dong/<path:code>/xem/", launch_read, name="launch_read"),
    path("nam/<int:year>/phat-dong/<path:code>/", unit_launch_page, name="unit_launch"),
]
