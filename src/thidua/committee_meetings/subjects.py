"""Whom a committee decides about: its boards, and which of them still have somebody to decide."""

from collections.abc import Iterable

from django.db.models import Q

from thidua.boards.definition import Board, board_of, boards_of
from thidua.boards.page import tabs_of
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.organisations.models import Organisation
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


def deciding_boards(campaign: Campaign, committee: Organisation) -> list[Board]:
    """The boards on which this committee decides, one a kind; some may be empty. Raises
    NotBoundError.
    """
    boards = boards_of(campaign, committee, bound_frameworks(campaign))
    return [board for board in boards if board.decides]


def board_for(campaign: Campaign, committee: Organisation, kind: SubjectType) -> Board:
    """The committee's board of one kind. Raises NotBoundError."""
    return board_of(campaign, committee, kind, bound_frameworks(campaign)[kind])


def kinds_decided(campaign: Campaign, committee: Organisation) -> list[SubjectType]:
    """The kinds that this committee has any subjects of, decided already or not."""
    return [tab.kind for tab in tabs_of(campaign, deciding_boards(campaign, committee), None)]


def kinds_waiting(boards: Iterable[Board]) -> set[SubjectType]:
    """The kinds of these boards of which somebody waits for the committee's decision. One
    question, however many there are.
    """
    any_of_them, campaigns = Q(pk__in=()), set()
    for board in boards:
        any_of_them |= board.subjects
        campaigns.add(board.campaign.pk)
    waiting = RosterEntry.objects.filter(any_of_them, campaign__in=campaigns).exclude(DECIDED)
    found = waiting.order_by().values_list("subject_type", flat=True).distinct()
    return {SubjectType(kind) for kind in found}
