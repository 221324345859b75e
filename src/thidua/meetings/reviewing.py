"""What meetings say to the room of reviews: when a unit meets, who reads, what was dealt with."""

from collections.abc import Collection, Mapping

from django.db.models import Q

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import Authority
from thidua.campaigns.cells import is_cell
from thidua.campaigns.models import Campaign
from thidua.meetings.agenda import LEADING, key_of
from thidua.meetings.models import Item, ItemState, Meeting, State
from thidua.organisations.models import Position
from thidua.organisations.queries import placed_on
from thidua.reviews.actions.answering import accept_dealt_with
from thidua.reviews.meeting_days import MeetingDay
from thidua.vocabulary import SubjectType, Tier


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
    """What was sent of those dealt with is accepted when the minutes are adopted; the one review of
    somebody who leads a committee waits for that committee's meeting, whichever comes first.
    """
    done = meeting.items.filter(state=ItemState.DONE).exclude(subject_type="")
    keys = [key for key in map(key_of, done) if key is not None]
    if is_cell(meeting.organisation):
        wait = _wait_for_their_committee(
            meeting, {one.person_id for one in keys if one.person_id is not None}
        )
        keys = [key for key in keys if key.person_id not in wait]
    accept_dealt_with(campaign=meeting.campaign, keys=keys, authority=authority)


def _wait_for_their_committee(meeting: Meeting, people: Collection[int]) -> set[int]:
    """Those of a cell's people who lead a committee above cells, which has not dealt with them."""
    posts = Position.objects.filter(placed_on(meeting.held_on), role__in=LEADING)
    leads = posts.filter(person__in=people).exclude(organisation__tier=Tier.CELL.value)
    dealt = Item.objects.filter(
        meeting__campaign=meeting.campaign,
        meeting__state=State.CLOSED,
        subject_type=SubjectType.LEADER.value,
        state=ItemState.DONE,
    )
    waiting = leads.exclude(person__in=dealt.values("person"))
    return set(waiting.values_list("person", flat=True))
