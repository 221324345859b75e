"""The dossier lists the minutes; who takes over a merged unit reads its dossier and its ballot."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.builder import OPERATOR, officer
from tests.level_ballots.house import Voting
from tests.level_ballots.test_minutes import dealt_with, fresh, good
from thidua.accounts.models import Role, User
from thidua.ballots.models import Ballot
from thidua.boards.comparing import rows_or_404
from thidua.boards.definition import board_of
from thidua.dossiers.actions import send
from thidua.dossiers.models import Dossier
from thidua.frameworks.binding import bound_frameworks
from thidua.meetings.holding import adopt
from thidua.organisations.actions import merge_organisations
from thidua.vocabulary import SubjectType

By = Callable[[Role, str], Client]


@pytest.fixture
def sealed(voting: Voting) -> Ballot:
    found = voting.counted(voting.begin(), good)
    dealt_with(voting)
    adopt(meeting=fresh(voting), actor=OPERATOR)
    return found


@pytest.fixture
def by(voting: Voting) -> By:
    def signed(role: Role, code: str) -> Client:
        client = Client()
        client.force_login(_officer(voting, role, code))
        return client

    return signed


def _officer(voting: Voting, role: Role, code: str) -> User:
    return officer(f"{role.value}-{code}".lower(), role, voting.cell.cast[code])


def dossier_of(code: str) -> str:
    return reverse("dossier", args=[2021, code])


def test_each_of_the_minutes_is_a_line_with_its_files(
    voting: Voting, sealed: Ballot, by: By
) -> None:
    cell = by(Role.CELL, "G1A")
    page = cell.get(dossier_of("G1A")).content.decode()
    counting = [reverse("ballot_minutes", args=[2021, sealed.pk, form]) for form in ("docx", "pdf")]
    meeting = reverse("meeting_minutes", args=[2021, voting.meeting.pk, "pdf"])
    assert all(href in page for href in (*counting, meeting))
    assert "Biên bản kiểm phiếu" in page
    assert cell.get(counting[0]).status_code == 200
    assert by(Role.GRASSROOTS, "G1").get(meeting).status_code == 200


def test_without_minutes_nothing_is_listed(voting: Voting, by: By) -> None:
    assert "Tài liệu kèm theo" not in by(Role.CELL, "G1A").get(dossier_of("G1A")).content.decode()


def test_the_wall_compares_what_the_cell_voted(voting: Voting, sealed: Ballot, by: By) -> None:
    framework = bound_frameworks(voting.year)[SubjectType.MEMBER]
    board = board_of(voting.year, voting.cell.cast["G1"], SubjectType.MEMBER, framework)
    keys = [voting.cell.person(number).pk for number in (4, 5)]
    entries = board.campaign.roster.filter(subject_type="member", person__in=keys)
    rows = rows_or_404(board, [one.pk for one in entries])
    address = reverse("committee_meeting_compare", args=[2021, "G1"])
    answer = by(Role.GRASSROOTS, "G1").get(
        address, {"kind": "member", "a": str(rows[0].entry), "b": str(rows[1].entry)}
    )
    assert "HTT 12" in answer.json()["compare"]


@pytest.fixture
def merged(voting: Voting, sealed: Ballot, by: By) -> Ballot:
    """G1A passed into G1B, after its dossier was sent."""
    cast = voting.cell.cast
    send(campaign=voting.year, unit=cast["G1A"], remark="còn thiếu", actor=OPERATOR)
    merge_organisations(
        predecessors=[cast["G1A"]],
        successor=cast["G1B"],
        on=dt.date(2021, 12, 28),
        actor=OPERATOR,
    )
    return sealed


def test_the_successor_reads_the_dossier_and_the_old_ballot(
    voting: Voting, merged: Ballot, by: By
) -> None:
    cast = voting.cell.cast
    assert Dossier.objects.get().organisation == cast["G1B"]
    successor = by(Role.CELL, "G1B")
    page = successor.get(dossier_of("G1B")).content.decode()
    minutes = reverse("ballot_minutes", args=[2021, merged.pk, "pdf"])
    assert "Chờ trả lời" in page or "Đã gửi" in page
    assert minutes in page
    assert reverse("meeting_minutes", args=[2021, voting.meeting.pk, "pdf"]) in page

    old = successor.get(reverse("ballot", args=[2021, merged.pk]))
    assert old.status_code == 200
    assert successor.get(minutes).status_code == 200
    assert by(Role.GRASSROOTS, "G1").get(minutes).status_code == 200
    merged.refresh_from_db()
    assert merged.organisation == cast["G1A"]  # what was sealed names who voted


def test_others_do_not_read_it(merged: Ballot, by: By) -> None:
    old = reverse("ballot", args=[2021, merged.pk])
    assert by(Role.GRASSROOTS, "G3").get(old).status_code == 404
