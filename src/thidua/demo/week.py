"""The week of meetings in the year in progress: how far the review of each cell of the accounts'
commune has got on the day of the demo. Pure: no database.

All of it is told of a commune that exists nowhere."""

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random

from thidua.demo.meeting_plan import WORDS as OF_MEETINGS
from thidua.demo.meeting_plan import Held, meeting_of
from thidua.demo.reviewing import WORDS, Written
from thidua.demo.season import DEMO_DAY, by_name
from thidua.demo.year_of import CellYear, CommuneYear

FIRST_MEETINGS = dt.date(2022, 12, 7)
PLANNED = (dt.date(2022, 12, 13), dt.date(2022, 12, 14))
MEETS_AT = dt.time(14)
SENT_SHARE = 0.8
DRAFTED = ("I.1", "I.2")
"""What stands in a draft so far."""
PROMPTED_AT = dt.date(2022, 11, 28)


class Week(StrEnum):
    """How far a cell is."""

    TODAY = "today"
    MET = "met"
    TO_MEET = "to_meet"
    BEGINNING = "beginning"


class How(StrEnum):
    """How far one review is."""

    ACCEPTED = "accepted"
    SENT = "sent"
    LATE = "late"
    TYPED = "typed"
    RETURNED = "returned"
    DRAFT = "draft"
    NONE = "none"


@dataclass(frozen=True)
class CellWeek:
    """One cell. `how`: of each member by code; `prompted`: codes of who was asked to explain
    something (with the text); `on`: the day of its meeting.
    """

    cell: CellYear
    week: Week
    on: dt.date
    how: dict[str, How]
    prompted: dict[str, str] = field(default_factory=dict)

    @property
    def dealt_with(self) -> list[str]:
        """Codes of those with whom the meeting is done, and of whom it is at, the last."""
        codes = [one.person.code for one in self.cell.members]
        if self.week is Week.MET:
            return codes
        if self.week is not Week.TODAY:
            return []
        there = [code for code in codes if self.how[code] in {How.SENT, How.LATE, How.TYPED}]
        return there[: len(codes) // 2]


def week_of(commune: CommuneYear, first: str, random: Random) -> list[CellWeek]:
    """Of each cell. `first`: the cell of the demo's accounts; it meets today."""
    found = []
    for number, cell in enumerate(commune.cells):
        if cell.unit.code == first:
            found.append(_today(cell))
            continue
        week = (Week.MET, Week.TO_MEET, Week.BEGINNING)[number % 3]
        on = FIRST_MEETINGS + dt.timedelta(days=number % 5)
        if week is not Week.MET:
            on = PLANNED[number % len(PLANNED)]
        found.append(CellWeek(cell, week, on, _hows(cell, week, random)))
    return found


def _hows(cell: CellYear, week: Week, random: Random) -> dict[str, How]:
    def how() -> How:
        if week is Week.MET:
            return How.ACCEPTED
        share = SENT_SHARE if week is Week.TO_MEET else 0.2
        if random.random() < share:
            return How.SENT
        return How.DRAFT if random.random() < 0.5 else How.NONE

    return {one.person.code: how() for one in cell.members}


def _today(cell: CellYear) -> CellWeek:
    """The accounts' cell: half was sent and dealt with; the member's account still writes, a prompt
    of the commune's waits for its answer; of the last by name one came back, one was typed.
    """
    codes = [one.person.code for one in cell.members]
    own = min((one.person for one in cell.members), key=by_name).code
    how = dict.fromkeys(codes, How.SENT)
    how[own] = How.DRAFT
    last = [code for code in reversed(codes) if code != own]
    for code, special in zip(
        last, (How.RETURNED, How.DRAFT, How.TYPED, How.DRAFT, How.LATE, How.NONE), strict=False
    ):
        how[code] = special
    asked, asked_too = (one["text"] for one in WORDS["prompts"] if one["of"] == "member")
    return CellWeek(cell, Week.TODAY, DEMO_DAY, how, prompted={own: asked, codes[0]: asked_too})


def so_far(written: Written, how: How) -> Written:
    """What stands in a review that is still being written: its first headings."""
    if how is not How.DRAFT:
        return written
    sections = {name: text for name, text in written.sections.items() if name in DRAFTED}
    cited = [one for one in written.cited if one.heading in DRAFTED]
    return Written(written.code, sections, cited)


def meeting_this_week(week: CellWeek, random: Random) -> Held:
    """The meeting of a cell: over, under way with half of its people, or planned."""
    held = meeting_of(week.cell, week.on, random)
    if week.week is Week.MET:
        return held
    dealt = {one.code: one for one in held.people}
    people = [dealt[code] for code in week.dealt_with if code in dealt]
    if people:
        last = people[-1]
        people[-1] = replace(last, concluded="", said=last.said[:1], ask=None)
        people[0] = replace(people[0], ask=None)
        named = next((one for one in people if one.said and one.said[0].speaker), None)
        if named is not None:  # asked just now, not answered yet
            place = people.index(named)
            people[place] = replace(named, ask=(OF_MEETINGS["correction"]["ask"], ""))
    return replace(held, starts_at=MEETS_AT, sittings=[week.on], people=people)


def with_late(held: Held, code: str, reason: str) -> Held:
    """Somebody came late, and waits for their turn."""
    absent = {one: why for one, why in held.absent.items() if one != code}
    return replace(held, absent=absent, late={**held.late, code: reason})
