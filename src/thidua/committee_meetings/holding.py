"""The frame of every act of a committee's meeting: the meeting locked, who acts, one transaction,
one name in the history, and the mark by which other screens see that something changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.models import Attendant, CommitteeMeeting, State
from thidua.committee_meetings.sealing import seal_minutes
from thidua.committee_meetings.votes import House, house_of
from thidua.history.tracking import named_actor, recording
from thidua.vocabulary import SubjectType

DECIDE = "decisions.decide"
"""Whoever decides for the committee keeps its meeting."""


@dataclass(frozen=True)
class Held:
    """A meeting that is locked, who is there, and by what the actor keeps it."""

    meeting: CommitteeMeeting
    attendants: list[Attendant]
    house: House
    authority: Authority

    @property
    def by(self) -> str:
        """Whoever acts, as minutes and history name them."""
        return named_actor(self.authority)

    def refuse_adopted(self, kind: SubjectType) -> None:
        """Raises CommitteeMeetingError where the levels of this kind were adopted already."""
        if self.meeting.adoptions.filter(subject_type=kind.value).exists():
            raise CommitteeMeetingError.adopted_already()


@contextmanager
def sitting(meeting: CommitteeMeeting, actor: Actor, act: str) -> Iterator[Held]:
    """An act in a meeting that goes on; one that ends it seals its minutes. Raises
    PermissionDenied, CommitteeMeetingError (ended).
    """
    with transaction.atomic():
        rows = CommitteeMeeting.objects.select_for_update(of=("self",))
        held = rows.select_related("organisation", "campaign").get(pk=meeting.pk)
        authority = authorise(actor, DECIDE, path=held.organisation.path)
        if held.state != State.OPEN:
            raise CommitteeMeetingError.ended()
        attendants = list(held.attendants.all())
        with recording(
            act=act, actor=authority, subject=held.organisation.code, year=held.campaign.year
        ):
            yield Held(held, attendants, house_of(held.campaign, attendants), authority)
            held.changes += 1
            held.save()
            if held.state == State.ADOPTED:
                seal_minutes(held)
