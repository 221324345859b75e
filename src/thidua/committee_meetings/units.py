"""Each lower unit's levels beside the whole, this year and the year before.

The year before is told of the same people and bodies, wherever they were then: who came from
another unit, or a unit that was merged, brings along what was held."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.boards.page import BoardTable
from thidua.boards.parts import label_of_unit
from thidua.boards.rows import Row
from thidua.committee_meetings.wall import BY_UNIT, order_of
from thidua.numbers import exact_percent, percent
from thidua.rulebook.standing import OUTSTANDING
from thidua.vocabulary import BEST_FIRST, NoLevel
from thidua.web.components import Count, Segment, segments

APART = 10
"""Percentage points of outstanding by which a unit has to differ from the year before to be named;
local."""


@dataclass(frozen=True)
class Unit:
    """One bar and the thin one of the year before below it. `before` empty: nothing is known of
    that year. `share`, `share_before`: outstanding in percent, worded.
    """

    label: str
    number: int
    now: Sequence[Segment]
    before: Sequence[Segment]
    share: str
    share_before: str
    words: str
    apart: int
    """By how many points the share of outstanding differs from the year before; 0: not known."""


@dataclass(frozen=True)
class Units:
    whole: Unit
    units: Sequence[Unit]

    @property
    def furthest(self) -> Unit | None:
        """The unit that differs most from its year before, where that is worth naming."""
        apart = [unit for unit in self.units if abs(unit.apart) >= APART]
        return max(apart, key=lambda unit: abs(unit.apart), default=None)


def units_of(table: BoardTable, whole: str) -> Units:
    """The whole under its name, and each unit where the subjects are people of units."""
    found: dict[str, list[Row]] = defaultdict(list)
    if table.board.kind in BY_UNIT:
        for row in table.rows:
            found[row.unit].append(row)
    ordered = sorted(found.values(), key=lambda rows: order_of(rows[0]))
    units = [_unit(label_of_unit(rows[0].unit_name), rows) for rows in ordered]
    return Units(_unit(whole, table.rows), units if len(units) > 1 else [])


def _unit(label: str, rows: Sequence[Row]) -> Unit:
    now = Counter(row.stands for row in rows)
    before: Counter[int | None] = Counter(
        row.years[-1] for row in rows if row.years and row.years[-1] is not None
    )
    known, known_before = len(rows) - now[None], sum(before.values())
    apart = 0
    if known and known_before:
        here = exact_percent(now[OUTSTANDING], known, places=0)
        apart = int(here - exact_percent(before[OUTSTANDING], known_before, places=0))
    return Unit(
        label=label,
        number=len(rows),
        now=segments(_counts(now)),
        before=segments(_counts(before)),
        share=percent(now[OUTSTANDING], known, places=0),
        share_before=percent(before[OUTSTANDING], known_before, places=0) if before else "",
        words=_words(now),
        apart=apart,
    )


def _counts(levels: Counter[int | None]) -> list[Count]:
    known = [Count(level, levels[level.code]) for level in BEST_FIRST]
    return [*known, Count(NoLevel.UNKNOWN, levels[None])]


def _words(levels: Counter[int | None]) -> str:
    """“xuất sắc 4, tốt 20”: the bar for who does not see it."""
    return ", ".join(
        f"{str(count.level.short).lower()} {count.number}"
        for count in _counts(levels)
        if count.number
    )
