"""The small province; the review meeting of the cell Thôn 1 (GL01A), twenty members."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.attachments.conftest import folder
from tests.disputes.conftest import as_, town, who
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.meetings.holding import Noted, call_roll, note_presence, open_sitting, rest_is_there
from thidua.meetings.models import Item, Kind, Meeting, Participant, Presence, Speech
from thidua.meetings.planning import Plan, plan_meeting

__all__ = ["as_", "folder", "town", "who"]
DAY = dt.date(2021, 12, 7)
SECRETARY = "DV0000"
"""The code of the head of the cell."""


def plan(**changes: Any) -> Plan:
    """A Tuesday afternoon in December, the draft sent three working days before."""
    usual: dict[str, Any] = {
        "held_on": DAY,
        "starts_at": dt.time(14, 0),
        "venue": "Nhà văn hoá thôn 1",
        "draft_sent_on": dt.date(2021, 12, 2),
    }
    return Plan(**usual | changes)


@pytest.fixture(autouse=True)
def no_meetings(town: Town) -> None:
    """The town's own is there for pages."""
    Speech.objects.all().delete()
    Meeting.objects.all().delete()


@pytest.fixture
def officer(who: Callable[[str], User]) -> User:
    """The account of the cell."""
    return who("cell")


@pytest.fixture
def meeting(town: Town, officer: User) -> Meeting:
    """Planned; its chair is the head of the cell."""
    return plan_meeting(
        campaign=town.campaign,
        organisation=town["GL01A"],
        plan=plan(chair=town.people[SECRETARY]),
        actor=officer,
    )


@pytest.fixture
def sitting(meeting: Meeting, officer: User) -> Meeting:
    """Open, the roll called: one is absent, everybody else is there."""
    opened = open_sitting(meeting=meeting, actor=officer)
    absent = called(opened, "DV0005")
    noted = Noted(Presence.ABSENT, "ốm")
    note_presence(participant=absent, noted=noted, seen=Presence.UNKNOWN, actor=officer)
    rest_is_there(meeting=opened, actor=officer)
    call_roll(meeting=opened, actor=officer)
    return opened


def called(meeting: Meeting, code: str) -> Participant:
    """One of those called, by the code of their file."""
    return meeting.participants.select_related("meeting").get(person__code=code)


def item_of(meeting: Meeting, code: str = "") -> Item:
    """The item about a member, or without a code about the collective."""
    items = meeting.items.select_related("meeting__organisation", "meeting__campaign")
    if code:
        return items.get(person__code=code)
    return items.get(kind=Kind.COLLECTIVE)
