"""The frame of every act of a meeting: the meeting locked, who acts, one transaction, one name in
the history, and the mark by which those who follow see that something changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, required
from thidua.history.tracking import named_actor, recording
from thidua.meetings.errors import MeetingError
from thidua.meetings.models import Meeting, State
from thidua.meetings.rights import authority_to_keep


@dataclass(frozen=True)
class Held:
    """A meeting that is locked, and by what the actor keeps it."""

    meeting: Meeting
    authority: Authority

    @property
    def by(self) -> str:
        """Whoever acts, as minutes and history name them."""
        return named_actor(self.authority)


@contextmanager
def keeping(meeting: Meeting, actor: Actor, act: str, *, sitting: bool = False) -> Iterator[Held]:
    """An act of whoever keeps the meeting; `sitting`: only while it sits.

    Raises PermissionDenied, MeetingError (adopted, not sitting)."""
    with transaction.atomic():
        held = locked(meeting)
        authority = required(authority_to_keep(actor, held))
        if held.state == State.CLOSED:
            raise MeetingError.adopted_already()
        if sitting and held.state != State.OPEN:
            raise MeetingError.not_sitting()
        with recording(
            act=act, actor=authority, subject=held.organisation.code, year=held.campaign.year
        ):
            yield Held(held, authority)
            touch(held)


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is, locked until the transaction ends: two writers follow each other."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "organisation", "campaign", "chair", "secretary"
    )
    return rows.get(pk=meeting.pk)


def touch(meeting: Meeting) -> None:
    """Store the meeting; whoever follows it looks again."""
    meeting.changes += 1
    meeting.save()
