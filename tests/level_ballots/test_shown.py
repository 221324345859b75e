"""What a ballot came to is shown where the level is: on the page of the subject, on the board, in
the draft; and follows a member into the cell that theirs passed into.
"""

import datetime as dt

from django.test import Client
from django.urls import reverse

from tests.builder import OPERATOR, decision, officer
from tests.level_ballots.house import Voting
from thidua.accounts.actors import Scope
from thidua.accounts.models import Role
from thidua.ballots.models import Ballot
from thidua.boards.definition import board_of
from thidua.boards.page import some_rows
from thidua.decisions.preview import groups_of
from thidua.decisions.validation import plan
from thidua.frameworks.binding import bound_frameworks
from thidua.level_ballots.along import outcome_along
from thidua.level_ballots.outcomes import outcomes_of
from thidua.organisations.actions import merge_organisations
from thidua.ratings.queries import subject
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, SubjectType


def good(voter: int, ref: str) -> str:
    return "good"


def read(voting: Voting, code: str, kind: str = "member"):  # type: ignore[no-untyped-def]
    return subject(campaign=voting.year, scope=Scope(everything=True), subject_type=kind, code=code)


def test_it_is_read_with_the_subject(voting: Voting) -> None:
    assert outcome_along(read(voting, "M-G1A-04")) is None

    sealed = voting.counted(voting.begin(), good)
    outcome = outcome_along(read(voting, "M-G1A-04"))

    assert outcome is not None
    assert (outcome.level, outcome.last.ballot) == (Level.GOOD, sealed.pk)
    assert outcome == outcomes_of(voting.year, [voting.key(4)])[voting.key(4)]
    assert outcome_along(read(voting, "M-G1B-04")) is None
    assert outcome_along(read(voting, "G1A", "organisation")) is None


def test_the_page_of_the_subject_says_it(voting: Voting) -> None:
    voting.counted(voting.begin(), good)
    client = Client()
    client.force_login(voting.cell.user(4))
    address = reverse("rating", kwargs={"year": 2021, "subject_type": "member", "code": "M-G1A-04"})
    page = client.get(address).content.decode()

    assert "Phiếu: Tốt (HTT 12)" in page
    assert "Cần 7 trong 12" in page


def test_the_board_above_and_the_draft_say_it(voting: Voting) -> None:
    voting.counted(voting.begin(), good)
    committee = voting.cell.cast["G1"]
    framework = bound_frameworks(voting.year)[SubjectType.MEMBER]
    board = board_of(voting.year, committee, SubjectType.MEMBER, framework)
    entry = RosterEntry.objects.get(campaign=voting.year, subject_type="member", code="M-G1A-05")
    (row,) = some_rows(board, [entry.pk])
    assert row.beside is not None
    assert row.beside.text.vi == "phiếu: Tốt (HTT 12)"

    draft = decision(voting.year, committee, covers=["member"])
    groups = groups_of(draft, plan(voting.year, [draft]))
    told = {one.entry.code: one.beside for group in groups for one in group.subjects}
    assert told["M-G1A-05"] == row.beside
    assert told["M-G1B-05"] is None


def test_a_cell_that_passed_into_another_takes_its_results_along(voting: Voting) -> None:
    sealed = voting.counted(voting.begin(), good)
    cast = voting.cell.cast
    merge_organisations(
        predecessors=[cast["G1A"]],
        successor=cast["G1B"],
        on=dt.date(2021, 12, 28),
        actor=OPERATOR,
    )

    assert outcomes_of(voting.year, [voting.key(4)])[voting.key(4)].level is Level.GOOD
    entry = RosterEntry.objects.get(campaign=voting.year, subject_type="member", code="M-G1A-04")
    framework = bound_frameworks(voting.year)[SubjectType.MEMBER]
    board = board_of(voting.year, cast["G1"], SubjectType.MEMBER, framework)
    (row,) = some_rows(board, [entry.pk])
    assert row.beside is not None
    sealed.refresh_from_db()
    assert sealed.state == "sealed"
    above = officer("phuong", Role.GRASSROOTS, cast["G1"])
    assert Ballot.objects.filter(pk=sealed.pk).exists()
    assert above.pk
