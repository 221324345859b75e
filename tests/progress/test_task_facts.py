"""From a note to the level: what the year's work tells, and that one note moves what it should."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries

from tests import cast as people
from tests.builder import OPERATOR
from tests.cast import Cast
from tests.progress.conftest import noted, second_measure
from thidua.campaigns.models import Campaign, Indicator
from thidua.commitments.models import Commitment
from thidua.facts.models import FactSheet
from thidua.facts.sources import fill_from_sources
from thidua.frameworks.binding import bound_frameworks
from thidua.indicators.models import Reading
from thidua.progress.models import NoteValue
from thidua.progress.task_facts import facts_from_work
from thidua.progress.year_work import Whose, work_of_body, work_of_person, year_work
from thidua.ratings.actions import classify
from thidua.ratings.awaited import Held, awaited
from thidua.ratings.models import Rating
from thidua.registrations.models import Holder, Registration, Task, TaskStatus
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry
from thidua.targets.models import Target
from thidua.vocabulary import Level, SubjectType

AFTER = dt.date(2021, 12, 20)


@pytest.fixture
def frozen(year: Campaign, task: Task, settings: LazySettings) -> Campaign:
    """The year with its list, everybody good, after the cut-off."""
    freeze_roster(campaign=year, actor=OPERATOR)
    year.refresh_from_db()
    people.everybody_good(year)
    settings.TODAY = AFTER
    return year


def told(year: Campaign, subject_type: str, code: str, *, leads: str = "") -> dict[str, object]:
    """What the work tells of one subject."""
    found = people.entry(year, code, subject_type, leads=leads)
    return dict(facts_from_work(year).get(found.pk, {}))


def test_one_note_moves_the_facts_of_its_unit_alone(frozen: Campaign, task: Task) -> None:
    assert facts_from_work(frozen) == {}
    noted(task, dt.date(2021, 11, 20), value=30)
    assert told(frozen, "organisation", "G3") == {"targets_done": Decimal(100)}
    assert told(frozen, "collective", "G3") == {"targets_done": Decimal(100)}
    assert told(frozen, "leader", "M-G3A-02") == {
        "unit_targets": 1,
        "unit_targets_done": 1,
        "unit_targets_exceeded": 0,
        "unit_targets_on_time": 1,
        "own_tasks_below_standard": Decimal(0),
    }
    assert told(frozen, "member", "M-G3A-02") == {"targets_done": Decimal(100)}
    units = {people.entry(frozen, "G3", kind).organisation_id for kind in ("organisation",)}
    others = RosterEntry.objects.filter(pk__in=facts_from_work(frozen)).exclude(
        organisation__in=units
    )
    assert {one.code for one in others} == {"M-G3A-02"}


def test_a_leader_who_did_nothing_by_name_has_the_unit_alone(frozen: Campaign, task: Task) -> None:
    noted(task, dt.date(2021, 11, 20), value=31)
    deputy = told(frozen, "leader", "M-G3A-03")
    assert (deputy["unit_targets_exceeded"], deputy.get("own_tasks_below_standard")) == (1, None)
    assert told(frozen, "member", "M-G3A-03") == {}


def test_a_corrected_note_counts_in_the_place_of_the_first(frozen: Campaign, task: Task) -> None:
    first = noted(task, dt.date(2021, 11, 20), value=30)
    noted(task, dt.date(2021, 11, 20), value=29, corrects=first)
    assert told(frozen, "organisation", "G3") == {"targets_done": Decimal(0)}


def test_a_withdrawn_task_is_in_neither_whole_nor_part(frozen: Campaign, task: Task) -> None:
    noted(task, dt.date(2021, 11, 20), value=30)
    Task.objects.filter(pk=task.pk).update(status=TaskStatus.WITHDRAWN)
    assert facts_from_work(frozen) == {}


def test_a_withdrawal_that_waits_changes_nothing(frozen: Campaign, task: Task) -> None:
    noted(task, dt.date(2021, 11, 20), value=30)
    Task.objects.filter(pk=task.pk).update(
        withdrawal_reason="Hết vốn", withdrawal_asked_at=dt.datetime(2021, 11, 1, tzinfo=dt.UTC)
    )
    assert told(frozen, "organisation", "G3") == {"targets_done": Decimal(100)}


def test_commitment_items_count_for_the_member_alone(frozen: Campaign, cast: Cast) -> None:
    member = cast.of_cell("G3A", 7)
    commitment = Commitment.objects.create(
        campaign=frozen,
        person=member,
        cell=cast["G3A"],
        status="accepted",
        version=1,
        sent_at=dt.datetime(2021, 3, 1, tzinfo=dt.UTC),
        settled_at=dt.datetime(2021, 3, 5, tzinfo=dt.UTC),
    )
    for number, done in enumerate((True, True, False), start=1):
        commitment.items.create(position=number, text=f"Điều {number}", done=done)
    assert told(frozen, "member", "M-G3A-07") == {"targets_done": Decimal("66.6666")}
    commitment.items.filter(position=1).update(done=None)
    assert told(frozen, "member", "M-G3A-07") == {"targets_done": None}
    commitment.items.update(done=None)  # nobody noted anything: the sheet counts
    assert told(frozen, "member", "M-G3A-07") == {}
    commitment.items.update(done=True)
    Commitment.objects.update(status="sent")
    assert told(frozen, "member", "M-G3A-07") == {}


def test_a_collective_with_tasks_of_its_own_is_counted_by_these(
    frozen: Campaign, registration: Registration, task: Task
) -> None:
    Registration.objects.filter(pk=registration.pk).update(holder=Holder.COLLECTIVE)
    noted(task, dt.date(2021, 11, 20), value=30)
    assert told(frozen, "collective", "G3") == {"targets_done": Decimal(100)}
    assert told(frozen, "organisation", "G3") == {}


def test_from_the_note_to_the_level_and_back(frozen: Campaign, task: Task) -> None:
    """Done: the sheet's level; short: under 50 % and a main target missed is not completed."""
    collective = people.entry(frozen, "G3", "collective")
    people.write_facts(collective, main_targets_done=False)
    note = noted(task, dt.date(2021, 11, 20), value=30)
    classify(campaign=frozen, actor=OPERATOR)
    good = Rating.objects.get(roster_entry=collective)
    noted(task, dt.date(2021, 11, 20), value=29, corrects=note)
    classify(campaign=frozen, actor=OPERATOR)
    worse = Rating.objects.get(roster_entry=collective)
    sheet = FactSheet.objects.get(pk=collective.pk)
    assert (sheet.work, sheet.facts["targets_done"]) == ({"targets_done": 0}, 100)
    assert (good.low, worse.high) == (Level.GOOD.code, Level.NOT_COMPLETED.code)


