"""Addresses of review meetings."""

from django.urls import URLPattern, path

from thidua.meetings.views.following import follow_page, mine_page
from thidua.meetings.views.keeping import meeting_page, roll_page, speech_page
from thidua.meetings.views.minutes import minutes_file
from thidua.meetings.views.planning import edit_page, meetings_page
from thidua.meetings.views.remedies import remedy_page

ALL = "nam/<int:year>/hop-kiem-diem/"
ONE = f"{ALL}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/kiem-diem/<path:code>/hop/", meetings_page, name="meetings"),
    path(f"{ALL}ve-toi/", mine_page, name="meeting_mine"),
    path(ONE, meeting_page, name="meeting"),
    path(f"{ONE}muc/<int:item>/", meeting_page, name="meeting_item"),
    path(f"{ONE}sua/", edit_page, name="meeting_edit"),
    path(f"{ONE}diem-danh/", roll_page, name="meeting_roll"),
    path(f"{ONE}y-kien/<int:speech>/", speech_page, name="meeting_speech"),
    path(f"{ONE}y-kien/<int:speech>/khac-phuc/", remedy_page, name="meeting_remedy"),
    path(f"{ONE}theo-doi/", follow_page, name="meeting_follow"),
    path(f"{ONE}bien-ban.<slug:extension>", minutes_file, name="meeting_minutes"),
]
