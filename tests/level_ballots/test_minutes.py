"""The minutes of the review meeting carry what its ballots came to, and wait for one under way."""

import json

import pytest

from tests.builder import OPERATOR
from tests.level_ballots.house import Voting
from thidua.ballots.cancelling import cancel
from thidua.documents.blocks import Heading, Paragraph, Table
from thidua.meetings.errors import MeetingError
from thidua.meetings.holding import adopt
from thidua.meetings.models import Item, ItemState, Kind, Meeting, SealedMinutes
from thidua.meetings.paper import minutes


def fresh(voting: Voting) -> Meeting:
    rows = Meeting.objects.select_related("organisation", "campaign", "chair", "secretary")
    return rows.get(pk=voting.meeting.pk)


def dealt_with(voting: Voting) -> None:
    about = Item.objects.filter(meeting=voting.meeting, kind__in=[Kind.COLLECTIVE, Kind.PERSON])
    about.update(state=ItemState.DONE)


def good(voter: int, ref: str) -> str:
    return "good"


def headings(voting: Voting) -> list[str]:
    return [one.text for one in minutes(fresh(voting)).body if isinstance(one, Heading)]


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row for row in table.rows if isinstance(row, tuple)]


def test_what_the_ballot_came_to_stands_in_the_minutes(voting: Voting) -> None:
    assert not any("BỎ PHIẾU" in text for text in headings(voting))
    sealed = voting.counted(
        voting.begin(), lambda voter, ref: "completed" if ref == voting.ref(7) else "good"
    )

    paper = minutes(fresh(voting))
    (table,) = [one for one in paper.body if isinstance(one, Table)]
    lines = {row[1]: row for row in cells(table)}
    assert len(lines) == 12
    row = lines[voting.cell.person(7).full_name]
    assert row[-1] == "Hoàn thành nhiệm vụ"
    assert "12" in row
    said = " ".join(one.text for one in paper.body if isinstance(one, Paragraph))
    assert sealed.seal in said
    assert headings(voting)[-1] == "V. KẾT THÚC"


def test_under_five_slips_the_minutes_say_the_outcome_alone(voting: Voting) -> None:
    """Four of twelve vote: no number of a line is told."""
    voting.counted(voting.begin(), good, voters=range(1, 5))
    (table,) = [one for one in minutes(fresh(voting)).body if isinstance(one, Table)]
    told = [cell for row in cells(table) for cell in row[2:-1]]
    assert set(told) == {"–"}


def test_the_minutes_wait_for_a_ballot_that_is_under_way(voting: Voting) -> None:
    dealt_with(voting)
    ballot = voting.begin()
    with pytest.raises(MeetingError, match="bỏ phiếu chưa xong"):
        adopt(meeting=fresh(voting), actor=OPERATOR)
    opened = voting.opened(ballot)
    with pytest.raises(MeetingError, match="bỏ phiếu chưa xong"):
        adopt(meeting=fresh(voting), actor=OPERATOR)
    for voter in range(1, 13):
        opened.vote(voter, *["good"] * 12)
    opened.sealed()

    adopt(meeting=fresh(voting), actor=OPERATOR)
    said = json.loads(SealedMinutes.objects.get().content)
    assert any(block["block"] == "Table" for block in said["body"])


def test_a_ballot_that_was_cancelled_holds_nothing_up(voting: Voting) -> None:
    dealt_with(voting)
    cancel(ballot=voting.begin(), reason="sai danh sách", actor=OPERATOR)
    adopt(meeting=fresh(voting), actor=OPERATOR)
    assert not any("BỎ PHIẾU" in text for text in headings(voting))
