"""Opening a committee's meeting, who is there, and its end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.holding import DECIDE, sitting
from thidua.committee_meetings.models import Attendant, CommitteeMeeting, State
from thidua.committee_meetings.subjects import kinds_decided
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Person
from thidua.procedures.binding import keep_procedure


@dataclass(frozen=True)
class Seat:
    """Somebody of the committee; `person` None: a name alone."""

    name: str
    post: str = ""
    person: Person | None = None
    present: bool = True


def open_meeting(  # noqa: PLR0913 - what is said of a meeting, by name
    *,
    campaign: Campaign,
    organisation: Organisation,
    seats: Sequence[Seat],
    chair: str,
    secretary: str = "",
    venue: str = "",
    actor: Actor,
) -> CommitteeMeeting:
    """Open the meeting of a committee that decides levels this year.

    Raises CommitteeMeetingError (one is open, nobody waits for its decision, nobody is called, the
    chair is not there), PermissionDenied, NotBoundError."""
    authority = authorise(actor, DECIDE, path=organisation.path)
    if not kinds_decided(campaign, organisation):
        raise CommitteeMeetingError.nothing_to_decide()
    if not seats:
        raise CommitteeMeetingError.nobody_called()
    _refuse_chair(chair, {seat.name for seat in seats if seat.present})
    made = CommitteeMeeting(
        campaign=campaign,
        organisation=organisation,
        venue=venue,
        chair_name=chair,
        secretary_name=secretary,
        opened_at=timezone.now(),
    )
    with recording(
        act="committee_meetings.open",
        actor=authority,
        subject=organisation.code,
        year=campaign.year,
    ):
        keep_procedure(campaign)
        _save_as_the_one_open(made)
        Attendant.objects.bulk_create(
            Attendant(
                meeting=made,
                person=seat.person,
                name=seat.name,
                post=seat.post,
                present=seat.present,
            )
            for seat in seats
        )
    return made


def _save_as_the_one_open(meeting: CommitteeMeeting) -> None:
    """Raises CommitteeMeetingError: the committee has one open already."""
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        if "committee_meeting_one_open" not in str(error):
            raise
        raise CommitteeMeetingError.under_way() from error


def note_attendance(
    *, meeting: CommitteeMeeting, present: Collection[int], chair: str, actor: Actor
) -> CommitteeMeeting:
    """Say who is there now (the keys of attendants), and who has the chair.

    Raises CommitteeMeetingError (ended, the chair is not there), PermissionDenied."""
    with sitting(meeting, actor, "committee_meetings.note_attendance") as held:
        _refuse_chair(chair, {one.name for one in held.attendants if one.pk in present})
        changed = [one for one in held.attendants if one.present != (one.pk in present)]
        for one in changed:
            one.present = not one.present
        Attendant.objects.bulk_update(changed, ["present"])
        held.meeting.chair_name = chair
    return held.meeting


def end_meeting(*, meeting: CommitteeMeeting, actor: Actor) -> CommitteeMeeting:
    """End a meeting: what it did not adopt waits for another one.

    Raises CommitteeMeetingError (ended already), PermissionDenied."""
    with sitting(meeting, actor, "committee_meetings.end") as held:
        end(held.meeting)
    return held.meeting


def end(meeting: CommitteeMeeting) -> None:
    """Mark a held meeting as ended; whoever holds it stores it."""
    meeting.state, meeting.ended_at = State.ADOPTED, timezone.now()


def _refuse_chair(chair: str, there: Collection[str]) -> None:
    if chair not in there:
        raise CommitteeMeetingError.chair_is_not_there()
