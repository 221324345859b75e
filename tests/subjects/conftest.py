"""The shared province for the tests of this room."""

import pytest

from tests.cast import Cast, build


@pytest.fixture
def cast(db: None) -> Cast:
    return build()
