"""Whatever a task is and whatever was noted: exactly one state, and the order of the states."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thidua.progress.results import LatestNote, MilestoneProgress, Noted, Target, TaskProgress
from thidua.progress.states import TaskState, late_since, months_later, silent_after, state_of

CUT_OFF = dt.date(2021, 12, 15)
DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2022, 1, 31))
NUMBERS = st.sampled_from([Decimal(0), Decimal("9.5"), Decimal(10), Decimal("10.0001")])


@st.composite
def targets(draw: st.DrawFn) -> Target:
    yes_no = draw(st.booleans())
    noted = st.builds(
        Noted,
        st.just(1),
        DAYS,
        st.none() if yes_no else NUMBERS,
        st.booleans() if yes_no else st.none(),
        st.booleans(),
    )
    return Target(
        measure=1,
        name="",
        unit="",
        target=None if yes_no else Decimal(10),
        higher_is_better=draw(st.booleans()),
        yes_no=yes_no,
        main=False,
        last_year=None,
        now=draw(st.none() | noted),
        at_end=draw(st.none() | noted),
    )


TASKS = st.builds(
    TaskProgress,
    task=st.just(1),
    registration=st.just(1),
    organisation=st.just(1),
    position=st.just(1),
    kind=st.just("key_task"),
    heading=st.just(""),
    accepted_on=DAYS,
    starts_on=st.none() | DAYS,
    ends_on=st.none() | DAYS,
    withdrawn=st.booleans(),
    targets=st.lists(targets(), max_size=3).map(tuple),
    milestones=st.lists(
        st.builds(MilestoneProgress, DAYS, st.just(""), st.none() | DAYS), max_size=3
    ).map(tuple),
    notes=st.just(1),
    latest=st.none() | st.builds(LatestNote, st.just(1), DAYS, st.booleans()),
)


def _holding(task: TaskProgress, on: dt.date) -> set[TaskState]:
    """Every state whose own words hold, each asked for itself."""
    done = bool(task.targets) and all(one.reached.is_done for one in task.targets)
    in_time = all(one.reached_in_time.is_done for one in task.targets)
    passed = any(one.reached.value == "exceeded" for one in task.targets)
    said = {
        TaskState.WITHDRAWN: task.withdrawn,
        TaskState.EXCEEDED: done and passed,
        TaskState.DONE: done and in_time,
        TaskState.DONE_LATE: done and not in_time,
        TaskState.MISSED: on > CUT_OFF,
        TaskState.BLOCKED: task.latest is not None and task.latest.is_blocked,
        TaskState.LATE: late_since(task, on=on) is not None,
        TaskState.SILENT: on > silent_after(task),
        TaskState.ON_TIME: True,
    }
    return {state for state, holds in said.items() if holds}


@given(TASKS, DAYS)
def test_it_is_the_first_that_holds_in_the_order_of_the_states(
    task: TaskProgress, on: dt.date
) -> None:
    holding = _holding(task, on)
    assert state_of(task, on=on, cut_off=CUT_OFF) is next(
        state for state in TaskState if state in holding
    )


@given(TASKS, DAYS)
def test_withdrawing_goes_before_everything(task: TaskProgress, on: dt.date) -> None:
    gone = replace(task, withdrawn=True)
    assert state_of(gone, on=on, cut_off=CUT_OFF) is TaskState.WITHDRAWN


@given(TASKS, DAYS)
def test_nothing_but_what_is_done_outlives_the_cut_off(task: TaskProgress, on: dt.date) -> None:
    after = CUT_OFF + dt.timedelta(days=1)
    state = state_of(task, on=max(on, after), cut_off=CUT_OFF)
    assert state.is_done or state in {TaskState.WITHDRAWN, TaskState.MISSED}


@given(DAYS, st.integers(0, 24))
def test_months_are_those_of_the_calendar(day: dt.date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(days=1)).day == 1)


def test_every_state_has_its_words() -> None:
    for state in TaskState:
        assert state.title.vi
        assert state.title.en
        assert len(state.short.vi) <= len(state.title.vi)
