"""A year whose list is laid down and whose sheets came by workbook: opinions are given."""

from collections.abc import Callable

import pytest

from tests.cast import Cast, build, campaign, everybody_good
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.opinions.permissions import Giver
from thidua.roster.identity import SubjectKey, member
from thidua.vocabulary import OpinionKind

ROLES = {
    "secretary": (Role.CELL, "G1A", "M-G1A-01"),
    "secretary_outside": (Role.CELL, "G1B", ""),
    "grassroots": (Role.GRASSROOTS, "G1", ""),
    "as_cell": (Role.GRASSROOTS, "G2", ""),
    "upper": (Role.UPPER_LEVEL, "U1", ""),
    "inspector": (Role.INSPECTOR, "U1", ""),
    "member": (None, "", "M-G1A-05"),
    "colleague": (None, "", "M-G1A-06"),
}
Who = Callable[[str], User]


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def year(cast: Cast) -> Campaign:
    made = campaign()
    everybody_good(made)
    return made


@pytest.fixture
def who(cast: Cast) -> Who:
    known: dict[str, User] = {}

    def find(name: str) -> User:
        if name not in known:
            role, code, person = ROLES[name]
            known[name] = cast.officer(name, role, code, person=person)
        return known[name]

    return find


@pytest.fixture
def committee(cast: Cast) -> Giver:
    return Giver(OpinionKind.CELL_COMMITTEE, cast["G1A"])


@pytest.fixture
def key(cast: Cast) -> SubjectKey:
    return member(cast.of_cell("G1A", 5).pk)
