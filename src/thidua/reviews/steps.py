"""Where every unit stands in the review, which pages the step has, and what a unit can be reminded
of; no word of a draft.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.cells import OWING, is_cell, spells_in
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import StepPages
from thidua.campaigns.unit_states import UnitStanding, UnitState
from thidua.language import Text
from thidua.notices.matters import Matter
from thidua.organisations.models import Organisation
from thidua.reviews.models import Review
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import shown

REVIEW_MATTER = "review"
_DONE = (SubmissionStatus.SENT, SubmissionStatus.ACCEPTED)
_STATES = {
    SubmissionStatus.DRAFT: UnitState.DRAFTING,
    SubmissionStatus.SENT: UnitState.SENT,
    SubmissionStatus.RETURNED: UnitState.RETURNED,
    SubmissionStatus.ACCEPTED: UnitState.ACCEPTED,
}


def standings(
    campaign: Campaign, units: Collection[int] | None = None
) -> Mapping[int, UnitStanding]:
    """Of each unit its collective's report; of a cell it is missing, too, how many of its members
    have not sent theirs. Units that have not begun are left out. One question, however many units.
    """
    rows = Review.objects.filter(campaign=campaign)
    if units is not None:
        rows = rows.filter(cell__in=units)
    by_members = Q(person__isnull=False, status__in=_DONE)
    begun = rows.filter(by_members | Q(person=None)).order_by().values("cell")
    owed = _owing(campaign).filter(organisation=OuterRef("cell"))
    told = begun.annotate(
        state=Max("status", filter=Q(person=None)),  # a unit has one report a year
        at=Max(Coalesce("settled_at", "sent_at"), filter=Q(person=None)),
        owed=Coalesce(Subquery(owed.values("n")), 0),
    )
    return {row["cell"]: _standing(row["state"], row["at"], row["owed"]) for row in told}


def _standing(status: str | None, at: dt.datetime | None, left: int) -> UnitStanding:
    state = UnitState.DRAFTING if status is None else _STATES[SubmissionStatus(status)]
    if left and state in {UnitState.SENT, UnitState.ACCEPTED}:
        state = UnitState.DRAFTING
    return UnitStanding(
        state, since=shown(at).date() if at is not None else None, missing=_missing(left)
    )


def _missing(left: int) -> Text | None:
    if not left:
        return None
    said = Text(
        "còn {n} đảng viên chưa gửi bản kiểm điểm", "{n} members have not sent their reviews"
    )
    return said.format(n=left)


def members_owing(campaign: Campaign, units: Collection[int] | None = None) -> Mapping[int, int]:
    """How many of those asked have not sent theirs, by the key of their cell; cells where all have
    are left out. One question.
    """
    owing = _owing(campaign)
    if units is not None:
        owing = owing.filter(organisation__in=units)
    return dict(owing.values_list("organisation", "n"))


def _owing(campaign: Campaign) -> "QuerySet[Any, Any]":
    """Of each cell (`organisation`) how many of those asked have not sent theirs (`n`)."""
    asked = spells_in(campaign).filter(status__in=OWING)
    sent = Review.objects.filter(campaign=campaign, status__in=_DONE, person__isnull=False)
    owing = asked.exclude(person__in=sent.values("person")).order_by()
    return owing.values("organisation").annotate(n=Count("pk"))


def address_for(campaign: Campaign, code: str) -> str:
    """Where a unit does its reviews."""
    return reverse("reviews_unit", args=(campaign.year, code))


def own_address(request: HttpRequest, campaign: Campaign) -> str:
    """Where the step leads a member."""
    if scope_of_request(request).person_id is None:
        return ""
    return reverse("review_own", args=[campaign.year])


REVIEW_STEP = StepPages(
    Step.REVIEW,
    frozenset(
        {
            *("reviews", "reviews_unit", "review_own", "review_read", "review_start"),
            *("review_write", "review_section", "review_facts", "review_prompts", "review_kept"),
        }
    ),
    opens="reviews",
    leads=own_address,
)


# What a unit is reminded of


def _address(campaign: Campaign, unit: Organisation) -> str:
    return address_for(campaign, unit.code)


def _left(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
    """Its collective's report and, of a cell, the members' that were not sent."""
    keys = [unit.pk for unit in units]
    sent = set(
        Review.objects.filter(Q(cell__in=keys), campaign=campaign, person=None, status__in=_DONE)
        .values_list("cell", flat=True)
        .distinct()
    )
    owed = members_owing(campaign, keys)
    return {
        unit.pk: (unit.pk not in sent) + (owed.get(unit.pk, 0) if is_cell(unit) else 0)
        for unit in units
    }


def _what(number: int) -> Text:
    return Text("Gửi bản kiểm điểm còn thiếu", "Send the reviews that are missing")


def _button(number: int) -> Text:
    return Text("Mở danh sách kiểm điểm", "Open the list of reviews")


REVIEW = Matter(REVIEW_MATTER, _address, _left, _what, _button)
