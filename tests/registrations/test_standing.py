"""Where units stand in registering, what they are reminded of, who is told."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.campaigns.unit_states import UnitState
from thidua.notices.models import Notice
from thidua.registrations.actions import add_task
from thidua.registrations.models import Registration, Task
from thidua.registrations.sending import send_registration, take_back
from thidua.registrations.standing import REGISTER, standings


def test_it_says_which_clarity_is_missing_and_no_word_of_the_draft(
    registration: Registration, task: Task, commune: User, cast: Cast, year: Campaign
) -> None:
    add_task(registration, actor=commune, values=whole(cast, effect={}, person={}))
    standing = standings(year)[cast["G3"].pk]
    assert standing.state == UnitState.DRAFTING
    assert standing.missing is not None
    assert standing.missing.vi == "nhiệm vụ 2: rõ người, rõ hiệu quả"


def test_many_units_ask_as_often_as_one(
    registration: Registration, task: Task, cast: Cast, year: Campaign
) -> None:
    with CaptureQueriesContext(connection) as of_one:
        standings(year, [cast["G3"].pk])
    with CaptureQueriesContext(connection) as of_all:
        standings(year)
    assert len(of_all) == len(of_one) == 2


def test_who_sent_is_reminded_of_nothing(
    registration: Registration, task: Task, commune: User, cast: Cast, year: Campaign
) -> None:
    units = [cast["G3"], cast["G1"]]
    assert REGISTER.left(year, units) == {cast["G3"].pk: 1, cast["G1"].pk: 1}
    assert REGISTER.missing is not None
    assert REGISTER.missing(year, units)[cast["G1"].pk].vi == "chưa bắt đầu đăng ký"
    send_registration(registration, actor=commune)
    assert REGISTER.left(year, units)[cast["G3"].pk] == 0
    assert standings(year)[cast["G3"].pk].state == UnitState.SENT


def test_the_receiver_is_told_each_time_and_the_bell_names_no_task(
    registration: Registration, task: Task, commune: User, district: User
) -> None:
    send_registration(registration, actor=commune)
    take_back(registration, actor=commune)
    send_registration(registration, actor=commune)
    told = Notice.objects.filter(user=district, kind="registrations.sent")
    assert told.count() == 2
    assert all("rau" not in each.text_vi for each in told)
    assert not Notice.objects.filter(user=commune).exists()
