"""How far somebody can still go whose level nobody can tell: for each value of a missing thing the
levels that stay possible, by the rulebook itself with that value put in. Never how likely.

What has to be done before any rating (a self-review) is taken as done: until then nobody is rated,
whatever the rest says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.ratings.awaited import Awaited, Held
from thidua.ratings.frames import standing_subjects, subjects
from thidua.ratings.known import known
from thidua.ratings.member_discipline import FACT
from thidua.ratings.possible_values import Columns, Value, values_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import OUTCOME, Framework, classify
from thidua.rulebook.conditions.children import COUNTED_LEVELS, possible, sure
from thidua.vocabulary import BEST_FIRST, Level, SubjectType


@dataclass(frozen=True)
class WhatIf:
    """One value and the levels that stay possible with it; None: then nobody is rated."""

    value: str
    title: Text
    low: Level | None
    high: Level | None

    @property
    def sure(self) -> bool:
        """Whether the level would be known."""
        return self.low is self.high


@dataclass(frozen=True)
class Matrix:
    """Two missing things at once: a row for each value of the first, a cell for each of the
    second.
    """

    across: tuple[Text, ...]
    rows: tuple[tuple[Text, tuple[WhatIf, ...]], ...]


class Outlook:
    """One subject of a year and what may still come of it.

    Raises ClassificationError for a stored fact that the framework cannot read."""

    def __init__(self, campaign: Campaign, framework: Framework, entry: RosterEntry) -> None:
        self.framework = framework
        self.entry = entry
        self.row = known(campaign, framework, subjects(campaign, entry=[entry.pk]))
        now = self._rated([{}])
        self.low, self.high = _range(now.row(0, named=True))

    def what_if(self, thing: Awaited, other: RosterEntry | None = None) -> list[WhatIf]:
        """For each value of a missing thing the levels that stay possible; `other`: the subject
        whose level it is. Empty where the values are not a short list.
        """
        return self._tried(self._values(thing, other))

    def matrix(
        self,
        first: tuple[Awaited, RosterEntry | None],
        second: tuple[Awaited, RosterEntry | None],
    ) -> Matrix | None:
        """Every value of one thing with every value of another; None where there is no short
        list.
        """
        down, across = self._values(*first), self._values(*second)
        if not down or not across:
            return None
        tried = self._tried(
            [
                Value("", above.title, {**above.columns, **beside.columns})
                for above in down
                for beside in across
            ]
        )
        rows = [
            (above.title, tuple(tried[number * len(across) : (number + 1) * len(across)]))
            for number, above in enumerate(down)
        ]
        return Matrix(tuple(value.title for value in across), tuple(rows))

    def _tried(self, values: Sequence[Value]) -> list[WhatIf]:
        if not values:
            return []
        found = self._rated([value.columns for value in values])
        return [
            WhatIf(value.value, value.title, *_range(row))
            for value, row in zip(values, found.iter_rows(named=True), strict=True)
        ]

    def _rated(self, filled: Sequence[Columns]) -> pl.DataFrame:
        """The subject once for each filling; `stopped`: a prerequisite that its filling misses."""
        rows = pl.concat(
            self.row.with_columns(
                pl.lit(value, dtype=self.row.schema[name]).alias(name)
                for name, value in columns.items()
            )
            for columns in filled
        )
        ungated = self.framework.model_copy(update={"prerequisites": ()})
        gates = [OUTCOME + rule.id for rule in self.framework.prerequisites]
        read = {
            OUTCOME + rule.id: set(rule.test.every_column(self.framework.terms))
            for rule in self.framework.prerequisites
        }
        failing = classify(self.framework, rows).select(gates)
        stopped = [
            any(row[gate] is False and read[gate] & set(columns) for gate in gates)
            for row, columns in zip(failing.iter_rows(named=True), filled, strict=True)
        ]
        return classify(ungated, rows).with_columns(pl.Series("stopped", stopped))

    def _values(self, thing: Awaited, other: RosterEntry | None) -> list[Value]:
        """What the thing may be, best first."""
        if thing.held is Held.LEVEL:
            return self._levels(other) if other is not None else []
        if thing.whose or thing.fact == FACT:  # of those who hold posts, on sheets of their own
            return []
        return values_of(thing.fact, self.framework)

    def _levels(self, other: RosterEntry) -> list[Value]:
        kind = SubjectType(other.subject_type)
        return [
            Value(level.value, level.short, self._with_level(kind, level, other))
            for level in BEST_FIRST
        ]

    def _with_level(self, kind: SubjectType, level: Level, other: RosterEntry) -> Columns:
        if self.framework.subject is not SubjectType.ORGANISATION:
            of = "unit" if kind is SubjectType.ORGANISATION else "collective"
            return {f"cap.{of}.low": level.code, f"cap.{of}.high": level.code}
        children = "members" if kind is SubjectType.MEMBER else "subordinates"
        low, high = _stands_between(other)
        now = self.row.row(0, named=True)
        columns: dict[str, int] = {}
        for asked in COUNTED_LEVELS:
            for name, was in ((sure, low), (possible, high)):
                column = name(children, asked)
                columns[column] = now[column] - (was >= asked) + (level.code >= asked)
        return columns


def _stands_between(other: RosterEntry) -> tuple[int, int]:
    """The lowest and the highest level at which another subject may stand by now."""
    frame = standing_subjects(other.campaign, entry=[other.pk])
    low, high = frame.select("standing_low", "standing_high").row(0)
    return int(low or Level.NOT_COMPLETED.code), int(high or Level.OUTSTANDING.code)


def _range(row: Mapping[str, Any]) -> tuple[Level | None, Level | None]:
    if row["stopped"] or row["low"] is None:
        return None, None
    return Level.from_code(row["low"]), Level.from_code(row["high"])
