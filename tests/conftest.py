"""For all tests: property tests are never timed (a busy machine is not a fault of the code),
flushing is quick.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.web.town import Town
    from thidua.campaigns.models import Campaign

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONGEST_NAME = 60
"""Signs of a parameter that may stand in the name of its test."""


@pytest.hookimpl(tryfirst=True)  # before xdist writes groups into the names of tests
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever drives a browser is marked so, wherever it lies; `make journeys` runs it."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(
                pytest.mark.xdist_group("browser")
            )  # in one run with others: one browser at a time


@pytest.hookimpl
def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """The bytes of a file and long texts never name a test.

    A workbook written while tests are collected holds the second it was written in: two workers
    that collect on either side of it would otherwise know different tests, and none would run.
    """
    tells_nothing = isinstance(val, bytes) or (isinstance(val, str) and len(val) > LONGEST_NAME)
    return argname if tells_nothing else None


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    from tests.flushing import only_what_is_there  # noqa: PLC0415 - the rulebook's tests run without Django

    with only_what_is_there():
        yield


@pytest.fixture
def cast(db: None) -> "Cast":
    """The province that tests of the year share, written for this test."""
    from tests.cast import build  # noqa: PLC0415 - the rulebook's tests run without Django

    return build()


@pytest.fixture
def year(cast: "Cast") -> "Campaign":
    """A year of the shared province in which everybody reached good."""
    from tests.cast import good_year  # noqa: PLC0415 - the rulebook's tests run without Django

    return good_year()


@pytest.fixture
def town(db: None) -> "Town":
    """The province that tests of pages share, written for this test."""
    from tests.web.town import build  # noqa: PLC0415 - the rulebook's tests run without Django

    return build()
