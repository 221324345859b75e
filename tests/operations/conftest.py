"""The small province in a database that other programs can see, and empty databases to bring it
back to.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web import town as module
from thidua.operations.backing_up import back_up
from thidua.operations.restoring import scratch_database, speaking_to


@pytest.fixture
def town(transactional_db: None) -> module.Town:
    return module.build()


@pytest.fixture
def saved(town: module.Town, tmp_path: Path) -> Path:
    """A backup of the small province."""
    return back_up(tmp_path / "town.thidua")


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[str]:
    """The name of an empty database that Django speaks to until the test ends."""
    with scratch_database() as name, speaking_to(name):
        yield name
