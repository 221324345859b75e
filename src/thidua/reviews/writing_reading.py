"""A review for whoever writes it, with its texts, citations and prompts: one question."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.reviews.models import Citation, Prompt, Review, Section
from thidua.reviews.rights import may_write
from thidua.submissions.models import SUBMISSION


@dataclass(frozen=True)
class Cited:
    """A citation as its page needs it."""

    heading: str
    label: str
    kind: str
    target_id: str
    words: str


@dataclass(frozen=True)
class Draft:
    """A review that is being written. `prompts`: rows with heading, text, name of the committee."""

    review: Review
    texts: dict[str, str]
    citations: list[Cited]
    prompts: list[dict[str, Any]]


def draft_for(user: User, campaign: Campaign, pk: int) -> Draft | None:
    """A review that somebody writes; None: there is none, or it is not theirs to write."""
    found = _whole(Review.objects.filter(campaign=campaign, pk=pk)).first()
    if found is None:
        return None
    found.campaign = campaign
    return _draft(found) if may_write(user, found) else None


def draft_again(review: Review) -> Draft:
    """The same as it is stored now."""
    found = _whole(Review.objects.filter(pk=review.pk)).get()
    found.campaign = review.campaign
    return _draft(found)


def is_open(review: Review) -> bool:
    """Whether it can still be changed: it was not sent, or it was returned."""
    return SUBMISSION.may("change", review.status)


def _whole(reviews: "QuerySet[Review]") -> "QuerySet[Review]":
    of_review = OuterRef("pk")
    sections = Section.objects.filter(review=of_review).order_by("pk")
    cited = Citation.objects.filter(review=of_review).order_by("pk")
    prompts = Prompt.objects.filter(
        campaign=OuterRef("campaign"), subject_type=OuterRef("subject_type")
    ).order_by("pk")
    names = ("heading", "label", "kind", "target_id", "words")
    return reviews.select_related("person", "organisation", "cell").annotate(
        told_sections=ArraySubquery(
            sections.values(told=JSONObject(heading="heading", text="text"))
        ),
        told_citations=ArraySubquery(cited.values(told=JSONObject(**{one: one for one in names}))),
        told_prompts=ArraySubquery(
            _of_subject(prompts).values(
                told=JSONObject(heading="heading", text="text", by=F("by__name"))
            )
        ),
    )


def _of_subject(prompts: "QuerySet[Prompt]") -> "QuerySet[Prompt]":
    """To whom the review is about: of person and organisation one is empty, and no empty column
    equals another.
    """
    return prompts.filter(person=OuterRef("person")) | prompts.filter(
        organisation=OuterRef("organisation")
    )


def _draft(review: Any) -> Draft:
    return Draft(
        review,
        {one["heading"]: one["text"] for one in review.told_sections},
        [Cited(**one) for one in review.told_citations],
        list(review.told_prompts),
    )
