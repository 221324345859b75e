"""Tasks that still go on where the day of the demo is: all of bodies that exist nowhere."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import cycle, islice
from random import Random

from thidua.demo.results import Ending
from thidua.demo.season import Season
from thidua.demo.tasks import DemoTask

HOME = (Ending.BLOCKED, Ending.SILENT, Ending.ON_TIME, Ending.BEHIND, Ending.EXCEEDED)
"""The accounts' commune, its breakthrough last."""
CELLS = (
    Ending.ON_TIME,
    Ending.BEHIND,
    Ending.EXCEEDED,
    Ending.BLOCKED,
    Ending.LATE,
    Ending.SILENT,
    Ending.REACHED,
)
"""The cells of that commune, again and again; that of the accounts first."""
ELSEWHERE = (Ending.SILENT, Ending.BEHIND, Ending.BLOCKED, Ending.ON_TIME, Ending.REACHED)
"""Organisations that are late with everything, likewise."""
ENDS, SLIPPED = (12, 15), (9, 30)
"""When a task that goes on is to end, and its milestone where that was not reached."""
LAST_NOTES: Mapping[Ending, tuple[dt.date, dt.date]] = {
    Ending.ON_TIME: (dt.date(2022, 11, 25), dt.date(2022, 12, 9)),
    Ending.BEHIND: (dt.date(2022, 10, 5), dt.date(2022, 11, 20)),
    Ending.BLOCKED: (dt.date(2022, 11, 18), dt.date(2022, 12, 5)),
    Ending.SILENT: (dt.date(2022, 7, 20), dt.date(2022, 9, 5)),
}
"""Between which days the last note is of."""
DONE = {
    Ending.ON_TIME: (8, 9),
    Ending.BEHIND: (2, 4),
    Ending.BLOCKED: (2, 4),
    Ending.SILENT: (5, 6),
}
"""How many tenths of the way were done by then."""


def lively(season: Season) -> dict[str, Sequence[Ending]]:
    """By unit: how each of its tasks stands, where any still goes on."""
    found: dict[str, Sequence[Ending]] = {season.own: HOME}
    home = next(one for one in season.province.tree.grassroots if one.unit.code == season.own)
    cells = sorted((cell.code for cell in home.cells), key=lambda code: code != season.first)
    found |= {code: [ending] for code, ending in zip(cells, cycle(CELLS), strict=False)}
    for number, code in enumerate(season.late):
        found[code] = list(islice(cycle(ELSEWHERE), number, number + 5))
    return found


def going_on(tasks: Sequence[DemoTask], endings: Sequence[Ending]) -> list[tuple[DemoTask, Ending]]:
    """The tasks of a unit with how each stands: those that go on have some days left."""
    return [
        (_still_open(task, ending) if ending.is_open else task, ending)
        for task, ending in zip(tasks, endings, strict=False)
    ]


def _still_open(task: DemoTask, ending: Ending) -> DemoTask:
    year = task.ends_on.year
    on, text = task.milestone
    slipped = ending in {Ending.BEHIND, Ending.BLOCKED}
    return replace(
        task,
        ends_on=dt.date(year, *ENDS),
        milestone=(dt.date(year, *SLIPPED) if slipped else on, text),
    )


def open_result(task: DemoTask, ending: Ending, random: Random) -> tuple[Decimal, dt.date]:
    """Which share of the way was done when the last note was written, and that day."""
    first, last = LAST_NOTES[ending]
    on = first + dt.timedelta(days=random.randint(0, (last - first).days))
    return Decimal(random.randint(*DONE[ending])) / 10, on
