"""Facts that an award book may declare beside those of every rule text: counted from years, or held
by a body around the subject.

    certificates: {type: count, counts: {awards: [committee_certificate_year], years: 5}, …}
    cell_level: {type: level, level_of: cell, …}

Conditions speak of them as of any fact (`number: certificates, at_least: 5`; `level: cell_level`).
What is not known of a year makes a count a range, from the years that are sure to those that are
possible; a condition that comes out differently in the range cannot be told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from thidua.language import Text
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.values import Identifier, Strict
from thidua.rulebook.years import counts_as
from thidua.vocabulary import Held, Label, Level

Around = Literal["cell", "grassroots", "upper_level", "collective"]
"""Whose level a fact may be: the subject's cell, its grassroots organisation, the organisation
above that, the leadership collective of its body.
"""


class CountedYears(Strict):
    """Years that are counted: at a level or better (this year too), or in which one of some forms
    was given (the years before). `running`: only the years that follow each other to the last.
    """

    level: Level | None = None
    awards: tuple[Identifier, ...] | None = Field(default=None, min_length=1)
    years: int = Field(ge=1, le=50)
    running: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.level is None) == (self.awards is None):
            raise ValueRefusedError(
                Text("cần đúng một trong: level, awards", "needs exactly one of: level, awards")
            )
        return self


class AwardFact(FactSpec):
    """A fact of an award book."""

    counts: CountedYears | None = None
    level_of: Around | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.counts is not None and self.type != "count":
            raise ValueRefusedError(
                Text("counts chỉ dùng với type count", "counts is for type count only")
            )
        if self.level_of is not None and self.type != "level":
            raise ValueRefusedError(
                Text("level_of chỉ dùng với type level", "level_of is for type level only")
            )
        return self

    @property
    def ranged(self) -> bool:
        return self.counts is not None


@dataclass(frozen=True)
class Past:
    """What is known of a subject's years and of the bodies around it. A year that is absent or None
    is not known.

    `levels` by year, this year's too; `awards`: the forms given in each year; `around`: this
    year's levels."""

    year: int
    levels: Mapping[int, Held | None] = field(default_factory=dict)
    awards: Mapping[int, Collection[str] | None] = field(default_factory=dict)
    around: Mapping[str, Level | None] = field(default_factory=dict)


def columns_of(spec: FactSpec) -> tuple[str, ...]:
    """The columns that a fact is carried in: a count from years in two, sure and possible."""
    return (spec.id, spec.possible) if spec.ranged else (spec.id,)


def with_ranges(facts: Mapping[str, AwardFact]) -> dict[str, FactSpec]:
    """Every column with its specification."""
    return {column: spec for spec in facts.values() for column in columns_of(spec)}


def found_in(
    past: Past,
    facts: Mapping[str, AwardFact],
    labels_like: Callable[[Level], Collection[Label]],
) -> dict[str, Any]:
    """The codes of every fact that the past tells, by column."""
    row: dict[str, Any] = {}
    for name, spec in facts.items():
        if spec.counts is not None:
            held = list(_held(past, spec.counts, labels_like))
            row |= zip(columns_of(spec), _counted(held, running=spec.counts.running), strict=True)
        elif spec.level_of is not None:
            level = past.around.get(spec.level_of)
            row[name] = None if level is None else level.code
    return row


def _held(
    past: Past, counts: CountedYears, labels_like: Callable[[Level], Collection[Label]]
) -> Iterable[bool | None]:
    """Whether each year counts, the last first; None: not known."""
    if counts.level is not None:
        labels = labels_like(counts.level)
        for year in range(past.year, past.year - counts.years, -1):
            held = past.levels.get(year)
            yield None if held is None else counts_as(held, counts.level, labels)
        return
    wanted = set(counts.awards or ())
    for year in range(past.year - 1, past.year - 1 - counts.years, -1):
        given = past.awards.get(year)
        yield None if given is None else bool(wanted & set(given))


def _counted(held: list[bool | None], *, running: bool) -> tuple[int, int]:
    """How many years count for sure, and how many may."""
    sure = [one is True for one in held]
    possible = [one is not False for one in held]
    if running:
        return sum(takewhile(bool, sure)), sum(takewhile(bool, possible))
    return sum(sure), sum(possible)
