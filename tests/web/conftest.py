"""The small province of these tests, written once a test that asks for it."""

import pytest

from tests.web import town as module


@pytest.fixture
def town(db: None) -> module.Town:
    return module.build()
