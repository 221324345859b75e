"""A year that may be published, and a quick stand-in for drawing its files."""

import pytest

from tests.portal import province
from tests.web import town as module
from thidua.portal import actions


@pytest.fixture
def decided(town: module.Town) -> module.Town:
    province.decide_everybody(town)
    province.recognise(town)
    return town


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports and pictures are not drawn: tests that look at them do without this."""
    monkeypatch.setattr(actions, "make_files", province.made_quickly)
