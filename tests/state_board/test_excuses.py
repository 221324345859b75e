"""A superior lets a unit do a step later: who may, until when, why, and how it is taken back."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.web.town import Town
from thidua.accounts.models import User
from thidua.campaigns.models import Step
from thidua.state_board.actions import UnitStep, grant_excuse, take_back_excuse
from thidua.state_board.errors import StateBoardError
from thidua.state_board.models import Excuse

Who = Callable[[str], User]
TODAY = dt.date(2021, 4, 6)
UNTIL = dt.date(2021, 4, 10)
"""Registering was due on 31/03/2021."""


@pytest.fixture(autouse=True)
def in_april(settings: LazySettings) -> None:
    settings.TODAY = TODAY


def grant(
    town: Town, actor: User, code: str = "GL01", *, until: dt.date = UNTIL, reason: str = "Lũ"
) -> Excuse:
    at = UnitStep(town.campaign, Step.REGISTER, town[code])
    return grant_excuse(at=at, until=until, reason=reason, actor=actor)


def test_a_superior_excuses_a_unit_until_a_day(town: Town, who: Who) -> None:
    made = grant(town, who("upper_level"), reason=" Lũ cuốn đường ")
    assert (made.unit.code, made.superior.code, made.until) == ("GL01", "GL", UNTIL)
    assert (made.reason, made.granted_by, made.taken_back_at) == (
        "Lũ cuốn đường",
        who("upper_level"),
        None,
    )


def test_the_province_excuses_too_and_says_so(town: Town, who: Who) -> None:
    assert grant(town, who("province"), "GL01A").superior.code == "XD"


@pytest.mark.parametrize(
    "name",
    [
        *("grassroots", "grassroots_outside", "cell", "upper_level_outside"),
        *("inspector", "auditor", "administrator", "member", "nobody"),
    ],
)
def test_nobody_else_does_and_no_unit_excuses_itself(town: Town, who: Who, name: str) -> None:
    with pytest.raises(PermissionDenied):
        grant(town, who(name))
    assert not Excuse.objects.exists()


def test_the_province_has_no_superior(town: Town, who: Who) -> None:
    with pytest.raises(PermissionDenied):
        grant(town, who("province"), "XD")


def test_it_says_why(town: Town, who: Who) -> None:
    with pytest.raises(StateBoardError, match="lý do"):
        grant(town, who("province"), reason="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Excuse.objects.create(**_stored(town, who) | {"reason": ""})


@pytest.mark.parametrize(
    ("until", "says"),
    [
        (dt.date(2021, 3, 30), "31/03/2021"),
        (dt.date(2021, 3, 31), "31/03/2021"),
        (dt.date(2021, 4, 5), "06/04/2021"),
    ],
)
def test_never_earlier_than_the_deadline_nor_a_day_that_is_over(
    town: Town, who: Who, until: dt.date, says: str
) -> None:
    with pytest.raises(StateBoardError, match=says):
        grant(town, who("upper_level"), until=until)


def test_without_a_deadline_there_is_nothing_to_put_off(town: Town, who: Who) -> None:
    town.campaign.deadlines.filter(step=Step.REGISTER).delete()
    with pytest.raises(StateBoardError, match="chưa có hạn"):
        grant(town, who("upper_level"))


def test_a_second_one_takes_the_place_of_the_first(town: Town, who: Who) -> None:
    first = grant(town, who("upper_level"))
    second = grant(town, who("province"), until=UNTIL + dt.timedelta(days=5))
    first.refresh_from_db()
    assert first.taken_back_by == who("province")
    assert list(Excuse.objects.filter(taken_back_at=None)) == [second]


def test_it_is_taken_back_once_by_whoever_stands_above(town: Town, who: Who) -> None:
    made = grant(town, who("province"))
    for name in ("grassroots", "inspector", "upper_level_outside"):
        with pytest.raises(PermissionDenied):
            take_back_excuse(excuse=made, actor=who(name))
    assert take_back_excuse(excuse=made, actor=who("upper_level")).taken_back_at is not None
    with pytest.raises(StateBoardError, match="tải lại trang"):
        take_back_excuse(excuse=made, actor=who("upper_level"))


def test_two_in_force_and_half_a_taking_back_are_refused_by_the_table(town: Town, who: Who) -> None:
    made = grant(town, who("upper_level"))
    wrong = [
        _stored(town, who),
        _stored(town, who) | {"unit": town["GL02"], "superior": town["GL02"]},
        _stored(town, who) | {"unit": town["GL02"], "taken_back_at": made.granted_at},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Excuse.objects.create(**values)


def _stored(town: Town, who: Who) -> dict[str, object]:
    return {
        "campaign": town.campaign,
        "step": Step.REGISTER,
        "unit": town["GL01"],
        "until": UNTIL,
        "reason": "Lũ",
        "superior": town["GL"],
        "granted_by": who("upper_level"),
        "granted_at": dt.datetime(2021, 4, 6, tzinfo=dt.UTC),
    }


def test_the_history_names_who_and_why(town: Town, who: Who) -> None:
    made = grant(town, who("upper_level"))
    take_back_excuse(excuse=made, actor=who("province"))
    events = apps.get_model("state_board", "ExcuseEvent")._default_manager.order_by("pgh_id")
    acts = [event.pgh_context.metadata for event in events.select_related("pgh_context")]
    assert [act["act"] for act in acts] == ["state_board.excuse", "state_board.take_back_excuse"]
    assert (acts[0]["reason"], acts[0]["place"]) == ("Lũ", "Đảng bộ huyện Gia Lộc")
