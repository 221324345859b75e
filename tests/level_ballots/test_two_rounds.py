"""Two rounds: levels 2 to 4, then agree or not on outstanding."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.builder import OPERATOR, officer
from tests.level_ballots.house import Voting, set_locally
from thidua.accounts.models import Role
from thidua.ballots.models import Ballot
from thidua.ballots.rule import Kind
from thidua.level_ballots.errors import LevelBallotError
from thidua.level_ballots.matters import FIRST, SECOND
from thidua.level_ballots.outcomes import outcomes_of
from thidua.level_ballots.purpose import next_step
from thidua.vocabulary import Level, SubjectType


@pytest.fixture
def two(voting: Voting) -> Voting:
    set_locally(voting.year, "rounds.member", "two")
    return voting


def test_the_first_is_about_levels_two_to_four(two: Voting) -> None:
    assert list(two.begin().the_rule.options) == ["good", "completed", "not_completed"]


def test_the_second_is_about_who_stands_at_good_and_reached_outstanding(two: Voting) -> None:
    sealed = two.counted(two.begin(), lambda voter, ref: "good")
    step = next_step(sealed, OPERATOR)
    assert step is not None
    assert step.label == "Sang vòng 2"
    assert two.proposed(4) == "good"

    second = two.begin(number=SECOND)
    assert second.the_rule.kind is Kind.YES_NO
    assert list(second.candidates.values_list("ref", flat=True)) == [two.ref(4)]

    two.counted(second, lambda voter, ref: "yes" if voter <= 7 else "no")
    assert two.proposed(4) == "outstanding"
    assert two.proposed(5) == "good"
    outcome = outcomes_of(two.year, [two.key(4)])[two.key(4)]
    assert outcome.level is Level.OUTSTANDING
    assert outcome.first.round == FIRST


def test_not_agreed_the_first_round_stands(two: Voting) -> None:
    two.counted(two.begin(), lambda voter, ref: "good")
    two.counted(two.begin(number=SECOND), lambda voter, ref: "yes" if voter <= 6 else "no")

    assert two.proposed(4) == "good"
    assert outcomes_of(two.year, [two.key(4)])[two.key(4)].level is Level.GOOD


def test_no_second_before_the_first_and_none_for_nobody(two: Voting) -> None:
    with pytest.raises(LevelBallotError, match="vòng 1"):
        two.begin(number=SECOND)

    two.counted(two.begin(), lambda voter, ref: "completed" if ref == two.ref(4) else "good")
    with pytest.raises(LevelBallotError, match="không có vòng 2"):
        two.begin(number=SECOND)


def keeper(two: Voting) -> Client:
    client = Client()
    client.force_login(officer("bithu", Role.CELL, two.cell.cast["G1A"]))
    return client


def address(two: Voting) -> str:
    return reverse("level_ballots", kwargs={"year": 2021, "code": two.unit.code})


def page_of(two: Voting, client: Client) -> str:
    html = client.get(address(two)).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_leads_from_the_first_to_the_second_and_to_the_dossier(two: Voting) -> None:
    client = keeper(two)
    page = page_of(two, client)
    assert "Vòng 1 chọn một trong ba mức" in page
    assert "vòng 2" not in page

    two.counted(two.begin(), lambda voter, ref: "good")
    assert "Vòng 2 đồng ý hay không mức xuất sắc" in page_of(two, client)
    sent = {
        "kind": "member",
        "number": "2",
        "held": "devices",
        "chair": str(two.cell.person(1).pk),
        "secretary": str(two.cell.person(2).pk),
    }
    assert client.post(address(two), sent).status_code == 302
    second = Ballot.objects.order_by("prepared_at").last()
    assert second is not None
    assert list(second.candidates.values_list("ref", flat=True)) == [two.ref(4)]

    two.counted(second, lambda voter, ref: "yes")
    assert two.proposed(4) == "outstanding"
    assert "Mọi phiếu đã có kết quả." not in page_of(two, client)
    two.counted(two.begin(SubjectType.ORGANISATION), lambda voter, ref: "good")
    assert "Mọi phiếu đã có kết quả." in page_of(two, client)


def test_where_nobody_is_for_the_highest_no_second_is_offered(two: Voting) -> None:
    two.counted(two.begin(), lambda voter, ref: "completed" if ref == two.ref(4) else "good")
    assert "Vòng 2 đồng ý" not in page_of(two, keeper(two))
