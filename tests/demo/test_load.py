"""The small province through the real import, rulebook, decisions: what is planned comes out."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from thidua.accounts.actors import Operator
from thidua.decisions.actions import issue_all, reopen_decisions
from thidua.decisions.models import DecisionItem
from thidua.demo.load import Loaded, load_demo
from thidua.demo.plans import SMALL
from thidua.exchange.importing import import_files
from thidua.facts.models import FactSheet
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry

OPERATOR = Operator()


# One load for all of them; each test works on its own savepoint of it.
pytestmark = [pytest.mark.xdist_group("small demo"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Loaded]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(small=True, folder=tmp_path_factory.mktemp("demo"))
        transaction.set_rollback(True)


def decided(subject_type: str, tier: str | None = None) -> Counter[str]:
    items = DecisionItem.objects.filter(
        decision__campaign__year=2021, roster_entry__subject_type=subject_type
    )
    return Counter(
        (items.filter(roster_entry__tier=tier) if tier else items).values_list("level", flat=True)
    )


def planned_members() -> dict[str, int]:
    members = SMALL.members
    return {
        "outstanding": members.outstanding,
        "good": members.good,
        "completed": members.completed,
        "not_completed": members.not_completed,
    }


def test_what_is_planned_is_decided(loaded: Loaded) -> None:
    assert decided("member") == planned_members()
    grassroots = SMALL.grassroots
    assert decided("organisation", "grassroots") == {
        "outstanding": grassroots.outstanding,
        "good": grassroots.good,
        "completed": grassroots.completed,
    }
    outstanding = DecisionItem.objects.filter(
        decision__campaign=loaded.campaign,
        level="outstanding",
        roster_entry__subject_type="organisation",
        roster_entry__tier="upper_level",
    )
    chosen = {upper.name for upper in SMALL.uppers if upper.chosen}
    assert set(outstanding.values_list("roster_entry__name", flat=True)) == chosen


def test_nobody_is_left_without_a_level(loaded: Loaded) -> None:
    rated = RosterEntry.objects.filter(campaign=loaded.campaign, rated=True)
    assert not rated.filter(decided=None).exists()
    assert not Rating.objects.filter(roster_entry__campaign=loaded.campaign, standing=None).exists()
    excluded = Counter(
        RosterEntry.objects.filter(campaign=loaded.campaign, rated=False).values_list(
            "excluded_by", flat=True
        )
    )
    assert excluded["member.excluded.exempt"] == SMALL.exempt
    assert excluded["member.excluded.suspended"] == SMALL.suspended


def test_loading_the_same_files_again_changes_nothing(loaded: Loaded) -> None:
    result = import_files(loaded.files, actor=OPERATOR)
    assert result.ok
    assert result.changes_nothing


def test_a_reprimand_moves_the_member_the_cell_and_the_figures(loaded: Loaded) -> None:
    assert loaded.campaign is not None
    year = RosterEntry.objects.filter(campaign=loaded.campaign)
    cell = year.filter(
        subject_type="organisation", tier="cell", rating__standing=4, grassroots__body="committee"
    ).first()
    assert cell is not None
    member = year.filter(
        subject_type="member", organisation=cell.organisation, rating__standing=3
    ).first()
    assert member is not None
    sheet = FactSheet.objects.get(roster_entry=member)
    sheet.facts |= {"discipline": "reprimand", "violation_counted_before": False}
    reopen_decisions(campaign=loaded.campaign, reason="Có kỷ luật mới", actor=OPERATOR)
    sheet.save()

    classify(campaign=loaded.campaign, actor=OPERATOR)
    issue_all(campaign=loaded.campaign, actor=OPERATOR)

    assert Rating.objects.get(roster_entry=member).standing == 1
    assert Rating.objects.get(roster_entry=cell).standing == 2, (
        "100% of members at completed or better is missed"
    )
    now, before = decided("member"), planned_members()
    assert (now["not_completed"], now["good"]) == (before["not_completed"] + 1, before["good"] - 1)
