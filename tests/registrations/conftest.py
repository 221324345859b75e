"""The shared province in a year that is launched and not decided; a task that can be sent."""

import datetime as dt
from typing import Any

import pytest
from django.conf import LazySettings

from tests import cast as people
from tests.cast import Cast
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign, Step
from thidua.registrations.actions import add_task, start_registration
from thidua.registrations.models import Registration, Task

TODAY = dt.date(2021, 3, 18)
DUE = dt.date(2021, 3, 31)


@pytest.fixture
def year(cast: Cast, settings: LazySettings) -> Campaign:
    """2021, launched in January, registrations due on 31 March; it is 18 March."""
    settings.TODAY = TODAY
    campaign = people.campaign(frozen=False)
    campaign.launch_date = dt.date(2021, 1, 15)
    campaign.save()
    campaign.deadlines.create(step=Step.REGISTER, due_on=DUE)
    return campaign


@pytest.fixture
def commune(cast: Cast) -> User:
    return cast.officer("xa", Role.GRASSROOTS, "G3")


@pytest.fixture
def district(cast: Cast) -> User:
    return cast.officer("huyen", Role.UPPER_LEVEL, "U2")


@pytest.fixture
def registration(cast: Cast, year: Campaign, commune: User) -> Registration:
    """Of the commune G3, with nothing in it."""
    return start_registration(year, cast["G3"], actor=commune)


@pytest.fixture
def task(registration: Registration, commune: User, cast: Cast) -> Task:
    """One that says everything it has to."""
    return add_task(registration, actor=commune, values=whole(cast))


def whole(cast: Cast, **changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a task of G3 says that lacks nothing; some clarities changed."""
    values: dict[str, dict[str, Any]] = {
        "work": {
            "title": "",
            "kind": "key_task",
            "work": "Chuyển đổi lúa kém hiệu quả sang rau xuất khẩu",
            "place": "thôn 1, thôn 3",
            "amount": "30 ha",
        },
        "person": {
            "doers": [
                {"person": cast.of_cell("G3A", 2).pk, "lead": True},
                {"organisation": cast["G3A"].pk},
            ],
            "with_whom": "Hội Nông dân xã",
        },
        "time": {
            "starts_on": "2021-04-01",
            "ends_on": "2021-11-30",
            "milestones": [{"on": "2021-08-31", "text": "xong 15 ha"}],
        },
        "effect": {
            "measures": [
                {"name": "Diện tích đã chuyển đổi", "unit": "ha", "last_year": "12", "target": "30"}
            ]
        },
        "responsibility": {
            "answers": cast.of_cell("G3A", 2).pk,
            "answers_title": "Bí thư Đảng uỷ xã",
            "answers_to": "Ban Thường vụ Huyện uỷ Gia Lộc",
            "check_how": "kiểm tra thực địa, có biên bản",
            "checked_in": "tháng 9",
        },
    }
    return values | changes
