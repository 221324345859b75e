"""The engine: a frame of facts goes in, the reached levels and the outcome of every condition come
out.

Written once on Narwhals: the same expressions run on Polars (eager or lazy), DuckDB and PySpark
frames. Logic is three-valued. What is unknown is thought through both ways: `low` is the level if
everything unknown goes against the subject, `high` if everything goes for it; the level is known
when both agree. A disciplined member is “not completed” even when grades are missing."""

from collections.abc import Iterable
from functools import reduce
from operator import add, and_, or_
from typing import Any, TypeVar, cast

import narwhals as nw

from thidua.rulebook.conditions.base import UNKNOWN
from thidua.rulebook.conditions.children import COUNTED_LEVELS, possible, sure, total
from thidua.rulebook.framework import LADDER, Cap, Framework
from thidua.vocabulary import Level

OUTCOME = "o:"
"""Prefix of the outcome columns: `o:member.outstanding.tasks`."""

LOWEST, HIGHEST = Level.NOT_COMPLETED.code, Level.OUTSTANDING.code
NOT_RATED = nw.lit(None, dtype=nw.Int8)

AnyFrame = TypeVar("AnyFrame")
"""A Polars frame (eager or lazy), a DuckDB relation, a PySpark frame: the kind that comes in goes
out.
"""

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]

Columns = dict[str, str]
"""Per condition id the plain column name it has while the engine works (a dot means something to
Spark).
"""


def classify(framework: Framework, frame: AnyFrame) -> AnyFrame:
    """Rate every row of a frame of facts (encoded as `facts` says; a column that is absent counts
    as unknown).

    Adds, keeping every column, the order of rows and the kind of frame: `low`, `high` (Int8, the
    range of the reached level; null when the subject is not rated at all), and per condition a
    nullable Boolean `o:<condition id>`. For a disqualifier or an exclusion true means that the case
    is given; for a cap, that the subject stays within it."""
    native = _narwhals(frame)
    given = native.lazy() if isinstance(native, nw.DataFrame) else native
    absent = {
        name: dtype
        for name, dtype in columns_read(framework).items()
        if name not in given.collect_schema()
    }
    at = {name: f"outcome_{number}" for number, name in enumerate(condition_ids(framework))}
    missing = [nw.lit(None, dtype=dtype).alias(name) for name, dtype in absent.items()]
    rated = given.with_columns(*missing) if missing else given
    rated = rated.with_columns(
        *(check.alias(at[name]) for name, check in outcomes(framework).items())
    )
    for rung in _rungs(framework, at):
        rated = rated.with_columns(rung)
    rated = rated.with_columns(*_range())
    if framework.caps:
        rated = rated.with_columns(*_capped(framework, at))
    rated = rated.with_columns(*_gated(framework, at)).drop(*_RUNGS.values(), *absent)
    rated = rated.rename({column: OUTCOME + name for name, column in at.items()})
    done = rated.collect() if isinstance(native, nw.DataFrame) else rated
    return cast("AnyFrame", done.to_native())


def _narwhals(frame: Any) -> Frame:
    return cast("Frame", nw.from_native(frame))


def outcomes(framework: Framework) -> dict[str, nw.Expr]:
    """Per condition id its expression over the fact columns."""
    return {
        placed.rule.id: placed.rule.test.check(framework.terms, disqualifies=placed.disqualifies)
        for placed in framework.placed_rules()
    }


def condition_ids(framework: Framework) -> list[str]:
    """The conditions that have an outcome column, in the order of those columns: rules as placed,
    then caps.
    """
    return [placed.rule.id for placed in framework.placed_rules()] + [
        cap.id for cap in framework.caps
    ]


def columns_read(framework: Framework) -> dict[str, Any]:
    """The columns that rating by a framework may read, with their types; any may be absent or
    null.
    """
    return {name: spec.dtype for name, spec in framework.terms.every_field().items()}


_RUNGS = {level: f"rung_{level.code}" for level in LADDER}


def _rungs(framework: Framework, at: Columns) -> Iterable[nw.Expr]:
    """Per level, lowest first: is everything met that it and the levels below require, and no
    disqualifier given?
    """
    climbed = ~_any_of(at[rule.id] for rule in framework.levels.not_completed.any_of)
    for level in LADDER:
        required = [nw.col(at[rule.id]) for rule in framework.levels.required(level)]
        yield reduce(and_, required, climbed).alias(_RUNGS[level])
        climbed = nw.col(_RUNGS[level])


