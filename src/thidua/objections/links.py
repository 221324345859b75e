"""Addresses of the room's pages."""

from urllib.parse import urlencode

from django.urls import reverse

from thidua.objections.models import Objection, Question
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


def page_of(objection: Objection) -> str:
    return reverse("objection", args=(objection.campaign.year, objection.pk))


def form_of(entry: RosterEntry, **more: str) -> str:
    """The page on which one objects to the level of this subject; `more`: of its query."""
    link = reverse("objection_new", args=(entry.campaign.year, entry.subject_type, entry.code))
    if entry.subject_type == SubjectType.LEADER:
        more = {"organisation": entry.organisation.code, **more}
    return f"{link}?{urlencode(more)}" if more else link


def question_page(question: Question) -> str:
    return reverse("objection_question", args=(question.objection.campaign.year, question.pk))
