"""The small province and its cast; of two members of GL01A some facts are not known yet."""

from collections.abc import Callable

import pytest

from tests.disputes.conftest import as_, town, who
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.decisions.models import DecisionItem
from thidua.facts.models import FactSheet
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry

__all__ = ["as_", "town", "who"]

Who = Callable[[str], User]


def undetermined(code: str, *facts: str) -> RosterEntry:
    """A member of whom these facts are not known, and so no level."""
    entry = RosterEntry.objects.select_related("organisation", "parent", "campaign").get(
        code=code, subject_type="member"
    )
    DecisionItem.objects.filter(roster_entry=entry).delete()
    Rating.objects.filter(pk=entry.pk).update(low=1, high=4, standing=None)
    sheet = FactSheet.objects.get(pk=entry.pk)
    sheet.facts = {name: value for name, value in sheet.facts.items() if name not in facts}
    sheet.save()
    return entry


@pytest.fixture
def duyen(town: Town) -> RosterEntry:
    """Two fields are empty."""
    return undetermined("DV0004", "duties", "ethics_lifestyle")


@pytest.fixture
def nhai(town: Town) -> RosterEntry:
    """One field is empty."""
    return undetermined("DV0005", "year_tasks")
