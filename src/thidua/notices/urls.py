"""Addresses of reminders."""

from django.urls import URLPattern, URLResolver, path

from thidua.notices.views import remind_view, reminder_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("nhac/", remind_view, name="remind"),
    path("nhac/<int:pk>/", reminder_page, name="reminder"),
]
