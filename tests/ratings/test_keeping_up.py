"""A year that was classified once is kept up: what changed is rated again without anybody
asking.
"""

import datetime as dt

import pytest
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.builder import OPERATOR
from tests.cast import Cast, all_decisions, build, campaign, entry, everybody_good, write_facts
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.facts.models import FactSheet
from thidua.ratings import staleness as freshness
from thidua.ratings.errors import ClassificationError
from thidua.ratings.jobs import keep_up, run_classification
from thidua.ratings.models import Classification
from thidua.ratings.staleness import seen_settled

ONE = "M-G1A-05"


def later(minutes: int = 1) -> int:
    return int((timezone.now() + dt.timedelta(minutes=minutes)).timestamp())


def asked() -> list[dict[str, int]]:
    return list(
        ProcrastinateJob.objects.filter(task_name="ratings.classify").values_list("args", flat=True)
    )


def test_what_changed_is_rated_again_once(year: Campaign) -> None:
    write_facts(entry(year, ONE), "completed")
    keep_up(timestamp=later())
    keep_up(timestamp=later())
    (job,) = asked()
    run_classification(**job)
    assert entry(year, ONE).rating.low == 2
    keep_up(timestamp=later())
    assert len(asked()) == 1


def test_nothing_is_asked_when_nothing_changed(year: Campaign) -> None:
    keep_up(timestamp=later())
    assert asked() == []


def test_the_worker_rests_between_two_runs(year: Campaign) -> None:
    now = timezone.now()
    Classification.objects.update(
        requested_at=now - dt.timedelta(minutes=5), finished_at=now
    )  # it took five minutes
    write_facts(entry(year, ONE), targets_done=60)
    keep_up(timestamp=later(minutes=10))
    assert asked() == []
    keep_up(timestamp=later(minutes=21))
    assert len(asked()) == 1


def test_after_a_failure_it_is_tried_again_in_a_while(year: Campaign) -> None:
    write_facts(entry(year, ONE), targets_done=60)
    Classification.objects.create(campaign=year, state="failed", finished_at=timezone.now())
    keep_up(timestamp=later(minutes=5))
    assert asked() == []
    keep_up(timestamp=later(minutes=11))
    assert len(asked()) == 1


@pytest.mark.usefixtures("cast")
def test_the_first_run_is_asked_for_by_somebody() -> None:
    everybody_good(campaign())
    keep_up(timestamp=later())
    assert asked() == []


def test_a_year_wholly_decided_is_left_alone(year: Campaign, cast: Cast) -> None:
    all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    FactSheet.objects.filter(roster_entry=entry(year, ONE)).update(facts={})
    keep_up(timestamp=later())
    assert asked() == []


@pytest.mark.django_db(transaction=True)
def test_a_change_still_being_written_is_not_taken_for_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build()
    year = campaign()
    everybody_good(year)
    sheet = entry(year, ONE).fact_sheet
    monkeypatch.setattr(freshness, "_PATIENCE", "100ms")
    monkeypatch.setattr(freshness, "_TRIES", 2)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "UPDATE facts_factsheet SET facts = '{}' WHERE roster_entry_id = %s", [sheet.pk]
            )
            with pytest.raises(ClassificationError, match="đang được nạp"):
                seen_settled(year)
            cursor.execute("COMMIT")
        newest = FactSheet.pgh_event_model.objects.latest("pgh_id")  # type: ignore[attr-defined]
        assert seen_settled(year)["facts"] == newest.pgh_id
    finally:
        other.close()
