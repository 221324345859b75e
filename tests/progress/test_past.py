"""Many notes at once, as a year that was kept elsewhere brings them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.progress.conftest import TODAY
from thidua.campaigns.models import Campaign
from thidua.progress.errors import NoteError
from thidua.progress.past import PastNote, PastPromise, record_past
from thidua.progress.reading import progress_of
from thidua.registrations.models import Task

AT = dt.datetime(2021, 8, 19, 9, tzinfo=dt.UTC)
WITH_HISTORY = 40
"""Statements besides those that grow with the number."""


def past(task: Task, **says: Any) -> PastNote:
    measure = task.measures.get().pk
    given: dict[str, Any] = {
        "on": dt.date(2021, 8, 19),
        "at": AT,
        "measure_id": measure,
        "value": Decimal(9),
    }
    return PastNote(task, **(given | says))


def test_they_are_notes_like_others(cast: Cast, year: Campaign, task: Task) -> None:
    promise = PastPromise(cast["U2"], "Sửa xong trạm bơm", dt.date(2021, 8, 30), AT)
    notes = [
        past(task, confirmed_by=cast["U2"], milestones=[(dt.date(2021, 8, 31), "xong 15 ha")]),
        past(
            task,
            on=dt.date(2021, 9, 1),
            value=Decimal(10),
            blocked_by="Trạm bơm hỏng",
            freed_by=cast["U2"],
            asked_by=cast["U2"],
            question="Thôn nào?",
            answer="Thôn 3",
            promise=promise,
        ),
    ]
    stored = record_past(campaign=year, notes=notes, actor=OPERATOR)
    [found] = progress_of(year, on=TODAY)
    assert found.targets[0].now is not None
    assert (found.targets[0].now.note, found.targets[0].now.confirmed) == (stored[1].pk, False)
    assert found.latest is not None
    assert found.latest.is_blocked
    assert found.milestones[0].reached_on == dt.date(2021, 8, 19)
    assert stored[1].checks.get().answer == "Thôn 3"
    assert stored[1].promises.get().until == dt.date(2021, 8, 30)


def test_a_thousand_take_as_many_statements_as_one(year: Campaign, task: Task) -> None:
    measure = task.measures.get().pk
    with CaptureQueriesContext(connection) as asked:
        record_past(
            campaign=year,
            notes=[
                PastNote(task, dt.date(2021, 8, 19), AT, measure, Decimal(number))
                for number in range(1_000)
            ],
            actor=OPERATOR,
        )
    assert task.notes.count() == 1_000
    assert len(asked) < WITH_HISTORY


@pytest.mark.parametrize(
    "says",
    [
        {"measure_id": 0},
        {"value": None, "done": True},
        {"value": None},
        {"measure_id": None, "value": None},
        {"milestones": [(dt.date(2021, 8, 30), "xong 15 ha")]},
    ],
)
def test_what_does_not_fit_the_task_is_refused_whole(
    year: Campaign, task: Task, says: dict[str, Any]
) -> None:
    with pytest.raises(NoteError):
        record_past(campaign=year, notes=[past(task), past(task, **says)], actor=OPERATOR)
    assert not task.notes.exists()
