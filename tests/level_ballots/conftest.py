"""Codes that cost little, and the cell G1A at its meeting."""

import pytest

from tests.level_ballots.house import Voting, sitting_cell
from thidua.ballots import sealed_keys


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_keys, "WORK", 2)


@pytest.fixture
def voting(db: None) -> Voting:
    return sitting_cell()
