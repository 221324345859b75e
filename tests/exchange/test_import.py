"""Loading the four workbooks of the cast."""

from pathlib import Path

import pytest

from tests.exchange import cast
from thidua.accounts.actors import Operator
from thidua.exchange.importing import import_files
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position

pytestmark = pytest.mark.django_db


def test_the_whole_cast_is_loaded_in_one_call(tmp_path: Path) -> None:
    result = import_files(cast.write_all(tmp_path), actor=Operator())

    assert [str(problem) for problem in result.problems] == []
    assert result.applied
    assert Organisation.objects.count() == Placement.objects.count() == 9
    assert (Person.objects.count(), MembershipSpell.objects.count(), Position.objects.count()) == (
        10,
        11,
        6,
    )
