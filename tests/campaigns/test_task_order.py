"""Tasks of the first page: how urgent they are in words, and which one is red."""

import datetime as dt

import pytest

from thidua.campaigns.tasks import Task, red_one
from thidua.web.clock import today


def _task(days: int | None, **more: str) -> Task:
    due_on = None if days is None else today() + dt.timedelta(days=days)
    return Task(title="", detail="", href="/", button="", due_on=due_on, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "when"), [(-4, "Quá hạn 4 ngày"), (0, "Hôm nay"), (3, "3 ngày"), (None, "–")]
)
def test_urgency_in_words(days: int | None, when: str) -> None:
    assert _task(days).when == when


def test_without_a_day_a_task_says_when_it_came() -> None:
    assert _task(None, when_word="Mới").when == "Mới"


def test_only_what_is_due_is_red_and_only_the_first() -> None:
    late, now, later = _task(-1), _task(0), _task(2)
    assert red_one([later, late, now]) is late
    assert red_one([later, _task(None)]) is None
