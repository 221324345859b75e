"""A ballot that a verification orders: begun from the question, on the one subject alone, and what
it comes to moves no decision.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.ballots.models import Ballot, Candidate
from thidua.decisions.models import DecisionItem
from thidua.meetings.holding import call_roll, open_sitting, rest_is_there
from thidua.meetings.planning import Plan, plan_meeting
from thidua.objections.models import Objection, Question
from thidua.objections.verifying import ask_unit, reply
from thidua.roster.models import RosterEntry

Who = Callable[[str], User]
PAGE = "/nam/2021/bo-phieu/xep-loai/G1A/"


@pytest.fixture
def order(verified: Objection, cast: Cast, who: Who) -> Question:
    return ask_unit(
        objection=verified,
        unit=cast["G1A"],
        text="Bỏ phiếu lại mức của đồng chí",
        ballot=True,
        actor=who("colleague"),
    )


@pytest.fixture
def sitting(order: Question, cast: Cast) -> None:
    """The cell meets again, everybody is there."""
    plan = Plan(
        held_on=dt.date(2022, 1, 2),
        draft_sent_on=dt.date(2021, 12, 28),
        chair=cast.people["M-G1A-01"],
        secretary=cast.people["M-G1A-02"],
    )
    meeting = plan_meeting(
        campaign=order.objection.campaign, organisation=cast["G1A"], plan=plan, actor=OPERATOR
    )
    open_sitting(meeting=meeting, actor=OPERATOR)
    rest_is_there(meeting=meeting, actor=OPERATOR)
    call_roll(meeting=meeting, actor=OPERATOR)


def browser(user: User) -> Client:
    client = Client()
    signed_in_now(user, client=client)
    return client


def sent(order: int | str, cast: Cast) -> dict[str, object]:
    return {
        "kind": "member",
        "number": 1,
        "lai": order,
        "held": "devices",
        "chair": cast.people["M-G1A-01"].pk,
        "secretary": cast.people["M-G1A-02"].pk,
    }


@pytest.mark.usefixtures("sitting")
def test_the_question_leads_to_a_ballot_on_the_one_subject(
    order: Question, subject: RosterEntry, cast: Cast, who: Who
) -> None:
    client = browser(who("cell"))
    words = client.get(f"/nam/2021/khieu-nai/hoi/{order.pk}/").content.decode()
    assert f"{PAGE}?lai={order.pk}" in words
    page = client.get(PAGE, {"lai": order.pk}).content.decode()
    assert f"Lập phiếu về đúng {subject.name}" in page
    assert "nằm viện" not in page
    items = DecisionItem.objects.count()
    response = client.post(f"{PAGE}?lai={order.pk}", sent(order.pk, cast))
    assert response.status_code == 302, response.content.decode()[:3000]
    ballot = Ballot.objects.get()
    assert list(Candidate.objects.values_list("label", flat=True)) == [subject.name]
    assert ballot.organisation == cast["G1A"]
    assert DecisionItem.objects.count() == items


@pytest.mark.usefixtures("sitting")
def test_an_order_that_was_answered_begins_nothing(order: Question, cast: Cast, who: Who) -> None:
    reply(question=order, text="Đã bỏ phiếu giấy", actor=who("cell"))
    client = browser(who("cell"))
    assert "Lập phiếu về đúng" not in client.get(PAGE, {"lai": order.pk}).content.decode()
    response = client.post(PAGE, sent(order.pk, cast))
    assert response.status_code == 409
    assert "đã được trả lời" in response.content.decode()
    assert not Ballot.objects.exists()


@pytest.mark.usefixtures("sitting")
def test_nobody_else_carries_an_order_out(order: Question, cast: Cast, who: Who) -> None:
    """The committee that decided was not asked; who merely names a number begins nothing."""
    client = browser(who("decider"))
    assert client.post(PAGE, sent(order.pk, cast)).status_code in {403, 404, 409}
    assert not Ballot.objects.exists()
