"""Addresses of notices and reminders."""

from django.urls import URLPattern, URLResolver, path

from thidua.notices.views.listing import notice_page, notices_page
from thidua.notices.views.reminders import remind_view, reminder_page
from thidua.notices.views.ways import (
    calendar_feed,
    confirm_page,
    letter_page,
    letters_page,
    ways_page,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("thong-bao/", notices_page, name="notices"),
    path("thong-bao/<int:pk>/", notice_page, name="notice"),
    path("thong-bao/cach-nhan/", ways_page, name="notice_ways"),
    path("thong-bao/thu/", letters_page, name="letters"),
    path("thong-bao/thu/<int:pk>/", letter_page, name="letter"),
    path("thong-bao/xac-nhan/<str:token>/", confirm_page, name="confirm_address"),
    path("thong-bao/lich/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    path("nhac/", remind_view, name="remind"),
    path("nhac/<int:pk>/", reminder_page, name="reminder"),
]
