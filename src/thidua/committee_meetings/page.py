"""The wall as a page: everything that its parts are drawn from, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.boards.filters import Filters
from thidua.boards.page import BoardTable, board_table
from thidua.boards.rows import Row
from thidua.committee_meetings.adopting import seen_of
from thidua.committee_meetings.finding import Place
from thidua.committee_meetings.log import SEEN, Line, lines_of
from thidua.committee_meetings.models import Adoption, Attendant, CommitteeMeeting, Move
from thidua.committee_meetings.reading import Noted
from thidua.committee_meetings.units import Units, units_of
from thidua.committee_meetings.votes import House, house_of
from thidua.committee_meetings.wall import Wall, wall_of
from thidua.numbers import format_number
from thidua.organisations.names import committee_name, short_name
from thidua.web.clock import shown


@dataclass
class WallPage:
    """One meeting's wall over one kind of subjects, for one reader."""

    request: SignedIn
    place: Place
    noted: Noted

    @property
    def meeting(self) -> CommitteeMeeting:
        return self.noted.meeting

    @cached_property
    def table(self) -> BoardTable:
        return board_table(self.place.board, Filters())

    @property
    def attendants(self) -> list[Attendant]:
        return self.noted.attendants

    @cached_property
    def moves(self) -> list[Move]:
        """Of the kind looked at, oldest first."""
        kind = self.place.board.kind.value
        return [line for line in self.noted.moves if line.subject_type == kind]

    @cached_property
    def adoption(self) -> Adoption | None:
        """The vote on the kind looked at, once it was taken."""
        kind = self.place.board.kind.value
        return next((one for one in self.noted.adoptions if one.subject_type == kind), None)

    @cached_property
    def house(self) -> House:
        return house_of(self.meeting.campaign, self.attendants)

    @cached_property
    def seen(self) -> str:
        return seen_of(self.meeting, self.table.version)

    @cached_property
    def moves_on(self) -> bool:
        """Whether this reader moves anybody here: the meeting goes on, the kind is not adopted, and
        somebody waits. Every name asks it: counted once.
        """
        waits = self.table.left.waiting > 0
        return self.place.may and self.noted.sits and self.adoption is None and waits

    @cached_property
    def wall(self) -> Wall:
        return wall_of(self.table, self.moves, self.place.setting, moves_on=self.moves_on)

    @cached_property
    def units(self) -> Units:
        return units_of(self.table, short_name(self.place.board.committee))

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.moves, may=self.moves_on)

    @property
    def lines_seen(self) -> Sequence[Line]:
        return self.lines[:SEEN]

    @property
    def lines_folded(self) -> Sequence[Line]:
        return self.lines[SEEN:]

    @property
    def year_before(self) -> int:
        return self.meeting.campaign.year - 1

    @property
    def furthest_words(self) -> str:
        """The unit that differs most from its year before; "": none does by much."""
        unit = self.units.furthest
        words = _("{name}: xuất sắc {now}, năm {year} là {before}")
        return (
            words.format(
                name=unit.label, now=unit.share, year=self.year_before, before=unit.share_before
            )
            if unit
            else ""
        )

    @property
    def adopted_words(self) -> str:
        """“Biểu quyết 13/15 lúc 10:02 13/12/2022 …”, once the kind is adopted."""
        made = self.adoption
        if made is None:
            return ""
        words = _(
            "Biểu quyết {votes}/{present} lúc {at}. Không chuyển hay hoàn tác được nữa trong cuộc "
            "họp này."
        )
        return words.format(
            votes=format_number(made.votes_for),
            present=format_number(made.votes_of),
            at=f"{shown(made.adopted_at):%H:%M %d/%m/%Y}",
        )

    @property
    def title(self) -> str:
        return committee_name(self.place.board.committee)

    @property
    def adoptable(self) -> int:
        """How many levels an adoption would be about."""
        rows = self.table.rows
        return sum(row.known and row.decided is None for row in rows)

    def row(self, entry: int | None) -> Row | None:
        """A row that may be moved by this reader; None: there is none."""
        if entry is None or not self.moves_on:
            return None
        found = next((row for row in self.table.rows if row.entry == entry), None)
        if found is None or not found.open:
            return None
        own = self.place.reader is not None and found.person == self.place.reader
        return None if own else found

    def part(self, name: str, **more: Any) -> SafeString:
        """A part of the page, drawn by itself."""
        return render_to_string(
            f"committee_meetings/{name}.html", {"page": self, **more}, request=self.request
        )

    def news(self) -> dict[str, Any]:
        """What a screen is drawn anew from."""
        return {
            "v": self.seen,
            "top": self.part("top"),
            "wall": self.part("wall_left"),
            "units": self.part("units"),
            "adoptable": self.adoptable,
        }
