"""A year that takes commitments: launched, on a day before they are due."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings

from tests.cast import Cast, build, campaign
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign, Deadline

DUE = dt.date(2021, 3, 31)
ROLES = {
    "secretary": (Role.CELL, "G1A", "M-G1A-01"),
    "secretary_outside": (Role.CELL, "G1B", ""),
    "grassroots": (Role.GRASSROOTS, "G1", ""),
    "grassroots_outside": (Role.GRASSROOTS, "G3", ""),
    "as_cell": (Role.GRASSROOTS, "G2", ""),
    "inspector": (Role.INSPECTOR, "U1", ""),
    "member": (None, "", "M-G1A-05"),
    "colleague": (None, "", "M-G1A-06"),
}


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def year(cast: Cast, settings: LazySettings) -> Campaign:
    """2021, launched in January, on 15/03/2021."""
    settings.TODAY = dt.date(2021, 3, 15)
    made = campaign(frozen=False)
    made.launch_date = dt.date(2021, 1, 15)
    made.save()
    Deadline.objects.create(campaign=made, step="register", due_on=DUE)
    return made


@pytest.fixture
def who(cast: Cast) -> Callable[[str], User]:
    """Somebody of this room's small cast, by name."""
    known: dict[str, User] = {}

    def find(name: str) -> User:
        if name not in known:
            role, code, person = ROLES[name]
            user = cast.officer(name, role, code, person=person)
            known[name] = user
        return known[name]

    return find
