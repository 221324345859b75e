"""A year with indicators, and officers of a few units."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.builder import indicate
from tests.cast import Cast, build, campaign
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign

ROLES = {
    "province": (Role.PROVINCE, "P"),
    "city": (Role.UPPER_LEVEL, "U1"),
    "district": (Role.UPPER_LEVEL, "U2"),
    "ward": (Role.GRASSROOTS, "G1"),
    "agency": (Role.GRASSROOTS, "G2"),
    "cell": (Role.CELL, "G1A"),
    "auditor": (Role.AUDITOR, "P"),
}


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def year(cast: Cast) -> Campaign:
    made = campaign(frozen=False)
    indicate(
        made,
        "code name unit direction target result",
        ("recruit", "Kết nạp đảng viên", "người", "higher", "100", None),
        ("poor", "Tỷ lệ hộ nghèo", "%", "lower", "1.5", None),
        ("fires", "Số vụ cháy", "vụ", "lower", "0", None),
    )
    return made


@pytest.fixture
def who(cast: Cast) -> Callable[[str], User]:
    """An officer of this room's small cast, by name."""
    known: dict[str, User] = {}

    def find(name: str) -> User:
        if name not in known:
            role, code = ROLES[name]
            known[name] = cast.officer(name, role, code)
        return known[name]

    return find


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
