"""The small province, a body of the committee of Gia Lộc, and an officer who works for it alone."""

from collections.abc import Callable

import pytest

from tests.builder import SINCE, officer
from tests.pages.conftest import _user, as_, town
from tests.web.town import Town
from thidua.accounts.models import Role, RoleGrant, User
from thidua.bodies.actions import BodyDetails, add_body
from thidua.bodies.models import AdvisoryBody, BodyKind

__all__ = ["as_", "narrowed_officer", "town"]


@pytest.fixture
def who(town: Town) -> Callable[[str], User]:
    """Somebody of the cast by name."""
    return lambda name: _user(town, name)


@pytest.fixture
def body(town: Town, who: Callable[[str], User]) -> AdvisoryBody:
    """The organisation commission of Gia Lộc."""
    details = BodyDetails(BodyKind.ADVISORY, "Ban Tổ chức Huyện uỷ Gia Lộc", "BTC")
    return add_body(committee=town["GL"], details=details, actor=who("upper_level"))


def narrowed_officer(name: str, role: Role, body: AdvisoryBody) -> User:
    """Somebody whose one grant is narrowed to a body."""
    user = officer(name, None, None)
    RoleGrant.objects.create(
        user=user, role=role, organisation=body.committee, body=body, starts_on=SINCE
    )
    return user


@pytest.fixture
def narrow(body: AdvisoryBody) -> User:
    """Works for the organisation commission of Gia Lộc, and has no other role."""
    return narrowed_officer("btc", Role.UPPER_LEVEL, body)
