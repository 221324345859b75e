"""What is noted of the year's work makes the last rating stale, as a changed sheet does."""

import datetime as dt

from pytest_django import DjangoAssertNumQueries

from tests import cast as people
from tests.builder import OPERATOR
from tests.cast import Cast
from tests.progress.conftest import noted
from thidua.campaigns.models import Campaign, Indicator
from thidua.commitments.models import Commitment
from thidua.indicators.models import Reading
from thidua.progress.models import Check, Note
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.ratings.staleness import freshness_of, is_fresh
from thidua.registrations.models import Task, TaskStatus
from thidua.vocabulary import Level

COMMITMENT = {"status": "accepted", "version": 1}
AT = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)


def rate(year: Campaign) -> None:
    classify(campaign=year, actor=OPERATOR)
    assert is_fresh(year)


def levels(year: Campaign, code: str) -> tuple[int, int]:
    found = Rating.objects.get(roster_entry=people.entry(year, code, "collective"))
    return found.low, found.high


def test_a_note_makes_the_rating_stale_and_the_next_run_follows_it(
    frozen: Campaign, short: Note, task: Task
) -> None:
    """29 of 30 ha were done; somebody corrects it to 30, and knows of no button."""
    people.write_facts(people.entry(frozen, "G3", "collective"), main_targets_done=False)
    rate(frozen)
    other = levels(frozen, "G1")
    assert levels(frozen, "G3")[1] == Level.NOT_COMPLETED.code
    noted(task, dt.date(2021, 11, 20), value=30, corrects=short)
    assert not is_fresh(frozen)
    rate(frozen)
    assert levels(frozen, "G3")[0] == Level.GOOD.code
    assert levels(frozen, "G1") == other


def test_a_withdrawal_a_commitment_and_a_reading_count_as_well(
    frozen: Campaign, short: Note, task: Task, cast: Cast
) -> None:
    commitment = Commitment.objects.create(
        campaign=frozen,
        person=cast.of_cell("G3A", 7),
        cell=cast["G3A"],
        sent_at=AT,
        settled_at=AT,
        **COMMITMENT,
    )
    item = commitment.items.create(position=1, text="Điều 1")
    indicator = Indicator.objects.create(
        campaign=frozen, position=1, code="income", name="Thu nhập", direction="higher", target=70
    )
    rate(frozen)
    item.done = True
    item.save()
    assert not is_fresh(frozen, up_to=0)
    rate(frozen)
    Reading.objects.create(
        indicator=indicator,
        organisation=cast["G3"],
        on=dt.date(2021, 11, 30),
        value=69,
        saved_at="2021-12-01T00:00Z",
        saved_by_name="Cán bộ xã",
    )
    assert (is_fresh(frozen), is_fresh(frozen, up_to=0)) == (False, True)
    rate(frozen)
    task.status = TaskStatus.WITHDRAWN
    task.save()
    assert not is_fresh(frozen)


def test_a_confirmation_moves_no_figure(frozen: Campaign, short: Note, cast: Cast) -> None:
    Check.objects.create(
        note=short, kind="confirmed", committee=cast["U2"], checked_by_name="Cán bộ", checked_at=AT
    )
    assert is_fresh(frozen)


def test_asking_costs_no_question_more(
    frozen: Campaign, short: Note, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The last run, and what the history has come to."""
    with django_assert_num_queries(2):
        assert freshness_of(frozen).up_to(0)
