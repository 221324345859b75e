"""Addresses of the deciding committees' meetings."""

from django.urls import URLPattern, URLResolver, path

from thidua.committee_meetings.views.comparing import committee_meeting_compare
from thidua.committee_meetings.views.minutes import committee_minutes
from thidua.committee_meetings.views.wall import (
    committee_meeting_changes,
    committee_meeting_page,
)

_AT = "nam/<int:year>/hop-cap-uy/<path:code>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_AT}moi/", committee_meeting_changes, name="committee_meeting_changes"),
    path(f"{_AT}so-sanh/", committee_meeting_compare, name="committee_meeting_compare"),
    path(
        f"{_AT}bien-ban/<int:pk>/bien-ban.<slug:extension>",
        committee_minutes,
        name="committee_minutes",
    ),
    path(_AT, committee_meeting_page, name="committee_meeting"),
]
