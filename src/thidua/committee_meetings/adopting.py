"""Adopting the levels of one kind: the vote, what stood then, and the draft decision."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.boards.changes import version_of
from thidua.boards.definition import Board
from thidua.boards.gauges import BoardPool, board_pools
from thidua.boards.page import some_rows
from thidua.boards.rows import Row
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.holding import sitting
from thidua.committee_meetings.models import Adoption, CommitteeMeeting
from thidua.committee_meetings.opening import end
from thidua.committee_meetings.subjects import board_for, deciding_boards, kinds_waiting
from thidua.decisions.drafting import draft_decision
from thidua.decisions.models import FLOW, Decision
from thidua.vocabulary import Level, SubjectType

NAMED = (Level.OUTSTANDING.code, Level.COMPLETED.code, Level.NOT_COMPLETED.code)
"""Levels whose subjects the minutes name; the others, the great many, are counted."""


def adopt(
    *, meeting: CommitteeMeeting, kind: SubjectType, votes: int, seen: str, actor: Actor
) -> Adoption:
    """The committee adopts every known level of one kind; they go into a draft decision. With the
    last kind that waits the meeting ends. `seen`: the `seen_of` the page that was looked at.

    Raises CommitteeMeetingError (ended, adopted, no quorum, no majority, changed meanwhile, a pool
    over its most, nobody to decide), DecisionError, PermissionDenied."""
    with sitting(meeting, actor, "committee_meetings.adopt") as held:
        held.refuse_adopted(kind)
        board = board_for(held.meeting.campaign, held.meeting.organisation, kind)
        if seen != seen_of(held.meeting, version_of(board)):
            raise CommitteeMeetingError.changed_meanwhile()
        held.house.refuse_vote(votes)
        rows = [row for row in some_rows(board, None) if row.decided is None]
        pools = board_pools(board)
        _refuse_pools(pools)
        if not any(row.known for row in rows):
            raise CommitteeMeetingError.nothing_to_decide()
        made = Adoption.objects.create(
            meeting=held.meeting,
            subject_type=kind.value,
            votes_for=votes,
            votes_of=held.house.present,
            outcome=outcome_of(rows, pools),
            decision=_draft(board, actor),
            adopted_at=timezone.now(),
            adopted_by_name=held.by,
        )
        done = set(held.meeting.adoptions.values_list("subject_type", flat=True))
        boards = deciding_boards(held.meeting.campaign, held.meeting.organisation)
        if not kinds_waiting(boards) - done:
            end(held.meeting)
        return made


def seen_of(meeting: CommitteeMeeting, version: str) -> str:
    """What a page of the meeting shows, in short: the acts of the meeting, and the version of the
    board.
    """
    return f"{meeting.pk}.{meeting.changes}.{version}"


def outcome_of(rows: Sequence[Row], pools: Sequence[BoardPool]) -> dict[str, Any]:
    """What stands, for the minutes: `levels`: {level: how many}; `unknown`: how many nobody can
    tell, who are not adopted; `named`: {level: [[name, unit]]}; `pools`: [{label, used, most,
    counted}] in Vietnamese; `stands`: {code: level} of each, to tell what changed later.
    """
    known = [row for row in rows if row.known and row.stands is not None]
    return {
        "levels": _words(Counter(row.stands for row in known)),
        "unknown": len(rows) - len(known),
        "named": {
            str(level): [[row.name, row.unit_name] for row in known if row.stands == level]
            for level in NAMED
        },
        "pools": [
            {
                "label": pool.label.vi,
                "used": pool.tally.outstanding,
                "most": pool.ceiling,
                "counted": pool.counted.vi,
            }
            for pool in pools
        ],
        "stands": {row.code: row.stands for row in known},
    }


def _words(counted: Mapping[int | None, int]) -> dict[str, int]:
    return {str(level): number for level, number in sorted(counted.items(), key=str)}


def _refuse_pools(pools: Sequence[BoardPool]) -> None:
    for pool in pools:
        if pool.room < 0:
            raise CommitteeMeetingError.over_the_most(
                str(pool.label), pool.tally.outstanding, pool.ceiling
            )


def _draft(board: Board, actor: Actor) -> Decision:
    """The draft that covers this kind: one that waits already, or a new one."""
    waiting = Decision.objects.filter(
        campaign=board.campaign,
        issuer=board.committee,
        status__in=FLOW.begins("revise"),
        covers__contains=[board.kind.value],
        tier="",
        supplements=None,
    ).order_by("pk")
    return waiting.first() or draft_decision(
        campaign=board.campaign, issuer=board.committee, actor=actor, covers=[board.kind.value]
    )
