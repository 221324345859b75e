"""A rated year in the shared province, and a browser for whoever the tests need."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.builder import officer
from tests.cast import Cast
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role, User


@pytest.fixture
def user(cast: Cast) -> Callable[[Role, str], User]:
    """An officer with one role over one organisation."""

    def made(role: Role, code: str) -> User:
        known = User.objects.filter(username=f"{role}-{code}").first()
        return known or officer(f"{role}-{code}", role, cast[code])

    return made


@pytest.fixture
def as_(user: Callable[[Role, str], User]) -> Callable[[Role, str], Client]:
    """A browser in which such an officer signed in just now."""

    def signed_in(role: Role, code: str) -> Client:
        return signed_in_now(user(role, code))

    return signed_in
