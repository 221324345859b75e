"""What meetings say to the room of reviews: when a unit meets, who reads, what was dealt with."""

from collections.abc import Collection, Mapping

from django.db.models import Q

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.meetings.agenda import key_of
from thidua.meetings.models import Item, ItemState, Meeting, State
from thidua.reviews.actions.answering import accept_dealt_with
from thidua.reviews.meeting_days import MeetingDay
from thidua.vocabulary import SubjectType


def days_of(campaign: Campaign, units: Collection[int]) -> Mapping[int, MeetingDay]:
    """The last meeting of each of these units; begun: it is open, was paused, or is over."""
    rows = Meeting.objects.filter(campaign=campaign, organisation__in=units)
    return {
        row.organisation_id: MeetingDay(row.held_on, begun=row.state != State.PLANNED)
        for row in rows.order_by("held_on", "pk")
    }


def read_by_those_called(actor: Actor, campaign: Campaign) -> Q:
    """The reviews of whom the reader's meetings deal with: whoever is called reads them."""
    person = scope_of(actor).person_id
    if person is None:
        return Q(pk__in=[])
    items = Item.objects.filter(
        meeting__campaign=campaign, meeting__participants__person=person
    ).exclude(subject_type="")
    people = items.exclude(person=None).values("person")
    units = items.filter(person=None).values("organisation")
    return Q(subject_type=SubjectType.MEMBER.value, person__in=people) | Q(
        subject_type=SubjectType.COLLECTIVE.value, organisation__in=units
    )


def accept_reviews(meeting: Meeting, authority: Authority) -> None:
    """What was sent of those dealt with is accepted when the minutes are adopted."""
    done = meeting.items.filter(state=ItemState.DONE).exclude(subject_type="")
    keys = [key for key in map(key_of, done) if key is not None]
    accept_dealt_with(campaign=meeting.campaign, keys=keys, authority=authority)
