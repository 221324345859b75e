"""The answer from above: clarities lock or open again; what was accepted changes in versions."""

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.registrations.actions import (
    add_task,
    offer_task,
    save_task,
    start_registration,
    take_share,
)
from thidua.registrations.changing import change_accepted, withdraw
from thidua.registrations.clarities import Clarity, clarities_of
from thidua.registrations.errors import RegistrationError
from thidua.registrations.models import Registration, Task
from thidua.registrations.sending import send_registration
from thidua.registrations.settling import settle_task, settle_withdrawal

ABOVE = Authority(OPERATOR)
ALL = {each.id for each in clarities_of(2021)}


@pytest.fixture
def sent(registration: Registration, task: Task, commune: User) -> Task:
    send_registration(registration, actor=commune)
    task.refresh_from_db()
    return task


def test_all_accepted_and_so_is_the_task(sent: Task, registration: Registration) -> None:
    settle_task(sent, ALL - {Clarity.EFFECT}, {}, authority=ABOVE)
    registration.refresh_from_db()
    assert registration.status == "sent"
    assert settle_task(sent, {Clarity.EFFECT}, {}, authority=ABOVE).status == "accepted"
    registration.refresh_from_db()
    assert registration.status == "accepted"


def test_one_returned_opens_that_one_alone(
    sent: Task, registration: Registration, commune: User
) -> None:
    why = {Clarity.RESPONSIBILITY: "nêu tháng kiểm tra"}
    back = settle_task(sent, ALL - set(why), why, authority=ABOVE)
    registration.refresh_from_db()
    assert (back.status, registration.status) == ("returned", "returned")
    assert "nêu tháng kiểm tra" in registration.reason
    with pytest.raises(RegistrationError, match="rõ việc đã được nhận"):
        save_task(back, back.revision, {"work": {"work": "Việc khác"}}, actor=commune)
    answers = whole_responsibility(back)
    save_task(back, back.revision, {"responsibility": answers}, actor=commune)
    send_registration(registration, actor=commune)
    again = settle_task(sent, {Clarity.RESPONSIBILITY}, {}, authority=ABOVE)
    assert (again.status, again.versions.count()) == ("accepted", 2)


def whole_responsibility(task: Task) -> dict[str, object]:
    return {"answers": task.answers_id, "answers_title": "Bí thư", "checked_in": "tháng 10"}


def test_a_return_needs_its_reason(sent: Task) -> None:
    with pytest.raises(RegistrationError, match="hãy nêu lý do"):
        settle_task(sent, set(), {Clarity.WORK: " "}, authority=ABOVE)


def test_a_draft_is_not_answered(task: Task) -> None:
    with pytest.raises(RegistrationError, match="đang soạn"):
        settle_task(task, ALL, {}, authority=ABOVE)


def test_a_change_of_what_was_accepted_is_a_version_to_be_accepted_again(
    sent: Task, registration: Registration, commune: User
) -> None:
    accepted = settle_task(sent, ALL, {}, authority=ABOVE)
    values = {"effect": {"measures": [{"name": "Diện tích", "unit": "ha", "target": "20"}]}}
    with pytest.raises(RegistrationError, match="hãy nêu lý do"):
        change_accepted(accepted, accepted.revision, values, " ", actor=commune)
    changed = change_accepted(accepted, accepted.revision, values, "Mưa úng", actor=commune)
    registration.refresh_from_db()
    assert (changed.status, registration.status) == ("sent", "sent")
    first, second = changed.versions.all()
    assert first.content["effect"]["measures"][0]["target"] == "30"
    assert (second.change_reason, Clarity.EFFECT in changed.locked) == ("Mưa úng", False)
    assert settle_task(changed, {Clarity.EFFECT}, {}, authority=ABOVE).status == "accepted"


def test_a_change_that_changes_nothing_is_refused(sent: Task, commune: User) -> None:
    accepted = settle_task(sent, ALL, {}, authority=ABOVE)
    values = {"responsibility": {"answers": accepted.answers_id}}
    stored = dict(sent.versions.get().content["responsibility"])
    with pytest.raises(RegistrationError, match="chưa có gì thay đổi"):
        change_accepted(
            accepted, accepted.revision, values | {"responsibility": stored}, "x", actor=commune
        )


def test_a_withdrawal_waits_for_the_level_above(
    sent: Task, registration: Registration, commune: User
) -> None:
    settle_task(sent, ALL, {}, authority=ABOVE)
    withdraw(sent, "Thôn sáp nhập", actor=commune)
    stands = settle_withdrawal(sent, accepted=False, reason="Vẫn làm được", authority=ABOVE)
    assert (stands.status, stands.withdrawal_answer) == ("accepted", "Vẫn làm được")
    withdraw(sent, "Thôn sáp nhập", actor=commune)
    assert settle_withdrawal(sent, accepted=True, authority=ABOVE).status == "withdrawn"
    registration.refresh_from_db()
    assert registration.status == "accepted"


def test_a_task_offered_above_is_taken_up_with_a_share(
    cast: Cast, sent: Task, registration: Registration, commune: User
) -> None:
    campaign = registration.campaign
    upper = start_registration(campaign, cast["U2"], actor=OPERATOR)
    above = add_task(upper, actor=OPERATOR, values=whole(cast))
    cell = start_registration(campaign, cast["G3A"], actor=OPERATOR)
    with pytest.raises(RegistrationError, match="cấp trên"):
        add_task(cell, actor=OPERATOR, origin=above)
    above = offer_task(above, offered=True, actor=OPERATOR)
    below = add_task(cell, actor=OPERATOR, origin=above)
    took = take_share(below, None, above.measures.get(), actor=OPERATOR)
    assert (took.taken_from, took.share_measure) == (above, above.measures.get())
