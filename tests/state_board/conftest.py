"""The small province and its cast on 06/04/2021, six days after registering was due (31/03/2021);
what each unit has done in that step is said by the test.
"""

import datetime as dt
from collections.abc import Collection, Mapping

import pytest
from django.conf import LazySettings

from tests.disputes.conftest import as_, town, who
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import STEP_STATES, StepStates, UnitStanding, UnitState
from thidua.language import Text
from thidua.notices.matters import MATTERS, Matter
from thidua.organisations.models import Organisation

__all__ = ["as_", "town", "who"]

TODAY = dt.date(2021, 4, 6)
Standings = dict[str, UnitStanding]
MISSING = Text("rõ hiệu quả", "clear effect")
SEEN: Standings = {
    "GL": UnitStanding(UnitState.SENT, dt.date(2021, 3, 20)),
    "GL01": UnitStanding(UnitState.RETURNED, dt.date(2021, 4, 5), MISSING),
    "GL02": UnitStanding(UnitState.DRAFTING, dt.date(2021, 3, 1)),
    "GL01A": UnitStanding(UnitState.ACCEPTED, dt.date(2021, 3, 30)),
    "GL03": UnitStanding(UnitState.SENT, dt.date(2021, 3, 31)),
    "CL01": UnitStanding(UnitState.ACCEPTED, dt.date(2021, 3, 30)),
}
"""Who has done what; of whoever is missing here nobody has heard. Late: GL02, CL, GL01B, GL02A."""


@pytest.fixture(autouse=True)
def in_april(settings: LazySettings) -> None:
    settings.TODAY = TODAY


def _keys(standings: Standings) -> Mapping[int, UnitStanding]:
    codes = dict(Organisation.objects.filter(code__in=standings).values_list("code", "pk"))
    return {codes[code]: standing for code, standing in standings.items()}


@pytest.fixture
def standings(monkeypatch: pytest.MonkeyPatch) -> Standings:
    """By code; what a test changes here is what the room of registering would say."""
    known = dict(SEEN)

    def told(campaign: Campaign, units: Collection[int] | None) -> Mapping[int, UnitStanding]:
        found = _keys(known)
        return {pk: found[pk] for pk in found if units is None or pk in units}

    def left(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
        done = {UnitState.SENT, UnitState.ACCEPTED}
        return {
            unit.pk: 1
            for unit in units
            if unit.code not in known or known[unit.code].state not in done
        }

    states = StepStates(Step.REGISTER, told, lambda campaign, code: "")
    matter = Matter(
        "register",
        lambda campaign, unit: "",
        left,
        lambda number: Text("Gửi bản đăng ký", "Send the registration"),
        lambda number: Text("Mở bản đăng ký", "Open the registration"),
        lambda campaign, units: {unit.pk: MISSING for unit in units},
    )
    monkeypatch.setattr(STEP_STATES, "_items", [states])
    monkeypatch.setattr(MATTERS, "_items", [matter])
    return known
