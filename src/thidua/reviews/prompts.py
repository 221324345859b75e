"""Prompts (gợi ý kiểm điểm): what committees above ask somebody to review, and whether they did."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from thidua.campaigns.models import Campaign
from thidua.organisations.names import committee_of
from thidua.reviews.forms_shown import answering_heading
from thidua.reviews.marks import words_in
from thidua.reviews.models import Prompt, Review
from thidua.roster.identity import SubjectKey


@dataclass(frozen=True)
class Prompted:
    """One prompt as its answerer reads it; `heading` "": of the whole review."""

    by: str
    text: str
    heading: str
    answered: bool


def prompted(rows: Iterable[Mapping[str, Any]], *, answered: bool) -> list[Prompted]:
    """Prompts by their rows (heading, text, name of the organisation whose committee gave it).
    Answered together: where the heading of the form that answers prompts has words.
    """
    return [
        Prompted(committee_of(one["by"]), one["text"], one["heading"], answered) for one in rows
    ]


def unanswered(review: Review) -> list[Prompted]:
    """The prompts that a review says nothing to, as it is stored."""
    prompts = prompts_to(review.campaign, [review.key])
    rows = list(prompts.values("heading", "text", name=F("by__name")))
    if not rows or words_in(_answer(review)):
        return []
    return prompted([{**row, "by": row["name"]} for row in rows], answered=False)


def _answer(review: Review) -> str:
    """What stands under the heading that answers prompts."""
    sections = review.sections.filter(heading=answering_heading(review))
    return sections.values_list("text", flat=True).first() or ""


def prompts_to(campaign: Campaign, keys: Collection[SubjectKey]) -> "QuerySet[Prompt]":
    """The prompts of a year to these people and collectives, the oldest first."""
    return Prompt.objects.filter(_any_of(keys), campaign=campaign).order_by("pk")


def _any_of(keys: Iterable[SubjectKey]) -> Q:
    wanted = Q(pk__in=())
    for key in keys:
        wanted |= Q(
            subject_type=key.subject_type,
            person=key.person_id,
            organisation=key.organisation_id,
        )
    return wanted
