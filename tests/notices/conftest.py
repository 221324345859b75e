"""The small province and its cast; of every unit three things are left to do."""

from collections.abc import Collection

import pytest

from tests.disputes.conftest import as_, town, who
from thidua.boards.lateness import button_there as proposals_button
from thidua.boards.lateness import what_waits as proposals_waiting
from thidua.campaigns.models import Campaign
from thidua.filling.reminding import button_there as facts_button
from thidua.filling.reminding import what_waits as facts_waiting
from thidua.notices.matters import MATTERS, Matter
from thidua.notices.models import About
from thidua.organisations.models import Organisation

__all__ = ["as_", "town", "who"]

Left = dict[int, int]


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> Left:
    """How much is left of each unit; three where nothing is said. Takes the place of the rooms."""
    numbers: Left = {}

    def of_units(_campaign: Campaign, units: Collection[Organisation]) -> Left:
        return {unit.pk: numbers.get(unit.pk, 3) for unit in units}

    def address(_campaign: Campaign, unit: Organisation) -> str:
        return f"/x/{unit.code}/"

    monkeypatch.setattr(
        MATTERS,
        "_items",
        [
            Matter(About.FACTS, address, of_units, facts_waiting, facts_button),
            Matter(About.PROPOSALS, address, of_units, proposals_waiting, proposals_button),
        ],
    )
    return numbers
