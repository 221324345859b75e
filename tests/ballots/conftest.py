from collections.abc import Iterator

import pytest

from tests import cast as the_cast
from tests.ballots.house import Cell, trial_purpose
from thidua.ballots import sealed_keys


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> int:
    """Trying a code costs little; gives what it costs outside of tests."""
    real = sealed_keys.WORK
    monkeypatch.setattr(sealed_keys, "WORK", 2)
    return real


@pytest.fixture(autouse=True)
def purpose() -> Iterator[None]:
    with trial_purpose():
        yield


@pytest.fixture
def cell(db: None) -> Cell:
    """A cell of the shared province that can vote."""
    return Cell(the_cast.build(), the_cast.campaign())
