"""Planning a meeting: when, where, who presides, who is called beside the members."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import required
from thidua.campaigns.models import Campaign
from thidua.campaigns.working_days import working_days_between
from thidua.history.tracking import recording
from thidua.meetings.acting import keeping
from thidua.meetings.agenda import called_to, renew
from thidua.meetings.asked import asked_of
from thidua.meetings.errors import MeetingError
from thidua.meetings.models import LONGEST_NAME, Meeting, Participant, Presence, State
from thidua.meetings.rights import authority_over
from thidua.meetings.telling import tell_called
from thidua.organisations.models import Organisation, Person
from thidua.procedures.binding import keep_procedure


@dataclass(frozen=True)
class Plan:
    """What is said of a meeting beforehand. `chair`, `secretary`: people of the unit; the names
    alone where they are not on file.
    """

    held_on: dt.date
    starts_at: dt.time | None = None
    venue: str = ""
    chair: Person | None = None
    chair_name: str = ""
    secretary: Person | None = None
    secretary_name: str = ""
    draft_sent_on: dt.date | None = None
    draft_reason: str = ""


def draft_days(plan: Plan | Meeting) -> int | None:
    """How many working days the draft goes out before the meeting; None: it has not gone out."""
    if plan.draft_sent_on is None:
        return None
    return working_days_between(plan.draft_sent_on, plan.held_on)


def plan_meeting(
    *, campaign: Campaign, organisation: Organisation, plan: Plan, actor: Actor
) -> Meeting:
    """Plan a meeting of a unit: its agenda and those called come from the procedure and the files.

    Raises MeetingError (one is under way, a day outside the year, the draft goes out late without a
    reason), PermissionDenied."""
    authority = required(authority_over(actor, organisation))
    _refuse(campaign, plan)
    meeting = Meeting(campaign=campaign, organisation=organisation)
    with recording(
        act="meetings.plan", actor=authority, subject=organisation.code, year=campaign.year
    ):
        keep_procedure(campaign)
        _write(meeting, plan)
        try:
            with transaction.atomic():
                meeting.save()
        except IntegrityError as error:
            if "meeting_one_under_way" not in str(error):
                raise
            raise MeetingError.under_way() from error
        renew(meeting)
        tell_called(meeting, authority)
    return meeting


def change_plan(*, meeting: Meeting, plan: Plan, revision: int, actor: Actor) -> Meeting:
    """Say otherwise of a meeting; whoever joined or left the unit meanwhile is called or let go.

    Raises MeetingError (saved meanwhile, adopted, as above), PermissionDenied."""
    _refuse(meeting.campaign, plan)
    with keeping(meeting, actor, "meetings.change_plan") as held:
        if held.meeting.revision != revision:
            raise MeetingError.changed_meanwhile()
        moved = held.meeting.held_on != plan.held_on
        _write(held.meeting, plan)
        held.meeting.revision += 1
        held.meeting.save()
        renew(held.meeting)
        if moved:
            tell_called(held.meeting, held.authority)
    return held.meeting


def invite(*, meeting: Meeting, guests: Sequence[tuple[str, str]], actor: Actor) -> int:
    """Invite guests by name and post, without an account; who is called already is called once.
    How many came to the list. Raises MeetingError, PermissionDenied.
    """
    with keeping(meeting, actor, "meetings.invite") as held:
        before = held.meeting.participants.count()
        Participant.objects.bulk_create(
            [
                Participant(
                    meeting=held.meeting,
                    name=name[:LONGEST_NAME],
                    post=post[:LONGEST_NAME],
                    counted=False,
                )
                for name, post in guests
            ],
            ignore_conflicts=True,
        )
        return held.meeting.participants.count() - before


def uninvite(*, participant: Participant, actor: Actor) -> None:
    """Take a guest off the list; gone already is gone. Raises MeetingError for who was called over
    or heard, PermissionDenied.
    """
    with keeping(participant.meeting, actor, "meetings.uninvite") as held:
        found = held.meeting.participants.filter(pk=participant.pk, person=None).first()
        if found is None:
            return
        if found.presence != Presence.UNKNOWN or found.speeches.exists():
            raise MeetingError.present_one()
        found.delete()


def planned_chair(organisation: Organisation, day: dt.date) -> Person | None:
    """The head of the unit on a day: who presides unless said otherwise."""
    heads = [one for one in called_to(organisation, day) if one.rank == 0]
    return heads[0].person if heads else None


def _refuse(campaign: Campaign, plan: Plan) -> None:
    first, last = dt.date(campaign.year, 1, 1), dt.date(campaign.year + 1, 6, 30)
    if not first <= plan.held_on <= last:
        raise MeetingError.outside_the_year(campaign.year)
    days, asked = draft_days(plan), asked_of(campaign).draft_days
    if days is not None and days < asked and not plan.draft_reason:
        raise MeetingError.draft_late(days, asked)


def _write(meeting: Meeting, plan: Plan) -> None:
    for name in ("held_on", "starts_at", "venue", "secretary", "draft_sent_on", "draft_reason"):
        setattr(meeting, name, getattr(plan, name))
    if meeting.state == State.PLANNED:
        meeting.chair = plan.chair
        meeting.chair_name = plan.chair.full_name if plan.chair else plan.chair_name
    meeting.secretary_name = plan.secretary.full_name if plan.secretary else plan.secretary_name
