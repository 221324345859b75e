"""Reached, chosen, decided: where a subject stands, and which choice needs a reason.

A decision stands. Else outstanding stands only where the committee chose it, and only where it was
reached; without a choice it stands at good. A choice of any other level is a deviation: it stands,
and must say why. Levels are numbers, 1 (not completed) to 4 (outstanding).

The rule has two faces: `stands` and `deviates` for one subject at hand, `standing` and
`choice_deviates` for frames. `tests/rulebook/test_standing.py` holds them together
(`test_one_subject_stands_where_the_frame_says`, `test_a_choice_deviates_alike_in_both_faces`). SQL
has no face of it: `boards.counting` groups what was reached, chosen and decided and asks `stands`,
`boards.proposals` stores what `stands` answers.
"""

from typing import Any, cast

import narwhals as nw
import polars as pl

from thidua.rulebook.engine import NOT_RATED, AnyFrame
from thidua.vocabulary import Level

GOOD, OUTSTANDING = Level.GOOD.code, Level.OUTSTANDING.code


def expected(low: int) -> int:
    """Where a subject stands that nobody chose: what it reached, outstanding only inside the
    quota.
    """
    return min(low, GOOD)


def stands(low: int, chosen: int | None, decided: int | None = None) -> int:
    """Where a subject of a known level stands: decided; else chosen; else what is expected."""
    if decided is not None:
        return decided
    if chosen is None:
        return expected(low)
    return low if chosen == OUTSTANDING else chosen


def standing(frame: AnyFrame) -> AnyFrame:
    """`stands` for every row: add `standing_low`, `standing_high` (Int8; null when not rated).

    Reads `low`, `high` and, where present, `chosen` and `decided` (Int8 levels, null = none)."""
    native = cast("nw.DataFrame[Any] | nw.LazyFrame[Any]", nw.from_native(frame))
    here = native.collect_schema()
    chosen, decided = (
        nw.col(name) if name in here else NOT_RATED for name in ("chosen", "decided")
    )
    settled = native.with_columns(_stands("low", chosen, decided), _stands("high", chosen, decided))
    return cast("AnyFrame", settled.to_native())


def _stands(bound: str, chosen: nw.Expr, decided: nw.Expr) -> nw.Expr:
    reached = nw.col(bound)
    unchosen = nw.when(reached > GOOD).then(nw.lit(GOOD, dtype=nw.Int8)).otherwise(reached)
    by_choice = nw.when(chosen == OUTSTANDING).then(reached).otherwise(chosen)
    held = (
        nw.when(~decided.is_null())
        .then(decided)
        .otherwise(nw.when(chosen.is_null()).then(unchosen).otherwise(by_choice))
    )
    return nw.when(~reached.is_null()).then(held).cast(nw.Int8).alias(f"standing_{bound}")


def choice_for(low: int, wanted: int) -> int | None:
    """What is stored when an officer wants this level: nothing where it stands there anyway."""
    return None if wanted == expected(low) else wanted


def deviates(low: int, wanted: int) -> bool:
    """Whether wanting this level needs a reason: it is neither expected nor a place inside the
    quota.
    """
    return wanted != expected(low) and not (wanted == OUTSTANDING and low == OUTSTANDING)


def choice_deviates() -> pl.Expr:
    """`deviates` of the columns `low` and `chosen` of a Polars frame; false where none is chosen.

    Outstanding chosen where it was not reached has no effect (`stands`), so it is no deviation."""
    reached_or_good = pl.min_horizontal("low", pl.lit(GOOD, pl.Int8))
    return (
        pl.col("chosen").is_not_null()
        & (pl.col("chosen") != OUTSTANDING)
        & (pl.col("chosen") != reached_or_good)
    )