def _range() -> tuple[nw.Expr, nw.Expr]:
    """The lowest level plus one for each rung: those surely reached, and those possibly reached."""
    return _climb("low", unknown_counts=False), _climb("high", unknown_counts=True)


def _climb(name: str, *, unknown_counts: bool) -> nw.Expr:
    rungs = (nw.col(rung).fill_null(unknown_counts).cast(nw.Int8) for rung in _RUNGS.values())
    return (reduce(add, rungs) + LOWEST).cast(nw.Int8).alias(name)


def _capped(framework: Framework, at: Columns) -> Iterable[nw.Expr]:
    """The range under every cap that applies, and each cap's outcome; an unknown cap may be
    anything.
    """
    low, high = nw.col("low"), nw.col("high")
    for cap in framework.caps:
        applies = _applies(cap, framework)
        cap_low, cap_high = _limit(cap, "low", LOWEST), _limit(cap, "high", HIGHEST)
        within = (nw.col("high") <= cap_low) | ((nw.col("low") <= cap_high) & UNKNOWN)
        yield (within | ~applies).alias(at[cap.id])
        low = nw.when(applies.fill_null(True) & (cap_low < low)).then(cap_low).otherwise(low)  # noqa: FBT003
        high = nw.when(applies.fill_null(False) & (cap_high < high)).then(cap_high).otherwise(high)  # noqa: FBT003
    yield low.cast(nw.Int8).alias("low")
    yield high.cast(nw.Int8).alias("high")


def _limit(cap: Cap, bound: str, unknown: int) -> nw.Expr:
    """The highest level that the cap leaves, at its lowest or at its highest."""
    if cap.at_most is not None:
        return nw.lit(cap.at_most.code, dtype=nw.Int8)
    held = nw.col(f"cap.{cap.of}.{bound}").fill_null(unknown)
    binds = held >= LOWEST  # a unit that is not rated (0) has no level to cap with
    if cap.only_if_at_most is not None:
        binds = binds & (held <= cap.only_if_at_most.code)
    return nw.when(binds).then(held).otherwise(nw.lit(HIGHEST, dtype=nw.Int8))


def _applies(cap: Cap, framework: Framework) -> nw.Expr:
    if cap.when is None:
        return ~nw.col("low").is_null()
    return cap.when.check(framework.terms, disqualifies=True)


def _gated(framework: Framework, at: Columns) -> Iterable[nw.Expr]:
    """Nobody can tell without the prerequisites; who is excluded is not rated."""
    excluded = _any_of(at[rule.id] for rule in framework.subjects.excluded)
    ready = reduce(and_, (nw.col(at[rule.id]) for rule in framework.prerequisites), ~excluded)
    for name, otherwise in (("low", LOWEST), ("high", HIGHEST)):
        bound = nw.when(ready).then(nw.col(name)).otherwise(nw.lit(otherwise, dtype=nw.Int8))
        yield (
            nw.when(excluded.fill_null(False))  # noqa: FBT003
            .then(NOT_RATED)
            .otherwise(bound)
            .cast(nw.Int8)
            .alias(name)
        )


def _any_of(columns: Iterable[str]) -> nw.Expr:
    return reduce(or_, (nw.col(column) for column in columns), nw.lit(False, dtype=nw.Boolean))  # noqa: FBT003


def count_children(frame: AnyFrame, *, by: str, children: str) -> AnyFrame:
    """One row per value of `by` with the ratings of its children, as the word `share` reads them.

    `children` is `members` or `subordinates`. Columns: `by`, `members.total` (those rated), and for
    the levels 2, 3, 4 `members.sure_ge_N`, `members.possible_ge_N` (Int64), counted from the
    standing levels."""
    low, high = nw.col("standing_low"), nw.col("standing_high")
    counted: dict[str, nw.Expr] = {total(children): low >= LOWEST}
    for level in COUNTED_LEVELS:
        counted |= {sure(children, level): low >= level, possible(children, level): high >= level}
    rated = _narwhals(frame).filter(~low.is_null())
    sums = (holds.cast(nw.Int64).sum().alias(name) for name, holds in counted.items())
    return cast("AnyFrame", rated.group_by(by).agg(*sums).to_native())
