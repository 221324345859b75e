"""Holding a meeting: sittings, who is there, who presides, the minutes adopted."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.meetings.acting import Held, keeping
from thidua.meetings.agenda import renew
from thidua.meetings.asked import asked_of
from thidua.meetings.balloting import ballot_item
from thidua.meetings.closing import CLOSED
from thidua.meetings.errors import MeetingError
from thidua.meetings.models import (
    ABOUT,
    THERE,
    CorrectionAsk,
    Item,
    ItemState,
    Kind,
    Meeting,
    Participant,
    Presence,
    RollCall,
    Sitting,
    State,
)
from thidua.meetings.ordering import heads_of, overtaken
from thidua.meetings.queries import items_of
from thidua.meetings.quorum import Quorum, quorum_among
from thidua.meetings.sealing import seal_minutes
from thidua.organisations.models import Person
from thidua.web.clock import today

SAYS_WHY = (Presence.ABSENT, Presence.LEFT)


def open_sitting(*, meeting: Meeting, actor: Actor) -> Meeting:
    """Open the meeting, or go on with it in another sitting: then the roll is called anew.

    Raises MeetingError (before its day, sitting already, nobody called), PermissionDenied."""
    with keeping(meeting, actor, "meetings.open") as held:
        found = held.meeting
        if found.state == State.OPEN:
            raise MeetingError.sitting_already()
        if today() < found.held_on:
            raise MeetingError.too_early(found.held_on)
        renew(found)
        if not found.participants.exists():
            raise MeetingError.nobody_called()
        number = found.sittings.count() + 1
        Sitting.objects.create(
            meeting=found, number=number, opened_at=timezone.now(), chair_name=found.chair_name
        )
        if number > 1:
            _forget_presence(found)
        found.state = State.OPEN
        _settle(found, Kind.PREPARATION)
    return held.meeting


def pause(*, meeting: Meeting, reason: str = "", actor: Actor) -> Meeting:
    """End the sitting; the meeting goes on in another. Raises MeetingError, PermissionDenied."""
    with keeping(meeting, actor, "meetings.pause", sitting=True) as held:
        _end_sitting(held.meeting, reason)
        held.meeting.state = State.PAUSED
    return held.meeting


@dataclass(frozen=True)
class Noted:
    """Whether one of those called is there; `since`: when a late one came, when one who left
    went.
    """

    presence: str
    reason: str = ""
    since: dt.time | None = None


def note_presence(
    *, participant: Participant, noted: Noted, seen: str, actor: Actor
) -> Participant:
    """Note whether one of those called is there. `seen`: what the page showed. The same again
    changes nothing, so that a bad line may send twice.

    Raises MeetingError (another machine noted otherwise, an absence without a reason, not sitting),
    PermissionDenied."""
    presence = noted.presence
    reason = noted.reason.strip() if presence in SAYS_WHY else ""
    since = noted.since if presence in (Presence.LATE, Presence.LEFT) else None
    with keeping(participant.meeting, actor, "meetings.note_presence", sitting=True) as held:
        found = held.meeting.participants.get(pk=participant.pk)
        if (found.presence, found.reason, found.since) == (presence, reason, since):
            return found
        if found.presence not in (seen, presence):
            raise MeetingError.noted_meanwhile(found.name, str(found.get_presence_display()))
        if presence in SAYS_WHY and not reason:
            raise MeetingError.absence_without_reason(found.name)
        found.presence, found.reason, found.since = presence, reason, since
        found.noted_by_name = "" if presence == Presence.UNKNOWN else held.by
        found.save()
    return found


def rest_is_there(*, meeting: Meeting, actor: Actor) -> int:
    """Note as present whoever was not noted yet; how many. Raises MeetingError,
    PermissionDenied.
    """
    with keeping(meeting, actor, "meetings.rest_is_there", sitting=True) as held:
        rest = held.meeting.participants.filter(presence=Presence.UNKNOWN)
        return rest.update(presence=Presence.PRESENT, noted_by_name=held.by)


def call_roll(*, meeting: Meeting, actor: Actor) -> RollCall:
    """Close the roll call: how many are there goes into the minutes. It may be called as often as
    the chair wants. Raises MeetingError (somebody was not called over), PermissionDenied.
    """
    with keeping(meeting, actor, "meetings.call_roll", sitting=True) as held:
        people = list(held.meeting.participants.all())
        left = [one.name for one in people if one.counted and one.presence == Presence.UNKNOWN]
        if left:
            raise MeetingError.not_called_over(left)
        count = quorum_among(people, asked_of(held.meeting.campaign).quorum)
        call = _record_call(held, people, count)
        _settle(held.meeting, Kind.ROLL_CALL)
    return call


def replace_chair(
    *, meeting: Meeting, person: Person | None, name: str = "", reason: str, actor: Actor
) -> Meeting:
    """Give the chair to somebody else, with the reason. Raises MeetingError, PermissionDenied."""
    with keeping(meeting, actor, "meetings.replace_chair") as held:
        found, called = held.meeting, person.full_name if person else name.strip()
        if not called:
            raise MeetingError.no_chair()
        if not reason.strip():
            raise MeetingError.other_chair_without_reason()
        found.chair_instead_of = found.chair_name or found.chair_instead_of
        found.chair, found.chair_name = person, called
        found.chair_reason = reason.strip() if found.chair_instead_of else ""
        found.sittings.filter(ended_at=None).update(chair_name=called)
    return found


def say_why_other_order(*, meeting: Meeting, reason: str, actor: Actor) -> Meeting:
    """Keep why the meeting deals with its people in another order than the procedure's. Raises
    MeetingError, PermissionDenied.
    """
    with keeping(meeting, actor, "meetings.change_order") as held:
        if not reason.strip():
            raise MeetingError.order_without_reason([])
        held.meeting.order_reason = reason.strip()
    return held.meeting


def adopt(*, meeting: Meeting, actor: Actor) -> Meeting:
    """Adopt the minutes: they change no more, and what was dealt with is closed in other rooms.

    Raises MeetingError (no quorum, somebody not dealt with, another order without a reason,
    corrections wait, a ballot is under way, not sitting), PermissionDenied."""
    with keeping(meeting, actor, "meetings.adopt", sitting=True) as held:
        found = held.meeting
        require_quorum(found)
        left = found.items.filter(kind__in=ABOUT).exclude(
            state__in=[ItemState.DONE, ItemState.PUT_OFF]
        )
        if names := [item.name for item in left]:
            raise MeetingError.left_over(names)
        behind = overtaken(items_of(found), asked_of(found.campaign), heads_of(found))
        if behind and not found.order_reason:
            raise MeetingError.order_without_reason([item.name for item in behind])
        waiting = CorrectionAsk.objects.filter(item__meeting=found, taken=None).count()
        if waiting:
            raise MeetingError.corrections_wait(waiting)
        ballot = ballot_item(found)
        if ballot is not None and ballot.state == "now":
            raise MeetingError.ballot_under_way(ballot.detail)
        _settle(found, Kind.ADOPTION)
        _end_sitting(found, "")
        found.state, found.adopted_at = State.CLOSED, timezone.now()
        found.save()
        for follow in CLOSED:
            follow(found, held.authority)
        seal_minutes(found)
    return found


def require_quorum(meeting: Meeting) -> Quorum:
    """Raises MeetingError where too few are there, or nobody presides."""
    people = list(meeting.participants.all())
    count = quorum_among(people, asked_of(meeting.campaign).quorum)
    if not count.holds:
        raise MeetingError.no_quorum(count.there, count.needed)
    if not meeting.chair_name:
        raise MeetingError.no_chair()
    chair = next(
        (one for one in people if one.person_id and one.person_id == meeting.chair_id), None
    )
    if chair is not None and chair.presence not in (*THERE, Presence.UNKNOWN):
        raise MeetingError.chair_is_not_there(meeting.chair_name)
    return count


def _forget_presence(meeting: Meeting) -> None:
    """Of an earlier sitting: what was so then stands in its roll calls and in the history."""
    meeting.participants.exclude(presence=Presence.UNKNOWN).update(
        presence=Presence.UNKNOWN, reason="", since=None, noted_by_name=""
    )
    meeting.items.filter(kind=Kind.ROLL_CALL).update(state=ItemState.WAITING, settled_at=None)


def _settle(meeting: Meeting, kind: Kind) -> None:
    Item.objects.filter(meeting=meeting, kind=kind).exclude(state=ItemState.DONE).update(
        state=ItemState.DONE, settled_at=timezone.now()
    )


def _end_sitting(meeting: Meeting, reason: str) -> None:
    meeting.sittings.filter(ended_at=None).update(
        ended_at=timezone.now(), ended_because=reason.strip()
    )


def _record_call(held: Held, people: list[Participant], count: Quorum) -> RollCall:
    absent = [
        {"name": one.name, "presence": one.presence, "reason": one.reason}
        for one in people
        if one.counted and one.presence not in THERE
    ]
    return RollCall.objects.create(
        sitting=held.meeting.sittings.get(ended_at=None),
        taken_at=timezone.now(),
        there=count.there,
        counted=count.counted,
        needed=count.needed,
        absent=absent,
        taken_by_name=held.by,
    )
