"""The small province and its cast, with one member's level still open."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import _user, as_, town
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.decisions.models import DecisionItem
from thidua.facts.models import FactSheet
from thidua.roster.models import RosterEntry

__all__ = ["as_", "town"]


@pytest.fixture
def who(town: Town) -> Callable[[str], User]:
    """Somebody of the cast by name."""
    return lambda name: _user(town, name)


@pytest.fixture
def entry(town: Town) -> RosterEntry:
    """The member DV0003 of the cell GL01A: nothing decided about her."""
    DecisionItem.objects.filter(roster_entry__code="DV0003").delete()
    found = RosterEntry.objects.get(campaign=town.campaign, code="DV0003", subject_type="member")
    sheet = FactSheet.objects.get(pk=found.pk)
    sheet.facts |= {"year_tasks": "good"}
    sheet.save()
    return found
