"""Which committee's wall an address speaks of, for whoever may read that committee's board."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.boards.access import frameworks_or_404, may_choose
from thidua.boards.definition import Board, boards_of
from thidua.boards.drawing import Setting
from thidua.boards.forms import KindQuery
from thidua.boards.page import Tab, tabs_of
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.reading import Noted, noted_of
from thidua.db.prepared import ask, columns, made
from thidua.organisations.models import Organisation
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Place:
    """A reader before one committee's wall: the boards on which it decides, and the one looked
    at. `may`: whether they keep its meeting.
    """

    board: Board
    boards: list[Board]
    tabs: list[Tab]
    may: bool
    reader: int | None

    @property
    def setting(self) -> Setting:
        return Setting(self.board.kind, self.board.campaign.year, self.may, self.reader)

    def address(self, name: str = "committee_meeting", *more: object, **query: object) -> str:
        """One of the wall's addresses, its kind of subjects among the query."""
        args = [self.board.campaign.year, self.board.committee.code, *more]
        asked = {"kind": self.board.kind.value, **query}
        parameters = {key: value for key, value in asked.items() if value}
        return f"{reverse(name, args=args)}?{urlencode(parameters)}"

    @property
    def changes_address(self) -> str:
        """Where a screen asks what another one did."""
        return self.address("committee_meeting_changes")

    @property
    def compare_address(self) -> str:
        """Where a screen asks for two of them side by side."""
        return self.address("committee_meeting_compare")

    @property
    def board_address(self) -> str:
        """The committee's board of this kind."""
        return self.address("board")

    @property
    def board_compare(self) -> str:
        """Where two of them are compared on a page of its own."""
        return self.address("board_compare")

    def meetings(self) -> list[Noted]:
        """The committee's meetings of the year, the newest first."""
        return noted_of(self.board.campaign, self.board.committee)


def place_or_404(
    request: SignedIn, year: int, code: str, sent: Mapping[str, Any] | None = None
) -> Place:
    """The wall of a committee over the `kind` in the address (or in what was sent), else its first.

    Raises Http404 outside the reader's scope, and where a committee decides about nobody."""
    campaign, committee = _year_and_committee(year, code)
    if not scope_of_request(request).covers(committee.path):
        raise Http404
    boards = [
        board
        for board in boards_of(campaign, committee, frameworks_or_404(campaign))
        if board.decides
    ]
    kind = KindQuery.read(request.GET)["kind"] or (KindQuery.read(sent)["kind"] if sent else "")
    tabs = tabs_of(campaign, boards, SubjectType(kind) if kind else None)
    here = next((tab.kind for tab in tabs if tab.here), None)
    if here is None:
        raise Http404
    board = next(board for board in boards if board.kind == here)
    return Place(board, boards, tabs, may_choose(request, board), request.user.person_id)


_OF_CAMPAIGN = len(Campaign._meta.concrete_fields)
_BOTH = """
    SELECT {campaign}, {committee} FROM campaigns_campaign c
    JOIN organisations_organisation o ON o.code = %s WHERE c.year = %s
"""


def _year_and_committee(year: int, code: str) -> tuple[Campaign, Organisation]:
    """Both in one question. Raises Http404."""
    statement = _BOTH.format(campaign=columns(Campaign, "c"), committee=columns(Organisation, "o"))
    for row in ask(statement, [code, year]):
        return made(Campaign, row[:_OF_CAMPAIGN]), made(Organisation, row[_OF_CAMPAIGN:])
    raise Http404
