"""The movement of a part on a day, counted by hand."""

import datetime as dt

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.movement.conftest import TODAY, Tasks
from thidua.accounts.actors import scope_of
from thidua.campaigns.models import Campaign
from thidua.movement.figures import MovementFigures, figures_of
from thidua.progress.counting import aims_of, count
from thidua.progress.reading import progress_of
from thidua.progress.states import TaskState
from thidua.registrations.models import Kind
from thidua.state_board.units import part_of


def seen(year: Campaign, code: str = "P", on: dt.date = TODAY) -> MovementFigures:
    part = part_of(scope_of(OPERATOR), on, code)
    assert part is not None
    return figures_of(year, part, on=on)


def test_every_task_is_in_one_state(launched: Campaign, tasks: Tasks) -> None:
    found = seen(launched).tasks
    assert {state: found.of(state) for state in TaskState if found.of(state)} == {
        TaskState.WITHDRAWN: 1,
        TaskState.EXCEEDED: 1,
        TaskState.DONE: 1,
        TaskState.BLOCKED: 1,
        TaskState.LATE: 1,
        TaskState.SILENT: 1,
        TaskState.ON_TIME: 2,
    }
    assert (found.all, found.finished) == (7, 2)


def test_rows_are_the_units_right_below_in_the_order_of_the_tree(
    launched: Campaign, tasks: Tasks
) -> None:
    province = [(one.row.unit.code, one.tasks.all) for one in seen(launched).rows]
    assert province == [("U2", 6), ("U1", 1)]
    district = [
        (one.row.unit.code, one.row.own, one.tasks.all) for one in seen(launched, "U2").rows
    ]
    assert district == [("U2", True, 2), ("G3", False, 4)]
    commune = [(one.row.unit.code, one.row.own, one.tasks.all) for one in seen(launched, "G3").rows]
    assert commune == [("G3", True, 3), ("G3A", False, 1), ("G3B", False, 0)]
    cell = [(one.row.unit.code, one.row.own, one.tasks.all) for one in seen(launched, "G3A").rows]
    assert cell == [("G3A", True, 1)]


def test_rows_add_up_to_the_whole(launched: Campaign, tasks: Tasks) -> None:
    for code in ("P", "U1", "U2", "G1", "G3", "G3A"):
        found = seen(launched, code)
        assert sum(one.tasks.all for one in found.rows) == found.tasks.all
        assert sum(one.targets.done for one in found.rows) == found.targets.done
        assert sum(one.all for one in found.kinds.values()) == found.tasks.all


def test_targets_leave_the_withdrawn_out_and_unknown_is_no_zero(
    launched: Campaign, tasks: Tasks
) -> None:
    found = seen(launched).targets
    # CHAM is short and its end has passed; LUA, VUONG, KHAC still have time, of IM nothing is noted
    assert (found.exceeded, found.done, found.missed, found.unknown) == (1, 2, 1, 4)
    assert (found.total, found.withdrawn) == (7, 1)


@pytest.mark.parametrize("day", [TODAY, dt.date(2021, 6, 30), dt.date(2021, 12, 31)])
def test_the_province_counts_what_its_units_count_in_a_rating(
    launched: Campaign, tasks: Tasks, cast: Cast, day: dt.date
) -> None:
    """Unit by unit with `progress.counting`, read apart: the sums are the province's."""
    on = min(day, launched.cut_off_date)
    by_unit = [
        count(
            aim
            for task in progress_of(launched, on=on, organisations=[cast[code].pk])
            for aim in aims_of(task, on=day, cut_off=launched.cut_off_date)
        )
        for code in ("U2", "G3", "G3A", "G1")
    ]
    whole = seen(launched, on=day).targets
    for name in ("total", "done", "exceeded", "on_time", "unknown", "missed", "unconfirmed"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in by_unit), name


def test_time_says_what_was_due_beside_what_has_passed(launched: Campaign, tasks: Tasks) -> None:
    time = seen(launched).time
    assert (time.days, time.year_days) == (248, 365)
    assert (time.tasks, time.ended) == (7, 2)
    assert (time.milestones, time.due, time.in_time, time.later, time.missing) == (3, 3, 1, 1, 1)
    on_the_day = seen(launched, on=dt.date(2021, 6, 30)).time
    assert on_the_day.due == 0  # what is due on the day itself is not over


def test_what_blocks_says_since_when_who_frees_it_and_that_the_promise_is_over(
    launched: Campaign, tasks: Tasks
) -> None:
    [one] = seen(launched).blocked
    assert (one.placed.task.task, one.since) == (tasks["VUONG"].pk, dt.date(2021, 8, 4))
    assert (one.what, one.freed_by) == ("Trạm bơm hỏng", "U2")
    assert (one.promise, one.overdue) == ("Sửa trạm bơm", True)
    [then] = seen(launched, on=dt.date(2021, 8, 30)).blocked
    assert not then.overdue  # its last day is not over
    [before] = seen(launched, on=dt.date(2021, 8, 4)).blocked
    assert before.promise == ""  # it was made on the next day


def test_half_a_year_is_read_as_it_stood(launched: Campaign, tasks: Tasks) -> None:
    found = seen(launched, on=dt.date(2021, 6, 30)).tasks
    assert (found.of(TaskState.DONE), found.of(TaskState.EXCEEDED)) == (1, 0)
    assert seen(launched, on=dt.date(2021, 3, 19)).tasks.all == 0  # before they were accepted


def test_after_the_cut_off_whatever_is_not_done_is_missed(launched: Campaign, tasks: Tasks) -> None:
    found = seen(launched, on=launched.cut_off_date + dt.timedelta(days=1)).tasks
    assert (found.of(TaskState.MISSED), found.finished, found.all) == (5, 2, 7)


def test_clarities_that_came_back_and_what_was_registered(launched: Campaign, tasks: Tasks) -> None:
    found = seen(launched)
    assert dict(found.returned) == {"effect": 1}
    registered = found.registered
    assert (registered.sent, registered.accepted, registered.withdrawn) == (8, 8, 1)
    assert dict(seen(launched, "U1").returned) == {}


def test_key_tasks_and_breakthroughs_apart(launched: Campaign, tasks: Tasks) -> None:
    kinds = seen(launched).kinds
    assert {kind: tally.all for kind, tally in kinds.items()} == {
        Kind.KEY_TASK: 6,
        Kind.BREAKTHROUGH: 1,
    }


def test_a_unit_that_is_gone_keeps_its_row(launched: Campaign, tasks: Tasks, cast: Cast) -> None:
    cast["G3"].placements.update(ends_on=dt.date(2021, 8, 1))
    found = seen(launched, "U2")
    assert [(one.row.unit.code, one.tasks.all) for one in found.rows] == [("U2", 2), ("G3", 4)]
