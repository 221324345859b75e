"""Addresses of ballots."""

from django.urls import URLPattern, path

from thidua.ballots.links import PART
from thidua.ballots.views.asking import asking_page
from thidua.ballots.views.changing import change_page
from thidua.ballots.views.counted import file_view, minutes_view, recount_view
from thidua.ballots.views.looking import ballot_page, ballots_page
from thidua.ballots.views.on_paper import paper_page, sheets_view
from thidua.ballots.views.organising import act_view, key_view
from thidua.ballots.views.voting import receipt_page, vote_page

ALL = f"nam/<int:year>{PART}"
ONE = f"{ALL}<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(ALL, ballots_page, name="ballots"),
    path(ONE, ballot_page, name="ballot"),
    path(f"{ONE}phieu/", vote_page, name="ballot_vote"),
    path(f"{ONE}bien-nhan/", receipt_page, name="ballot_receipt"),
    path(f"{ONE}sua/", change_page, name="ballot_change"),
    path(f"{ONE}chot/", act_view, {"act": "freeze"}, name="ballot_freeze"),
    path(f"{ONE}lap-lai/", act_view, {"act": "unfreeze"}, name="ballot_unfreeze"),
    path(f"{ONE}mo/", act_view, {"act": "open"}, name="ballot_open"),
    path(f"{ONE}ma-khoa/", key_view, name="ballot_key"),
    path(f"{ONE}dong/", asking_page, {"act": "close"}, name="ballot_close"),
    path(f"{ONE}kiem-phieu/", asking_page, {"act": "count"}, name="ballot_count"),
    path(f"{ONE}dua-ra/", asking_page, {"act": "strike"}, name="ballot_strike"),
    path(f"{ONE}huy/", asking_page, {"act": "cancel"}, name="ballot_cancel"),
    path(f"{ONE}so-phieu-giay/", paper_page, name="ballot_paper"),
    path(f"{ONE}phieu-giay.pdf", sheets_view, name="ballot_sheets"),
    path(f"{ONE}dem-lai/", recount_view, name="ballot_recount"),
    path(f"{ONE}tep/<str:name>", file_view, name="ballot_files"),
    path(f"{ONE}bien-ban.<slug:extension>", minutes_view, name="ballot_minutes"),
]
