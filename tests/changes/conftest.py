"""Officers of the shared province, and a plan written like a form writes it."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.builder import officer
from tests.cast import Cast
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role, User
from thidua.web.clock import today

OFFICERS: dict[str, tuple[Role | None, str]] = {
    "province": (Role.PROVINCE, "P"),
    "district": (Role.UPPER_LEVEL, "U1"),
    "commune": (Role.GRASSROOTS, "G1"),
    "other_commune": (Role.GRASSROOTS, "G3"),
    "secretary": (Role.CELL, "G1A"),
    "auditor": (Role.AUDITOR, "P"),
    "inspector": (Role.INSPECTOR, "U1"),
    "nobody": (None, ""),
}


@pytest.fixture
def who(cast: Cast) -> Callable[[str], User]:
    """One of `OFFICERS` by name; made when first asked for."""

    def find(name: str) -> User:
        role, code = OFFICERS[name]
        known = User.objects.filter(username=name).first()
        return known or officer(name, role, cast[code] if code else None)

    return find


@pytest.fixture
def as_(who: Callable[[str], User]) -> Callable[[str], Client]:
    """A browser in which one of them is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        signed_in_now(who(name), client=client)
        return client

    return signed_in


def day(days: int = 0) -> dt.date:
    """Today, or some days away."""
    return today() + dt.timedelta(days=days)


def written(on: dt.date) -> str:
    """A day as people write it."""
    return f"{on:%d/%m/%Y}"
