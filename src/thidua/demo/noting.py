"""What was noted of the demo's tasks over a year, by how each came out (`endings`): on which day
how far it was, in the words of `notes.yaml`. Pure: no database."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import yaml

from thidua.demo.endings import on_the_way
from thidua.demo.results import Ending, Result
from thidua.demo.tasks import DemoTask

FIRST_NOTE = dt.timedelta(days=25)
"""So long after its start a task is noted first, where there is more than one note a quarter."""
BEFORE_MILESTONE = (0, 6)
MIDDLE = Decimal("0.5")
BLOCKED_BY = {
    "crops": "Trạm bơm thôn 3 hỏng, ruộng trũng thiếu nước; chờ Xí nghiệp thuỷ lợi sửa",
    "water": "Tuyến ống chính chưa qua đường huyện, công ty nước sạch chưa thi công",
    "members": "Hồ sơ còn chờ thẩm tra lý lịch ở địa phương khác",
}
BLOCKED_OTHERWISE = "Kinh phí đợt hai chưa về, chưa mua được vật tư"


@dataclass(frozen=True)
class DemoNote:
    """One note. `milestone`: it says that the task's milestone was reached; `last`: nothing was
    noted after it.
    """

    on: dt.date
    value: Decimal
    text: str
    milestone: bool = False
    blocked_by: str = ""
    last: bool = False


def _words() -> dict[str, Mapping[str, Sequence[str]]]:
    rows = yaml.safe_load(Path(__file__).with_name("notes.yaml").read_text(encoding="utf-8"))
    return {row["of"]: row for row in rows}


WORDS = _words()


def notes_of(result: Result, many: int, random: Random) -> list[DemoNote]:
    """The notes of one task, in order: so many, less where there is no time for them.

    A task that came late, or did not come, has one that says so in time."""
    task, ending = result.task, result.ending
    due, _ = task.milestone
    reached = ending not in {Ending.BEHIND, Ending.BLOCKED} and due <= result.on
    days = _days(result, max(many, 1 if ending.is_in_time else 2), random, reached=reached)
    notes = list(_before(result, days[:-1], random, reached=reached))
    done = "done" if ending.is_done else "short" if ending is Ending.MISSED else "going"
    blocked = BLOCKED_BY.get(task.theme, BLOCKED_OTHERWISE) if ending is Ending.BLOCKED else ""
    last = DemoNote(
        result.on,
        result.value,
        _say(task, done, random),
        milestone=reached and not any(note.milestone for note in notes),
        blocked_by=blocked,
        last=True,
    )
    return [*notes, last]


def _days(result: Result, many: int, random: Random, *, reached: bool) -> list[dt.date]:
    """The days of the notes, the last one's own at the end; one of them is the milestone's."""
    task, last = result.task, result.on
    if many == 1:
        return [last]
    due, _ = task.milestone
    days = {due - dt.timedelta(days=random.randint(*BEFORE_MILESTONE))} if reached else set()
    first = task.starts_on + FIRST_NOTE
    free = many - 1 - len(days)
    start = max(days) if free == 1 and days else first
    for number in range(free):
        part = (number + 1) / (free + 1) if free == 1 else number / free
        days.add(start + (last - start) * part)
    return [*sorted(day for day in days if task.starts_on <= day < last), last]


def _before(
    result: Result, days: Sequence[dt.date], random: Random, *, reached: bool
) -> Iterator[DemoNote]:
    """What was noted before the last time: the value grows, half of the way at the milestone, and
    is short of the target.
    """
    task = result.task
    due, _ = task.milestone
    end = Decimal(1) if result.ending.is_done else share_of(task, result.value)
    at = max((number for number, day in enumerate(days) if day <= due), default=-1)
    for number, day in enumerate(days):
        here = reached and number == at
        if not reached:
            share = end * (number + 1) / (len(days) + 1)
        elif number <= at:
            share = MIDDLE * (number + 1) / (at + 1)
        else:
            share = MIDDLE + (end - MIDDLE) * (number - at) / (len(days) - at)
        kind = "half" if here else "going" if number else "begun"
        yield DemoNote(day, on_the_way(task, share), _say(task, kind, random), milestone=here)


def share_of(task: DemoTask, value: Decimal) -> Decimal:
    """Which share of the way from last year's value to the target a value is."""
    return (value - task.last) / (task.target - task.last)


def _say(task: DemoTask, kind: str, random: Random) -> str:
    words = WORDS.get(task.theme) or WORDS[""]
    return random.choice(words[kind])
