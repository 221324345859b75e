"""A committee's meeting as it was held: for a year whose minutes were kept elsewhere, and for the
demo. The levels themselves stand already; what is moved now goes through `moving`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.boards.gauges import board_pools
from thidua.boards.page import some_rows
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.adopting import outcome_of
from thidua.committee_meetings.models import Adoption, Attendant, CommitteeMeeting, Move, State
from thidua.committee_meetings.opening import Seat
from thidua.committee_meetings.sealing import seal_minutes
from thidua.committee_meetings.subjects import board_for
from thidua.decisions.models import Decision
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

EACH = dt.timedelta(minutes=4)


@dataclass(frozen=True)
class PastMove:
    """A move from one level to another (1 to 4), by the proposal of a person (key) who was there;
    `taken_back`: a line of its own took it back.
    """

    entry: RosterEntry
    level_from: int
    level_to: int
    proposed_by: int
    votes: int
    reason: str
    taken_back: bool = False


@dataclass(frozen=True)
class PastCommitteeMeeting:
    """One meeting that is over. `chair`, `secretary`: names; `adopted`: the votes for the levels of
    each kind, as they stand now. Moments are aware.
    """

    organisation: Organisation
    seats: Sequence[Seat]
    chair: str
    secretary: str
    venue: str
    opened_at: dt.datetime
    ended_at: dt.datetime
    moves: Sequence[PastMove]
    adopted: Mapping[SubjectType, int]


@transaction.atomic
def record_past(
    *, campaign: Campaign, past: PastCommitteeMeeting, actor: Operator
) -> CommitteeMeeting:
    """Write it with its log and what was adopted, its minutes sealed. Raises NotBoundError."""
    authority = Authority(actor)
    by = named_actor(authority)
    with recording(
        act="committee_meetings.record_past",
        actor=authority,
        subject=past.organisation.code,
        year=campaign.year,
    ):
        meeting = CommitteeMeeting.objects.create(
            campaign=campaign,
            organisation=past.organisation,
            state=State.ADOPTED,
            venue=past.venue,
            chair_name=past.chair,
            secretary_name=past.secretary,
            opened_at=past.opened_at,
            ended_at=past.ended_at,
        )
        seats = Attendant.objects.bulk_create(
            Attendant(
                meeting=meeting,
                person=seat.person,
                name=seat.name,
                post=seat.post,
                present=seat.present,
            )
            for seat in past.seats
        )
        _Log(meeting, past, seats, by).write()
        for kind, votes in past.adopted.items():
            _adopt(meeting, kind, votes, by)
        seal_minutes(meeting)
    return meeting


class _Log:
    """The lines of a meeting, numbered, some minutes apart."""

    def __init__(
        self,
        meeting: CommitteeMeeting,
        past: PastCommitteeMeeting,
        seats: Sequence[Attendant],
        by: str,
    ) -> None:
        self.meeting, self.past, self.by = meeting, past, by
        self.there = [seat for seat in seats if seat.present]
        self.number = 0

    def write(self) -> None:
        for move in self.past.moves:
            line = self._line(
                move.entry,
                move.level_from,
                move.level_to,
                proposed_by=next(seat for seat in self.there if seat.person_id == move.proposed_by),
                votes_for=move.votes,
                votes_of=len(self.there),
                reason=move.reason,
            )
            if move.taken_back:
                self._line(move.entry, move.level_to, move.level_from, undoes=line)

    def _line(self, entry: RosterEntry, level_from: int, level_to: int, **said: object) -> Move:
        self.number += 1
        key = key_of(entry)
        return Move.objects.create(
            meeting=self.meeting,
            number=self.number,
            subject_type=key.subject_type.value,
            person_id=key.person_id,
            organisation_id=key.organisation_id,
            name=entry.name,
            place=entry.organisation.name,
            level_from=level_from,
            level_to=level_to,
            moved_at=self.past.opened_at + (self.number + 2) * EACH,
            moved_by_name=self.by,
            **said,
        )


def _adopt(meeting: CommitteeMeeting, kind: SubjectType, votes: int, by: str) -> None:
    """What stands of a kind, and the decision of this committee that waits for it."""
    board = board_for(meeting.campaign, meeting.organisation, kind)
    rows = [row for row in some_rows(board, None) if row.decided is None]
    waiting = Decision.objects.filter(
        campaign=meeting.campaign, issuer=meeting.organisation, covers__contains=[kind.value]
    )
    assert meeting.ended_at is not None  # noqa: S101  (it is over)
    Adoption.objects.create(
        meeting=meeting,
        subject_type=kind.value,
        votes_for=votes,
        votes_of=meeting.attendants.filter(present=True).count(),
        outcome=outcome_of(rows, board_pools(board)),
        decision=waiting.order_by("decided_on", "pk").first(),
        adopted_at=meeting.ended_at - EACH,
        adopted_by_name=by,
    )
