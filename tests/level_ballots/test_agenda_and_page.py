"""The ballot of a meeting's agenda leads to the unit's ballots; what the procedure puts before is
said there.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.builder import officer
from tests.level_ballots.house import Voting
from thidua.accounts.models import Role
from thidua.ballots.models import Ballot
from thidua.level_ballots.agenda import item_of
from thidua.level_ballots.cautions import cautions, waiting_at
from thidua.level_ballots.page import LevelBallotsPage
from thidua.procedures.reading import procedure_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@pytest.fixture
def client(voting: Voting) -> Client:
    signed = Client()
    signed.force_login(officer("bithu", Role.CELL, voting.cell.cast["G1A"]))
    return signed


def address(voting: Voting) -> str:
    return reverse("level_ballots", kwargs={"year": 2021, "code": voting.unit.code})


def test_the_agenda_says_how_far_it_is(voting: Voting) -> None:
    assert (item_of(voting.meeting).state, item_of(voting.meeting).href) == (
        "waiting",
        address(voting),
    )

    ballot = voting.begin()
    assert (item_of(voting.meeting).state, item_of(voting.meeting).detail) == ("now", "đang soạn")

    voting.counted(ballot, lambda voter, ref: "good")
    assert item_of(voting.meeting).detail == "1/2 phiếu đã kiểm"

    voting.counted(voting.begin(SubjectType.ORGANISATION), lambda voter, ref: "good")
    assert item_of(voting.meeting).state == "done"


def test_one_question_for_the_agenda(
    voting: Voting, django_assert_num_queries: Callable[[int], object]
) -> None:
    voting.begin()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        item_of(voting.meeting)


def test_the_page_says_who_votes_and_by_which_rule(voting: Voting, client: Client) -> None:
    html = client.get(address(voting)).content.decode()
    page = " ".join(re.sub(r"<[^>]+>", " ", html).split())

    assert "12 người bỏ phiếu, trong 12 người có quyền" in page
    assert "quá 1/2 số người được triệu tập" in page
    assert "chưa đối chiếu với văn bản gốc" in page


def test_a_ballot_is_begun_from_the_page(voting: Voting, client: Client) -> None:
    sent = {
        "kind": "member",
        "number": "1",
        "held": "devices",
        "chair": str(voting.cell.person(1).pk),
        "secretary": str(voting.cell.person(2).pk),
    }
    answer = client.post(address(voting), sent)

    assert answer.status_code == 302
    assert Ballot.objects.get().purpose == "level"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "nobody"},
        {"number": "3"},
        {"held": "smoke"},
        {"closes_at": "khuya"},
        {"chair": "999999"},
        {"chair": "", "secretary": "x"},
    ],
)
def test_what_cannot_be_read_begins_nothing(
    voting: Voting, client: Client, wrong: dict[str, str]
) -> None:
    sent = {"kind": "member", "number": "1", "held": "devices"} | wrong
    answer = client.post(address(voting), sent)

    assert answer.status_code == 409
    assert not Ballot.objects.exists()


def test_what_the_procedure_puts_before_is_said_and_holds_nobody_up(voting: Voting) -> None:
    entry = RosterEntry.objects.get(
        campaign=voting.year, subject_type="member", person=voting.cell.person(9)
    )
    entry.facts = {**entry.facts, "civil_servant": True}
    entry.save()
    sheet = entry.fact_sheet
    sheet.facts = {
        name: fact for name, fact in sheet.facts.items() if name != "civil_servant_level"
    }
    sheet.save()
    page = LevelBallotsPage(voting.year, voting.unit, voting.meeting, voting.cell.user(1))
    found = cautions(
        SubjectType.MEMBER,
        kinds=page.kinds,
        waiting=waiting_at(voting.year, voting.unit),
        procedure=procedure_of(voting.year),
        states={},
    )

    assert [one.vi[:45] for one in found] == [
        "quy trình xếp loại tập thể trước cá nhân: phi",
        "quy trình xếp loại cán bộ, công chức, viên ch",
    ]
    assert voting.begin().candidates.count() == 12


def test_units_below_come_first(voting: Voting) -> None:
    committee = voting.cell.cast["G1"]
    found = cautions(
        SubjectType.ORGANISATION,
        kinds=[SubjectType.ORGANISATION],
        waiting=waiting_at(voting.year, committee),
        procedure=procedure_of(voting.year),
        states={},
    )

    assert ["còn 2 tổ chức trực thuộc" in one.vi for one in found] == [True]
