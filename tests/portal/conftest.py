"""A year that may be published, and a quick stand-in for drawing its files."""

import datetime as dt

import pytest

from tests.portal import province
from tests.web import town as module
from thidua.portal import actions
from thidua.portal.files import CONTENT_TYPES, MadeFile
from thidua.portal.open_data import as_csv, as_json
from thidua.portal.public_figures import PublicFigures


@pytest.fixture
def decided(town: module.Town) -> module.Town:
    province.decide_everybody(town)
    province.recognise(town)
    return town


def _quick(figures: PublicFigures, *, published_on: dt.date) -> list[MadeFile]:
    data = {"so-lieu.csv": as_csv(figures), "so-lieu.json": as_json(figures)}
    return [MadeFile(name, data.get(name, name.encode())) for name in CONTENT_TYPES]


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports and pictures are not drawn: tests that look at them do without this."""
    monkeypatch.setattr(actions, "make_files", _quick)
