"""Who keeps a sheet of facts is said once: the same in Python, in a query and in SQL."""

import pytest

from tests.web.town import Town
from thidua.facts.keepers import keepers, kept_by
from thidua.facts.loading.subjects import counts_by_keeper, roster
from thidua.roster.models import RosterEntry


@pytest.fixture
def entries(town: Town) -> list[RosterEntry]:
    return list(
        RosterEntry.objects.filter(campaign=town.campaign).select_related("organisation", "parent")
    )


def test_a_cell_keeps_its_members_and_the_committee_above_everybody_else(
    entries: list[RosterEntry],
) -> None:
    found = keepers(entries)
    codes = {
        (entry.subject_type, entry.code): found[entry.pk].code
        for entry in entries
        if entry.pk in found
    }
    assert codes["member", "DV0003"] == "GL01A"
    assert codes["organisation", "GL01A"] == "GL01"
    assert codes["organisation", "GL01"] == "GL"
    assert codes["collective", "GL01"] == "GL"
    assert codes["leader", "DV0001"] == "GL"
    assert codes["organisation", "CL01"] == "CL"


def test_nobody_keeps_what_stands_at_the_top(entries: list[RosterEntry]) -> None:
    nobody = [entry.organisation.code for entry in entries if entry.pk not in keepers(entries)]
    assert set(nobody) <= {"XD"}


@pytest.mark.parametrize("code", ["GL01A", "GL01", "GL", "CL01"])
def test_queries_and_sheets_say_the_same(entries: list[RosterEntry], town: Town, code: str) -> None:
    unit, found = town[code], keepers(entries)
    own = {pk for pk, keeper in found.items() if keeper.path.startswith(unit.path)}
    kept = roster(town.campaign, part=unit.path).filter("kept_here")["entry_id"]
    assert set(kept) == own
    direct = {pk for pk, keeper in found.items() if keeper == unit}
    asked = RosterEntry.objects.filter(kept_by([unit.pk]), campaign=town.campaign)
    assert set(asked.values_list("pk", flat=True)) == direct
    rated = [entry for entry in entries if entry.rated and entry.pk in own]
    assert sum(counts_by_keeper(town.campaign, [unit.pk])[unit.pk].values()) == len(rated)
