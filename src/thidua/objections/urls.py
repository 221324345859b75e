"""Addresses of the room."""

from django.urls import URLPattern, path

from thidua.objections.views import (
    act_page,
    new_page,
    objection_page,
    objections_page,
    paper_page,
    question_page,
)

ALL = "nam/<int:year>/khieu-nai"
ONE = f"{ALL}/<int:pk>"
urlpatterns: list[URLPattern] = [
    path(f"{ALL}/", objections_page, name="objections"),
    path(f"{ALL}/gui/<slug:subject_type>/<path:code>/", new_page, name="objection_new"),
    path(f"{ALL}/hoi/<int:pk>/", question_page, name="objection_question"),
    path(f"{ONE}/", objection_page, name="objection"),
    path(f"{ONE}/lam/", act_page, name="objection_act"),
    path(f"{ONE}/<slug:name>.<slug:extension>", paper_page, name="objection_paper"),
]