def test_whoever_registered_nothing_keeps_the_sheet(frozen: Campaign, task: Task) -> None:
    noted(task, dt.date(2021, 11, 20), value=29)
    fill_from_sources(campaign=frozen, actor=OPERATOR)
    other = FactSheet.objects.get(pk=people.entry(frozen, "G1", "organisation").pk)
    assert (other.work, other.known["targets_done"]) == ({}, 100)


def test_a_typed_value_does_not_stand_in_for_a_result_left_unnoted(
    frozen: Campaign, task: Task
) -> None:
    """The loophole: a second measure of the task is noted by nobody, and the sheet says 100 %."""
    second = second_measure(task)
    body = people.entry(frozen, "G3", "collective")
    people.write_facts(body, targets_done=100, main_targets_done=False)
    noted(task, dt.date(2021, 11, 20), value=30)
    classify(campaign=frozen, actor=OPERATOR)
    sheet = FactSheet.objects.get(pk=body.pk)
    assert (sheet.work, sheet.known["targets_done"]) == ({"targets_done": None}, None)
    framework = bound_frameworks(frozen)[SubjectType.COLLECTIVE]
    (thing,) = [
        one for one in awaited(frozen, framework, [body.pk])[body.pk] if one.fact == "targets_done"
    ]
    assert (thing.held, thing.holder) == (Held.WORK, body.organisation_id)
    assert Rating.objects.get(roster_entry=body).low != Rating.objects.get(roster_entry=body).high
    NoteValue.objects.create(note=task.notes.get(), measure_id=second, value=30)
    classify(campaign=frozen, actor=OPERATOR)
    assert FactSheet.objects.get(pk=body.pk).known["targets_done"] == 100


def test_one_pass_however_many(
    frozen: Campaign, task: Task, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(1, 9):
        noted(task, dt.date(2021, 11, day), value=day)
    with django_assert_num_queries(8):
        facts_from_work(frozen)


def test_what_one_subject_is_shown_is_what_it_is_counted_by(
    frozen: Campaign, task: Task, cast: Cast
) -> None:
    noted(task, dt.date(2021, 11, 20), value=30)
    whole, unit, person = year_work(frozen), cast["G3"], cast.of_cell("G3A", 2).pk
    body = work_of_body(frozen, unit)
    for whose in (Whose.BODY, Whose.COLLECTIVE):
        assert body.counted(whose, unit.pk) == whole.counted(whose, unit.pk)
    alone = work_of_person(frozen, person).counted(Whose.PERSON, person)
    assert alone == whole.counted(Whose.PERSON, person)
    assert (alone.total, alone.done) == (1, 1)


def test_an_indicator_with_a_target_is_a_target_of_its_unit(
    frozen: Campaign, task: Task, cast: Cast
) -> None:
    noted(task, dt.date(2021, 11, 20), value=30)
    indicator = Indicator.objects.create(
        campaign=frozen,
        position=1,
        code="income",
        name="Thu nhập",
        unit="triệu đồng",
        direction="higher",
        target=70,
    )
    Target.objects.create(
        indicator=indicator, organisation=cast["G3"], value=70, saved_at="2021-02-01T00:00Z"
    )
    assert told(frozen, "organisation", "G3") == {"targets_done": None}  # one is left unnoted
    assert told(frozen, "leader", "M-G3A-03") == {
        "unit_targets": 2,
        "unit_targets_done": None,
        "unit_targets_exceeded": None,
        "unit_targets_on_time": None,
    }
    Reading.objects.create(
        indicator=indicator,
        organisation=cast["G3"],
        on=dt.date(2021, 11, 30),
        value=69,
        saved_at="2021-12-01T00:00Z",
        saved_by_name="Cán bộ xã",
    )
    assert told(frozen, "organisation", "G3")["targets_done"] == 50
