"""A decided year in the shared province, and whoever objects, handles, verifies."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings

from tests.builder import OPERATOR, officer
from tests.cast import Cast, all_decisions, entry
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.decisions.models import Decision
from thidua.objections.actions import object_to_level
from thidua.objections.models import Objection
from thidua.objections.verifying import assign, note
from thidua.roster.models import RosterEntry

WHO = "M-G1A-05"
TOLD = dt.date(2021, 12, 20)
"""The day on which the year of these tests was decided."""
A_CONDITION = "R1-MEM-HTXS-01"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """Set the day of the pages."""
    return lambda day: monkeypatch.setattr(settings, "TODAY", day)


@pytest.fixture
def decided(cast: Cast, year: Campaign) -> dict[str, Decision]:
    """Everybody is decided, told on `TOLD`."""
    made = all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    at = dt.datetime.combine(TOLD, dt.time(9), tzinfo=dt.UTC)
    Decision.objects.filter(status="issued").update(issued_at=at, decided_on=TOLD)
    return made


@pytest.fixture
def who(cast: Cast) -> Callable[[str], User]:
    """Somebody by a word: the objector, officers of G1, U1, U2, P, of the cell, a verifier."""

    def made(word: str) -> User:
        known = User.objects.filter(username=word).first()
        if known is not None:
            return known
        if word == "objector":
            user: User = User.objects.create_user("objector", person=cast.people[WHO])
            return user
        role, code = {
            "cell": (Role.CELL, "G1A"),
            "decider": (Role.GRASSROOTS, "G1"),
            "superior": (Role.UPPER_LEVEL, "U1"),
            "colleague": (Role.UPPER_LEVEL, "U1"),
            "elsewhere": (Role.UPPER_LEVEL, "U2"),
            "province": (Role.PROVINCE, "P"),
        }[word]
        return officer(word, role, cast[code])

    return made


@pytest.fixture
def subject(year: Campaign, decided: dict[str, Decision]) -> RosterEntry:
    assert decided
    return entry(year, WHO)


@pytest.fixture
def sent(
    subject: RosterEntry, who: Callable[[str], User], on: Callable[[dt.date], None]
) -> Objection:
    """An objection of a member, sent on the thirteenth day of thirty."""
    on(TOLD + dt.timedelta(days=13))
    return object_to_level(
        roster_entry=subject,
        conditions=[],
        facts={"year_tasks": "excellent"},
        why="Năm buổi vắng có ba buổi tôi nằm viện.",
        actor=who("objector"),
    )


@pytest.fixture
def verified(sent: Objection, who: Callable[[str], User]) -> Objection:
    """The same, given to somebody of the committee, who noted what they saw."""
    verifier = who("colleague")
    assign(objection=sent, users=[verifier.pk], actor=who("superior"))
    return note(objection=sent, text="Đã xem sổ điểm danh.", actor=verifier)
