"""A unit is merged in August: its open tasks pass to the one that came after, and say so."""

import datetime as dt

import pytest
from django.conf import LazySettings

from tests.acceptance.conftest import ALL, about
from tests.acceptance.test_reading_pages import browser
from tests.builder import OPERATOR
from tests.cast import Cast
from thidua.acceptance.answering import answer
from thidua.acceptance.models import Moved
from thidua.accounts.models import User
from thidua.organisations.actions import merge_organisations, register_organisation
from thidua.organisations.models import Organisation
from thidua.registrations.models import Registration, TaskVersion
from thidua.vocabulary import Body, Tier

AUGUST = dt.date(2021, 8, 1)


@pytest.fixture
def after(cast: Cast) -> Organisation:
    return register_organisation(
        code="G9",
        name="Đảng bộ xã Mới",
        tier=Tier.GRASSROOTS,
        parent=cast["U2"],
        starts_on=AUGUST,
        body=Body.COMMITTEE,
        sector="commune",
        actor=OPERATOR,
    )


def test_open_tasks_pass_to_the_successor_and_say_from_where(
    sent: Registration,
    district: User,
    cast: Cast,
    after: Organisation,
    settings: LazySettings,
) -> None:
    settings.TODAY = dt.date(2021, 9, 1)
    answer(sent, about(sent, ALL), actor=district)
    versions = TaskVersion.objects.count()
    merge_organisations(predecessors=[cast["G3"]], successor=after, on=AUGUST, actor=OPERATOR)
    there = Registration.objects.get(organisation=after)
    task = there.tasks.get()
    assert (there.status, task.status, task.registration) == ("accepted", "accepted", there)
    assert TaskVersion.objects.count() == versions
    moved = Moved.objects.get()
    assert (moved.from_unit, moved.to_unit, moved.moved_on) == (cast["G3"], after, AUGUST)
    page = browser(district).get("/nam/2021/doc-dang-ky/U2/G9/").content.decode()
    assert "chuyển từ Tổ chức G3" in page


def test_what_waits_goes_on_waiting_for_the_committee_above(
    sent: Registration, district: User, cast: Cast, after: Organisation
) -> None:
    merge_organisations(predecessors=[cast["G3"]], successor=after, on=AUGUST, actor=OPERATOR)
    there = Registration.objects.get(organisation=after)
    assert there.status == "sent"
    answer(there, about(there, ALL), actor=district)
    there.refresh_from_db()
    assert there.status == "accepted"
