"""A registration is read and answered, each clarity by itself, in one act."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from tests.acceptance.conftest import ALL, FIVE, about, returning
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.acceptance.answering import Given, answer
from thidua.acceptance.errors import AcceptanceError, AnsweredError
from thidua.acceptance.models import Verdict
from thidua.acceptance.rules import Answer
from thidua.accounts.models import Role, User
from thidua.notices.models import Notice
from thidua.registrations.actions import save_task
from thidua.registrations.changing import change_accepted
from thidua.registrations.models import Registration, Task
from thidua.registrations.sending import send_registration, take_back


def test_all_five_accepted_the_registration_is(sent: Registration, district: User) -> None:
    given = answer(sent, about(sent, ALL), actor=district)
    sent.refresh_from_db()
    task = sent.tasks.get()
    assert given == Given(accepted=5, returned=0)
    assert (sent.status, task.status) == ("accepted", "accepted")
    assert set(task.locked) == set(FIVE)


def test_one_returned_comes_back_with_its_reason_and_the_others_lock(
    sent: Registration, district: User, commune: User, cast: Cast
) -> None:
    answer(sent, about(sent, returning(responsibility="Nêu tháng kiểm tra.")), actor=district)
    sent.refresh_from_db()
    task = sent.tasks.get()
    assert (sent.status, task.returned) == (
        "returned",
        {"responsibility": "Nêu tháng kiểm tra."},
    )
    words = {**whole(cast)["responsibility"], "checked_in": "tháng 10"}
    save_task(task, task.revision, {"responsibility": words}, actor=commune)
    again = send_registration(sent, actor=commune)
    answer(again, about(again, Answer(frozenset({"responsibility"}))), actor=district)
    again.refresh_from_db()
    first, second = task.versions.order_by("number")
    assert again.status == "accepted"
    assert first.verdicts.count() == len(FIVE)
    assert [one.clarity for one in second.verdicts.all()] == ["responsibility"]


def test_the_unit_is_told_and_whoever_answered_is_not(
    sent: Registration, district: User, commune: User
) -> None:
    answer(sent, about(sent, returning(time="Nêu mốc.")), actor=district)
    (notice,) = Notice.objects.filter(kind__startswith="acceptance.")
    assert (notice.user, notice.kind) == (commune, "acceptance.returned")
    assert "hoàn thiện 1 mục" in notice.text_vi


def test_a_half_answer_is_refused_and_names_what_is_left(
    sent: Registration, district: User
) -> None:
    with pytest.raises(AcceptanceError, match="rõ hiệu quả"):
        answer(sent, about(sent, Answer(FIVE - {"effect"})), actor=district)
    assert not Verdict.objects.exists()


def test_a_return_needs_its_reason(sent: Registration, district: User) -> None:
    with pytest.raises(AcceptanceError, match="lý do trả lại"):
        answer(sent, about(sent, returning(time="  ")), actor=district)


def test_the_second_of_two_readers_learns_what_the_first_decided(
    sent: Registration, district: User, cast: Cast
) -> None:
    second = cast.officer("huyen2", Role.UPPER_LEVEL, "U2")
    prepared = about(sent, returning(time="Nêu mốc."))
    answer(sent, about(sent, ALL), actor=district)
    with pytest.raises(AnsweredError, match="huyen đã trả lời trước"):
        answer(sent, prepared, actor=second)
    assert Verdict.objects.count() == len(FIVE)
    assert Verdict.objects.filter(accepted=False).count() == 0


def test_taken_back_while_it_is_read(sent: Registration, district: User, commune: User) -> None:
    prepared = about(sent, ALL)
    take_back(sent, actor=commune)
    with pytest.raises(AnsweredError, match="đã rút bản này về"):
        answer(sent, prepared, actor=district)


def test_sent_anew_while_it_is_read(sent: Registration, district: User, commune: User) -> None:
    prepared = about(sent, ALL)
    send_registration(take_back(sent, actor=commune), actor=commune)
    with pytest.raises(AnsweredError, match="vừa gửi lại"):
        answer(sent, prepared, actor=district)


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.PROVINCE, "P"),
        (Role.UPPER_LEVEL, "U1"),
        (Role.GRASSROOTS, "G3"),
        (Role.INSPECTOR, "U2"),
        (Role.CELL, "G3A"),
    ],
)
def test_only_the_committee_directly_above_answers(
    sent: Registration, cast: Cast, role: Role, where: str
) -> None:
    other = cast.officer("khac", role, where)
    with pytest.raises(PermissionDenied):
        answer(sent, about(sent, ALL), actor=other)


def test_nobody_answers_their_own_unit(sent: Registration, cast: Cast) -> None:
    both = cast.officer("hai-vai", Role.UPPER_LEVEL, "U2")
    both.grants.create(role=Role.GRASSROOTS, organisation=cast["G3"], starts_on="2020-01-01")
    with pytest.raises(PermissionDenied, match="chính đơn vị mình"):
        answer(sent, about(sent, ALL), actor=both)


def test_verdicts_are_never_changed(sent: Registration, district: User) -> None:
    answer(sent, about(sent, ALL), actor=district)
    with pytest.raises(DatabaseError), transaction.atomic():
        Verdict.objects.update(accepted=False, reason="khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        Verdict.objects.all().delete()


def test_what_is_changed_later_is_accepted_again_and_the_first_promise_stays(
    sent: Registration, task: Task, district: User, commune: User, cast: Cast
) -> None:
    answer(sent, about(sent, ALL), actor=district)
    task.refresh_from_db()
    measures = [{**whole(cast)["effect"]["measures"][0], "target": "20"}]
    change_accepted(
        task, task.revision, {"effect": {"measures": measures}}, "mất 10 ha do bão", actor=commune
    )
    sent.refresh_from_db()
    assert sent.status == "sent"
    answer(sent, about(sent, Answer(frozenset({"effect"}))), actor=district)
    sent.refresh_from_db()
    first, second = task.versions.order_by("number")
    assert (sent.status, second.change_reason) == ("accepted", "mất 10 ha do bão")
    assert first.content["effect"]["measures"][0]["target"] == "30"
