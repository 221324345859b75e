"""What was counted once is shown again only while nothing changed: a change shows at the next
look.
"""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.reports.year import SmallYear, small_year
from tests.web.town import build
from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import Role
from thidua.boards.models import Proposal
from thidua.campaigns.models import Indicator
from thidua.db.models import Change
from thidua.decisions.models import Decision, DecisionItem
from thidua.ratings.models import EarlierLevel, Rating, Summary
from thidua.reports.levels import Who, by_group
from thidua.reports.overview import Overview, overview
from thidua.reports.quotas import pool_rows
from thidua.roster.models import RosterEntry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def year() -> SmallYear:
    return small_year()


def seen(year: SmallYear, actor: Actor | None = None) -> Overview:
    return overview(campaign=year.campaign, actor=actor or Operator())


def test_the_parts_add_up_to_the_whole(year: SmallYear) -> None:
    for actor in (
        Operator(),
        year.officer("p", Role.PROVINCE, "P"),
        year.officer("u2", Role.UPPER_LEVEL, "U2"),
        year.officer("g3", Role.GRASSROOTS, "G3"),
    ):
        assert seen(year, actor).sums() == by_group(campaign=year.campaign, actor=actor)


def test_a_second_look_counts_nothing(year: SmallYear) -> None:
    seen(year)
    with CaptureQueriesContext(connection) as queries:
        seen(year)
    assert not [query for query in queries.captured_queries if "ratings_rating" in query["sql"]]


CHANGES: dict[str, Callable[[SmallYear], object]] = {
    "a level of the classification": lambda year: Rating.objects.filter(
        roster_entry=year.entries["organisation:G4"]
    ).update(standing=3),
    "a decision issued": lambda year: Decision.objects.filter(status="reopened").update(
        status="issued"
    ),
    "a decision taken back": lambda year: Decision.objects.filter(status="issued").update(
        status="reopened"
    ),
    "a decided level": lambda year: DecisionItem.objects.filter(
        roster_entry=year.entries["organisation:U1"]
    ).update(level="good"),
    "a subject taken off the roster": lambda year: RosterEntry.objects.filter(
        pk=year.entries["organisation:G2"].pk
    ).update(rated=False, excluded_by="somebody"),
    "a subject put on the roster": lambda year: year.rate("G3A", "good", kind="collective"),
    "a subject deleted": lambda year: year.entries["collective:G3"].delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_levels_shows_at_once(year: SmallYear, name: str) -> None:
    before = seen(year).sums()
    CHANGES[name](year)
    after = seen(year).sums()
    assert after != before
    assert after == by_group(campaign=year.campaign, actor=Operator())


def test_a_claim_shows_at_once(year: SmallYear) -> None:
    before = sum(claim.count for claim in seen(year).counted.claims(Who.MEMBERS))
    Proposal.objects.create(roster_entry=year.entries["member:M-G1A-01"], self_claimed="good")
    assert sum(claim.count for claim in seen(year).counted.claims(Who.MEMBERS)) == before + 1


def test_an_earlier_year_shows_at_once(year: SmallYear) -> None:
    before = len(seen(year).points)
    EarlierLevel.objects.create(
        year=2019, subject_type="organisation", organisation=year.organisations["G1"], level="good"
    )
    points = {(point.who, point.year): point.levels.total for point in seen(year).points}
    assert points[Who.GRASSROOTS, 2019] == 2
    assert len(points) == before


def test_what_pages_only_tell_counts_nothing_again(year: SmallYear) -> None:
    seen(year)
    Indicator.objects.update(name="Tên khác")
    with CaptureQueriesContext(connection) as queries:
        seen(year)
    assert not [query for query in queries.captured_queries if "ratings_rating" in query["sql"]]


def test_a_change_in_one_body_leaves_the_others_counted(year: SmallYear) -> None:
    seen(year)
    kept = dict(Summary.objects.values_list("place", "seen"))
    Rating.objects.filter(roster_entry=year.entries["organisation:G4"]).update(standing=3)
    seen(year)
    renewed = {
        place
        for place, moment in Summary.objects.values_list("place", "seen")
        if kept[place] != moment
    }
    assert f"body:{year.organisations['U2'].pk}" in renewed
    assert f"body:{year.organisations['U1'].pk}" not in renewed


def test_what_another_transaction_has_not_committed_is_not_waited_for_and_not_missed(
    year: SmallYear,
) -> None:
    before = seen(year).sums()
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "UPDATE ratings_rating SET standing = 3 WHERE roster_entry_id = %s",
                [year.entries["organisation:G4"].pk],
            )
        assert seen(year).sums() == before
        # Somebody later commits first: the number of the one still at work lies below what is kept
        # by now.
        Rating.objects.filter(roster_entry=year.entries["organisation:G3"]).update(standing=3)
        between = seen(year).sums()
        other.commit()
        after = seen(year).sums()
    finally:
        other.close()
    assert between != before
    assert after[Who.GRASSROOTS].completed == between[Who.GRASSROOTS].completed - 1


def test_inside_a_transaction_everything_is_counted(year: SmallYear) -> None:
    seen(year)
    with transaction.atomic():
        Rating.objects.filter(roster_entry=year.entries["organisation:G4"]).update(standing=3)
        assert seen(year).sums() == by_group(campaign=year.campaign, actor=Operator())
        transaction.set_rollback(True)
    assert seen(year).sums() == by_group(campaign=year.campaign, actor=Operator())


def test_a_database_restored_elsewhere_counts_again(year: SmallYear) -> None:
    seen(year)
    Summary.objects.update(home="another cluster:thidua")
    Rating.objects.filter(roster_entry=year.entries["organisation:G4"]).update(standing=3)
    Change.objects.all().delete()
    assert seen(year).sums() == by_group(campaign=year.campaign, actor=Operator())


def test_a_statement_about_very_many_marks_everything(year: SmallYear) -> None:
    Change.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT decisions_mark_entries(ARRAY(SELECT generate_series(1, 1001)::bigint))"
        )
    assert list(Change.objects.values_list("part", flat=True)) == [0]


def test_pools_counted_by_parts_are_the_pools_of_the_year() -> None:
    town = build()
    officers = [
        town.officer("o1", Role.PROVINCE, "XD"),
        town.officer("o2", Role.UPPER_LEVEL, "GL"),
    ]
    everybody: list[Actor] = [Operator(), *officers, town.officer("o3", Role.GRASSROOTS, "GL01")]
    for actor in everybody:
        whole = pool_rows(campaign=town.campaign, actor=actor)
        parts = overview(campaign=town.campaign, actor=actor).pools
        assert sum(row.outstanding for row in parts) == sum(row.outstanding for row in whole)
        assert sum(row.ceiling for row in parts) == sum(row.ceiling for row in whole)
        assert sum(row.over for row in parts) == sum(row.over for row in whole)
