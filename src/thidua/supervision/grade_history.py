"""Grades that whoever gave them changed or took away afterwards, as the history keeps them."""

from typing import Any

from django.apps import apps
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.supervision.opinion_rows import (
    Found,
    Place,
    criterion_of,
    given_by,
    places_of,
    seen_opinions,
    whose,
    word_of,
)
from thidua.supervision.watching import MOST, Row
from thidua.web.clock import shown


def regraded(campaign: Campaign, scope: Scope) -> "QuerySet[Any]":
    """Every such change of opinions of a part of the tree, with the grade `before`."""
    every: QuerySet[Any] = apps.get_model("opinions", "GradeEvent").objects.all()
    earlier = every.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    newest = earlier.order_by("-pgh_id").values("grade")[:1]
    opinions = seen_opinions(campaign, scope).values("pk")
    later = every.filter(opinion__in=opinions, pgh_label__in=("update", "delete"))
    found: QuerySet[Any] = later.annotate(before=Subquery(newest)).filter(
        Q(pgh_label="delete") | ~Q(before=F("grade"))
    )
    return found


def regraded_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """What it was, what it is since then (or that it was taken away), who, and why if they said;
    the newest first.
    """
    named = regraded(campaign, scope).select_related(
        "pgh_context", "opinion__person", "opinion__organisation", "opinion__unit", "opinion__body"
    )
    events = list(named.order_by("-pgh_created_at", "-pgh_id")[:MOST])
    places = places_of(campaign, events)
    return [
        Found(_row(campaign, event, places[event.opinion.key]), event.opinion.person_id)
        for event in events
    ]


def _row(campaign: Campaign, event: Any, place: Place) -> Row:
    about, gone = event.opinion, event.pgh_label == "delete"
    return Row(
        what=criterion_of(campaign, event),
        name=whose(about),
        place=place.words,
        href=place.href,
        before=word_of(event.grade if gone else event.before),
        after=_("bỏ mức đã chấm") if gone else word_of(event.grade),
        who=given_by(event),
        why=("" if gone else event.reason) or _("không nêu lý do"),
        day=shown(event.pgh_created_at).date(),
    )
