"""A task of a conformance case, with what was noted of it, as the state is computed from."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.progress.results import LatestNote, MilestoneProgress, Noted, Target, TaskProgress

OPEN = "open"


def told_task(told: Mapping[str, Any], day: date) -> TaskProgress:
    """The task as it stood on a day: what was noted later is not there yet."""
    ends_on = _day(told.get("ends"))
    words = [date.fromisoformat(one) for one in told.get("notes", ())]
    blocked = [date.fromisoformat(one) for one in told.get("blocked", ())]
    measures = told.get("measures", [])
    numbers = [date.fromisoformat(one) for each in measures for one in each.get("noted", {})]
    days = sorted(one for one in {*words, *blocked, *numbers} if one <= day)
    return TaskProgress(
        task=1,
        registration=1,
        organisation=1,
        position=1,
        kind="key_task",
        heading="",
        accepted_on=date.fromisoformat(told["accepted"]),
        starts_on=_day(told.get("starts")),
        ends_on=ends_on,
        withdrawn=told.get("withdrawn", False),
        targets=tuple(_target(number, each, day, ends_on) for number, each in enumerate(measures)),
        milestones=tuple(
            _milestone(due, reached, day) for due, reached in told.get("milestones", {}).items()
        ),
        notes=len(days),
        latest=LatestNote(1, days[-1], days[-1] in blocked) if days else None,
    )


def _target(number: int, told: Mapping[str, Any], day: date, ends_on: date | None) -> Target:
    yes_no = told.get("yes_no", False)
    noted = [
        Noted(
            1,
            date.fromisoformat(on),
            None if yes_no else Decimal(str(value)),
            value if yes_no else None,
            confirmed=False,
        )
        for on, value in sorted(told.get("noted", {}).items())
        if date.fromisoformat(on) <= day
    ]
    in_time = [one for one in noted if ends_on is None or one.on <= ends_on]
    return Target(
        measure=number,
        name="",
        unit="",
        target=None if yes_no else Decimal(str(told["target"])),
        higher_is_better=not told.get("lower", False),
        yes_no=yes_no,
        main=False,
        last_year=None,
        now=noted[-1] if noted else None,
        at_end=in_time[-1] if in_time else None,
    )


def _milestone(due: str, reached: str, day: date) -> MilestoneProgress:
    on = None if reached == OPEN else date.fromisoformat(reached)
    return MilestoneProgress(
        date.fromisoformat(due), "", on if on is not None and on <= day else None
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
