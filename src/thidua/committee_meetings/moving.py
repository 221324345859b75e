"""Moving somebody from one level to another in a committee's meeting, and taking that back.

The level itself is set by `boards.actions.choose`, with its rules, in the same transaction: this
room adds who proposed it, the vote, and the line of the log."""

from dataclasses import dataclass, field

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.boards.actions import Wish, choose
from thidua.boards.definition import Board
from thidua.boards.page import some_rows
from thidua.boards.rows import Row
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.holding import Held, sitting
from thidua.committee_meetings.models import Attendant, CommitteeMeeting, Move
from thidua.committee_meetings.subjects import board_for
from thidua.roster.identity import SubjectKey, entries_of, key_of
from thidua.roster.models import RosterEntry
from thidua.rulebook.standing import OUTSTANDING
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Proposed:
    """What is moved: the wish (a subject, a level, the version that was looked at), who of those
    present proposes it (the key of an attendant), how many voted for it, and why. `instead`:
    whoever gives up a place at outstanding for it, where the pool is full.
    """

    wish: Wish
    proposer: int | None
    votes: int
    reason: str
    instead: Wish | None = None

    @property
    def wishes(self) -> list[Wish]:
        return [self.wish] if self.instead is None else [self.instead, self.wish]


@dataclass
class _Log:
    """The next lines of a meeting's log."""

    held: Held
    number: int = field(init=False)

    def __post_init__(self) -> None:
        self.number = self.held.meeting.moves.count()

    def write(self, entry: RosterEntry, row: Row, level: int, **said: object) -> Move:
        """One line: `row` as it stood before."""
        self.number += 1
        key = key_of(entry)
        return Move.objects.create(
            meeting=self.held.meeting,
            number=self.number,
            subject_type=key.subject_type.value,
            person_id=key.person_id,
            organisation_id=key.organisation_id,
            name=row.name,
            place=row.unit_name,
            level_from=row.stands or 0,  # of whom nobody can tell the board chose nothing
            level_to=level,
            said_before=row.reason,
            moved_at=timezone.now(),
            moved_by_name=self.held.by,
            **said,
        )


def move(
    *, meeting: CommitteeMeeting, kind: SubjectType, proposed: Proposed, actor: Actor
) -> list[Move]:
    """Move a subject of the committee to another level, or exchange two; the lines of the log.

    Raises CommitteeMeetingError (ended, adopted, no quorum, more votes than present, no majority,
    no proposer, no reason, nothing changes), ChoiceError as the board does (not reached, pool full,
    changed meanwhile, decided, oneself, cannot tell), PermissionDenied; nothing is written then."""
    with sitting(meeting, actor, "committee_meetings.move") as held:
        held.refuse_adopted(kind)
        board = board_for(held.meeting.campaign, held.meeting.organisation, kind)
        rows = _rows(board, proposed)
        entries = RosterEntry.objects.in_bulk([wish.entry for wish in proposed.wishes])
        row = rows[proposed.wish.entry]
        if not proposed.reason.strip():
            raise CommitteeMeetingError.no_reason(row.name)
        proposer = _proposer(held, proposed, [entries[pk] for pk in rows])
        held.house.refuse_vote(proposed.votes)
        log = _Log(held)
        choose(board=board, wishes=proposed.wishes, actor=actor, reason=proposed.reason)
        return [
            log.write(
                entries[wish.entry],
                rows[wish.entry],
                wish.level,
                proposed_by=proposer,
                votes_for=proposed.votes,
                votes_of=held.house.present,
                reason=proposed.reason.strip(),
            )
            for wish in proposed.wishes
        ]


def _rows(board: Board, proposed: Proposed) -> dict[int, Row]:
    """The subjects as they stand now. Raises CommitteeMeetingError."""
    found = {row.entry: row for row in some_rows(board, [one.entry for one in proposed.wishes])}
    if len(found) < len({one.entry for one in proposed.wishes}):
        raise CommitteeMeetingError.not_here()
    row = found[proposed.wish.entry]
    if row.stands == proposed.wish.level and row.version == proposed.wish.seen:
        raise CommitteeMeetingError.stands_there(row.name)
    if proposed.instead is not None:
        other = found[proposed.instead.entry]
        if other.entry == row.entry or other.stands != OUTSTANDING:
            raise CommitteeMeetingError.not_exchanged(other.name)
    return {wish.entry: found[wish.entry] for wish in proposed.wishes}


def _proposer(held: Held, proposed: Proposed, about: list[RosterEntry]) -> Attendant:
    """Who of those present proposes it: nobody proposes themselves."""
    there = (one for one in held.attendants if one.present and one.pk == proposed.proposer)
    found = next(there, None)
    if found is None:
        raise CommitteeMeetingError.no_proposer()
    people = {entry.person_id for entry in about if entry.person_id is not None}
    if found.person_id in people:
        raise CommitteeMeetingError.proposes_oneself(found.name)
    return found


def undo(*, meeting: CommitteeMeeting, move: Move, actor: Actor) -> Move:
    """Take a move back, until the levels of its kind are adopted: the subject stands where it
    stood, with the reason it had; both lines stay in the log.

    Raises CommitteeMeetingError (ended, adopted, taken back already, moved again since),
    ChoiceError (the place was given to somebody else meanwhile), PermissionDenied."""
    with sitting(meeting, actor, "committee_meetings.undo") as held:
        kind = SubjectType(move.subject_type)
        held.refuse_adopted(kind)
        line = held.meeting.moves.select_related("undone_by").get(pk=move.pk)
        if line.undoes_id is not None or hasattr(line, "undone_by"):
            raise CommitteeMeetingError.undone_already(line.name)
        board = board_for(held.meeting.campaign, held.meeting.organisation, kind)
        entry, row = _now(board, line)
        if row.stands != line.level_to or _moved_later(line):
            raise CommitteeMeetingError.moved_since(line.name)
        wish = Wish(row.entry, line.level_from, row.version)
        log = _Log(held)
        choose(board=board, wishes=[wish], actor=actor, reason=line.said_before)
        return log.write(entry, row, line.level_from, undoes=line)


def key_of_line(line: Move) -> SubjectKey:
    """Whom a line of the log is about."""
    return SubjectKey(SubjectType(line.subject_type), line.person_id, line.organisation_id)


def _now(board: Board, line: Move) -> tuple[RosterEntry, Row]:
    """The subject of a line as it is on the board now."""
    key = key_of_line(line)
    entry = entries_of(board.campaign, [key]).get(key)
    rows = some_rows(board, [entry.pk]) if entry else []
    if entry is None or not rows:
        raise CommitteeMeetingError.not_here()
    return entry, rows[0]


def _moved_later(line: Move) -> bool:
    """Whether the same subject was moved again after this line, and that was not taken back."""
    later = Move.objects.filter(
        meeting=line.meeting_id,
        number__gt=line.number,
        subject_type=line.subject_type,
        person=line.person_id,
        organisation=line.organisation_id,
    )
    return later.filter(undoes=None, undone_by=None).exists()
