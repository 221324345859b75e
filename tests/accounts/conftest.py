"""The small province of `tests/web/town.py`, and the people that tests of accounts need."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.second_factor import signed_in_now
from tests.web import town as module
from thidua.accounts.models import Role, User

PASSWORD = "mot cau that dai"


@pytest.fixture
def admin(town: module.Town) -> User:
    """Looks after the accounts of the province."""
    return town.officer("quantri", Role.ADMINISTRATOR)


@pytest.fixture
def officer(town: module.Town) -> User:
    """An officer of the commune GL01, who decides."""
    return town.officer("an", Role.GRASSROOTS, "GL01")


@pytest.fixture
def colleague(town: module.Town) -> User:
    """Somebody of the same commune, with a role of their own."""
    return town.officer("binh", Role.INSPECTOR, "GL01")


@pytest.fixture
def member(town: module.Town) -> User:
    """Reads their own file, nothing else."""
    return town.officer("cuc", None, person="DV0003")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which somebody signed in just now."""
    return signed_in_now


@pytest.fixture
def demo(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
