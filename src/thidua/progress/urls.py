"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.progress.views.checking import (
    answer_page,
    confirm_page,
    promise_page,
    question_page,
    waiting_page,
)
from thidua.progress.views.evidence import evidence_page, remove_file_page
from thidua.progress.views.noting import note_page
from thidua.progress.views.tasks import task_page
from thidua.progress.views.units import (
    calendar_file,
    changes_page,
    lead_page,
    table_file,
    unit_page,
)

UNIT = "nam/<int:year>/thuc-hien/<path:code>"
TASK = f"{UNIT}/nhiem-vu/<int:pk>"
NOTE = f"{TASK}/ghi/<int:note>"
urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/thuc-hien/", lead_page, name="progress"),
    path(f"{NOTE}/xac-nhan/", confirm_page, name="progress_confirm"),
    path(f"{NOTE}/hoi/", question_page, name="progress_question"),
    path(f"{NOTE}/tra-loi/", answer_page, name="progress_answer"),
    path(f"{NOTE}/hen/", promise_page, name="progress_promise"),
    path(f"{NOTE}/go-tep/", remove_file_page, name="progress_remove_file"),
    path(f"{TASK}/ghi/", note_page, name="progress_note"),
    path(f"{TASK}/", task_page, name="progress_task"),
    path(f"{UNIT}/cho-xac-nhan/", waiting_page, name="progress_waiting"),
    path(f"{UNIT}/minh-chung/", evidence_page, name="progress_evidence"),
    path(f"{UNIT}/thay-doi/", changes_page, name="progress_changes"),
    path(f"{UNIT}/lich.ics", calendar_file, name="progress_calendar"),
    path(f"{UNIT}/tien-do.xlsx", table_file, name="progress_table"),
    path(f"{UNIT}/", unit_page, name="progress_unit"),
]
