"""A year in its review: launched, on a day before the reviews are due."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings

from tests.cast import Cast, build, campaign
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign, Deadline
from thidua.reviews.actions import save_section, send, start
from thidua.reviews.keys import key_of_person, key_of_unit
from thidua.reviews.models import Review
from thidua.roster.identity import SubjectKey

DUE = dt.date(2021, 12, 10)
ROLES = {
    "secretary": (Role.CELL, "G1A", "M-G1A-01"),
    "secretary_outside": (Role.CELL, "G1B", "M-G1B-01"),
    "grassroots": (Role.GRASSROOTS, "G1", ""),
    "grassroots_outside": (Role.GRASSROOTS, "G3", ""),
    "city": (Role.UPPER_LEVEL, "U1", ""),
    "inspector": (Role.INSPECTOR, "U1", ""),
    "member": (None, "", "M-G1A-05"),
    "colleague": (None, "", "M-G1A-06"),
}
Who = Callable[[str], User]


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def year(cast: Cast, settings: LazySettings) -> Campaign:
    """2021, launched in January, on 01/12/2021."""
    settings.TODAY = dt.date(2021, 12, 1)
    made = campaign(frozen=False)
    made.launch_date = dt.date(2021, 1, 15)
    made.save()
    Deadline.objects.create(campaign=made, step="review", due_on=DUE)
    return made


@pytest.fixture
def who(cast: Cast) -> Who:
    """Somebody of this room's small cast, by name."""
    known: dict[str, User] = {}

    def find(name: str) -> User:
        if name not in known:
            role, code, person = ROLES[name]
            known[name] = cast.officer(name, role, code, person=person)
        return known[name]

    return find


def own_key(user: User) -> SubjectKey:
    assert user.person is not None
    return key_of_person(user.person)


def write(year: Campaign, actor: User, *, heading: str = "limits", **changes: Any) -> Review:
    """The actor's own review, begun and saved under one heading."""
    review = start(campaign=year, key=own_key(actor), actor=actor)
    known: dict[str, Any] = {
        "heading": heading,
        "text": "Còn ngại va chạm khi phê bình.",
        "revision": review.revision,
        "actor": actor,
    }
    return save_section(review=review, **(known | changes))


def write_report(year: Campaign, cast: Cast, actor: User, unit: str = "G1") -> Review:
    """The report of a unit's collective."""
    review = start(campaign=year, key=key_of_unit(cast[unit]), actor=actor)
    return save_section(
        review=review,
        heading="limits",
        text="Ra nghị quyết chuyên đề còn chậm.",
        revision=review.revision,
        actor=actor,
    )


def sent(year: Campaign, actor: User) -> Review:
    return send(review=write(year, actor), actor=actor)
