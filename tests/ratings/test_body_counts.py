"""The province as the sum of its parts, each counted once: a change shows at the next look, and
counts nothing of the other parts again.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reports.year import SmallYear, small_year
from thidua.accounts.actors import Scope
from thidua.facts.models import FactSheet
from thidua.ratings.body_counts import UnratedRow, member_levels, unrated_rows
from thidua.ratings.models import Rating, Summary
from thidua.ratings.open_work import Unrated, unrated
from thidua.ratings.queries import member_counts_under, members_under
from thidua.roster.models import RosterEntry
from thidua.vocabulary import LevelCounts

pytestmark = pytest.mark.django_db(transaction=True)
EVERYTHING = Scope(everything=True)


@pytest.fixture
def year() -> SmallYear:
    return small_year()


def waiting(year: SmallYear) -> Unrated:
    return unrated(campaign=year.campaign, scope=EVERYTHING)


def counted_whole(year: SmallYear) -> list[UnratedRow]:
    """The same in one count over everybody."""
    entries = RosterEntry.objects.with_level().filter(campaign=year.campaign, rated=True)
    return [UnratedRow(*row) for row in unrated_rows(entries)]


CHANGES: dict[str, Callable[[SmallYear], object]] = {
    "a level known": lambda year: Rating.objects.filter(
        roster_entry=year.entries["organisation:G5"]
    ).update(standing=3),
    "a level no longer known": lambda year: Rating.objects.filter(
        roster_entry=year.entries["member:M-G1A-01"]
    ).update(standing=None),
    "a first fact": lambda year: FactSheet.objects.create(
        roster_entry=year.entries["organisation:G5"], facts={"targets_done": "90"}
    ),
    "nobody rates it any more": lambda year: RosterEntry.objects.filter(
        pk=year.entries["organisation:G5"].pk
    ).update(rated=False, excluded_by="somebody"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_shows_at_the_next_look(year: SmallYear, name: str) -> None:
    before = waiting(year)
    CHANGES[name](year)
    after = waiting(year)
    assert after != before
    rows = counted_whole(year)
    known = {row.subject_type: row.number for row in rows if not row.silent}
    assert after.unknown == known
    assert after.silent.subjects == sum(row.number for row in rows if row.silent)


def test_the_tree_has_the_sums_of_its_branches(year: SmallYear) -> None:
    for parent in ("P", "U1", "U2", "G3"):
        counts = member_counts_under(campaign=year.campaign, parent=year[parent])
        whole = members_under(campaign=year.campaign, organisation=year[parent])
        assert sum(counts.values(), LevelCounts()) == whole


def test_a_second_look_counts_nothing(year: SmallYear) -> None:
    waiting(year)
    with CaptureQueriesContext(connection) as queries:
        waiting(year)
    assert not [query for query in queries.captured_queries if "ratings_rating" in query["sql"]]


def test_a_change_counts_one_part_again(year: SmallYear) -> None:
    member_levels(year.campaign)
    before = dict(Summary.objects.values_list("place", "seen"))
    Rating.objects.filter(roster_entry=year.entries["organisation:G4"]).update(standing=3)
    member_levels(year.campaign)
    after = dict(Summary.objects.values_list("place", "seen"))
    renewed = {place for place in after if before[place] != after[place]}
    assert f"members:{year['U2'].pk}" in renewed
    assert f"members:{year['U1'].pk}" not in renewed
