"""What other rooms ask of meetings: who was dealt with, and what was concluded of them."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from thidua.campaigns.models import Campaign
from thidua.meetings.agenda import key_of
from thidua.meetings.models import Item, ItemState
from thidua.roster.identity import SubjectKey


@dataclass(frozen=True)
class Dealt:
    """How a subject was dealt with at a meeting of the year; `adopted`: its minutes are."""

    meeting: int
    item: int
    held_on: dt.date
    concluded: str
    adopted: bool


def dealt_with(campaign: Campaign, keys: Collection[SubjectKey]) -> Mapping[SubjectKey, Dealt]:
    """Those of these subjects that a meeting dealt with, by the last one; one question."""
    people = {key.person_id for key in keys if key.person_id is not None}
    units = {key.organisation_id for key in keys if key.organisation_id is not None}
    rows = Item.objects.filter(
        Q(person__in=people) | Q(person=None, organisation__in=units),
        meeting__campaign=campaign,
        state=ItemState.DONE,
    ).select_related("meeting")
    found: dict[SubjectKey, Dealt] = {}
    for item in rows.order_by("meeting__held_on", "pk"):
        key = key_of(item)
        if key in keys and key is not None:
            meeting = item.meeting
            adopted = meeting.adopted_at is not None
            found[key] = Dealt(meeting.pk, item.pk, meeting.held_on, item.concluded, adopted)
    return found
