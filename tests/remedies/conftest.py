"""The shared province at the end of 2021: limits are named on 7 December."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings

from tests import cast as people
from tests.cast import Cast
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.registrations.content import Content, Grouped, MeasureLine, as_json
from thidua.remedies.actions import raise_
from thidua.remedies.models import Remedy, Source
from thidua.remedies.words import NamedAt, RemedyWords
from thidua.roster.identity import SubjectKey, member
from thidua.vocabulary import SubjectType

TODAY, DUE = dt.date(2021, 12, 7), dt.date(2022, 6, 30)
IN_THE_REVIEW = NamedAt(Source.REVIEW, "Kiểm điểm 2021, mục II")
CLEAR = Content(
    work="Họp dân trước khi chốt mọi địa điểm, có biên bản",
    ends_on=DUE,
    measures=(MeasureLine(name="Địa điểm có biên bản họp dân", unit="%", target=Decimal(100)),),
    answers_title="Bí thư chi bộ",
)
ROLES = {
    "secretary": (Role.CELL, "G3A", "M-G3A-01"),
    "other_secretary": (Role.CELL, "G3B", ""),
    "commune": (Role.GRASSROOTS, "G3", ""),
    "deputy": (Role.GRASSROOTS, "G3", "M-G3A-03"),
    "district": (Role.UPPER_LEVEL, "U2", ""),
    "other_district": (Role.UPPER_LEVEL, "U1", ""),
    "province": (Role.PROVINCE, "P", ""),
    "inspector": (Role.INSPECTOR, "U2", ""),
    "member": (None, "", "M-G3A-05"),
    "colleague": (None, "", "M-G3A-06"),
}


@pytest.fixture
def year(cast: Cast, settings: LazySettings) -> Campaign:
    settings.TODAY = TODAY
    return people.campaign(frozen=False)


class Who:
    """Somebody of this room's small cast, by name."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.known = cast, dict[str, User]()

    def __call__(self, name: str) -> User:
        if name not in self.known:
            role, code, person = ROLES[name]
            self.known[name] = self.cast.officer(name, role, code, person=person)
        return self.known[name]


@pytest.fixture
def who(cast: Cast) -> Who:
    return Who(cast)


def of_commune(cast: Cast) -> SubjectKey:
    return SubjectKey(SubjectType.ORGANISATION, organisation_id=cast["G3"].pk)


def of_member(cast: Cast, number: int = 5) -> SubjectKey:
    return member(cast.of_cell("G3A", number).pk)


def named(year: Campaign, key: SubjectKey, actor: User, **words: Any) -> Remedy:
    """A limit of a subject, named in its review, with what is done about it."""
    said = {"limit": "Có việc chốt trước khi họp dân", "content": CLEAR, **words}
    return raise_(year, RemedyWords(key, **said), actor=actor, source=IN_THE_REVIEW)


def parts(content: Content = CLEAR) -> Grouped:
    """The same, as a page sends it."""
    return as_json(content)
