"""Whom a row of the year's list is about, whatever becomes of the row."""

import pytest

from tests.cast import campaign, everybody_good
from thidua.roster.identity import SubjectKey, entries_of, entry_of, key_of, member
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@pytest.mark.usefixtures("cast")
def test_every_row_is_found_again_by_whom_it_is_about() -> None:
    year = campaign()
    everybody_good(year)
    rows = list(RosterEntry.objects.filter(campaign=year))
    keys = [key_of(row) for row in rows]
    assert len(set(keys)) == len(rows)
    found = entries_of(year, keys)
    assert {found[key].pk for key in keys} == {row.pk for row in rows}


@pytest.mark.usefixtures("cast")
def test_who_is_not_on_the_list_is_left_out() -> None:
    year = campaign()
    assert entry_of(year, member(999_999_999)) is None
    assert entries_of(year, []) == {}


def test_a_member_is_a_person_alone() -> None:
    with pytest.raises(ValueError, match="member"):
        SubjectKey(SubjectType.MEMBER, person_id=1, organisation_id=2)
