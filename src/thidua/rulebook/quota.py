"""Quotas: how many of a pool may be outstanding. The engine shows pool and ceiling; a committee
chooses.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import narwhals as nw
from narwhals.typing import IntoFrame

from thidua.language import Text
from thidua.rulebook.conditions import Condition, Param, Terms
from thidua.rulebook.conditions.limits import Limit
from thidua.rulebook.conditions.terms import Fault
from thidua.rulebook.errors import RulebookError
from thidua.rulebook.rules import Cited
from thidua.rulebook.values import exact, fixed
from thidua.vocabulary import Level

if TYPE_CHECKING:
    from thidua.rulebook.framework import Framework

Base = Literal["rated", "good_or_better", "good"]
"""What the percentage is taken of: everybody rated, those at good or better, or those that end at
good.
"""

Rounding = Literal["down", "half_up", "up"]
PoolKey = Literal[
    "grassroots", "upper_level", "parent", "organisation", "tier", "body", "sector", "role"
]

Whole = TypeVar("Whole", int, nw.Expr)


def ceiling(
    good_or_better: Whole, rated: Whole, *, percent: Decimal | int | str, base: str, rounding: str
) -> Whole:
    """The most subjects of a pool that may be outstanding: exact, in whole numbers, on ints and on
    expressions.

    On the base `good` every outstanding subject leaves the base: the ceiling is the largest x with
    x ≤ round(percent × (good_or_better − x)), which comes down to one division as well.
    """
    share, hundred = fixed(exact(percent)), fixed(100)
    within = 2 * (hundred + (share if base == "good" else 0))
    rounded = {"down": 0, "half_up": hundred, "up": 2 * hundred - 1}[rounding]
    counted = rated if base == "rated" else good_or_better
    return (counted * (2 * share) + rounded) // within


State = Literal["over", "full", "room", "none"]


def room(*, outstanding: int, ceiling: int) -> int:
    """How many more of a pool may be outstanding; negative when it is over its ceiling."""
    return ceiling - outstanding


def state_of(*, outstanding: int, ceiling: int) -> State:
    """Whether a pool is over its ceiling, at it, or has room; "none": its ceiling is zero and
    nobody stands above it.
    """
    left = room(outstanding=outstanding, ceiling=ceiling)
    if left < 0:
        return "over"
    if ceiling == 0:
        return "none"
    return "room" if left else "full"


class PoolKeyError(RulebookError):
    """A frame without the columns that make a quota's pools."""

    @classmethod
    def absent(cls, quota: str, keys: list[str]) -> "PoolKeyError":
        text = Text(
            "bảng thiếu cột nhóm của {quota}: {keys}",
            "the frame lacks the pool columns of {quota}: {keys}",
        )
        return cls(text.format(quota=quota, keys=", ".join(keys)))


class Quota(Cited):
    """At most `percent` of a pool's `base` may be outstanding. Each entry may be a value or
    `{param: …}`.

    `pool` names the columns whose equal values make a pool; `together` joins values of those
    columns into one (cities and towns). `when` says which subjects the quota is about."""

    percent: Limit
    base: Base | Param
    rounding: Rounding | Param
    pool: tuple[PoolKey, ...] | Param
    together: tuple[tuple[str, ...], ...] | Param = ()
    when: Condition | None = None

    def alike(self, value: str | int | None, terms: Terms) -> tuple[str | int | None, ...]:
        """The values of a pool key that count as one with this one, the first naming them all; just
        this one where it counts alone. `_joined` says the same of frames.
        """
        groups: tuple[tuple[str, ...], ...] = terms.value(self.together)
        return next((group for group in groups if value in group), (value,))

    def faults(self, terms: Terms) -> Iterator[Fault]:
        """Parameters and facts named by the quota that do not exist or do not fit."""
        wanted = {
            "percent": "percent",
            "base": "choice",
            "rounding": "choice",
            "pool": "keys",
            "together": "groups",
        }
        for key, kind in wanted.items():
            yield from terms.wrong_value(getattr(self, key), key, kind)
        if self.when is not None:
            yield from ((f"when.{key}", text) for key, text in self.when.faults(terms))


def pool_keys(framework: "Framework") -> dict[str, tuple[str, ...]]:
    """Per quota the columns that make its pools."""
    return {quota.id: tuple(framework.terms.value(quota.pool)) for quota in framework.quotas}


def pools(framework: "Framework", frame: IntoFrame) -> dict[str, Any]:
    """Per quota a frame with one row a pool, of the same kind as the frame given (eager or lazy).

    The frame holds one row a subject: what `classify` and `standing` added, and the pool key
    columns. Counts are of what is known: `rated`, `good_or_better`, `good`, `outstanding` (standing
    levels), `reached_outstanding`, `unknown` (standing cannot be told); then `base`, `ceiling` and
    `over` (Boolean). Raises OpenParameterError when base, rounding or pool of a quota is open,
    PoolKeyError when a key column is absent."""
    subjects = nw.from_native(frame)
    return {
        quota.id: _pools(quota, framework.terms, subjects).to_native() for quota in framework.quotas
    }


def pool_subjects(framework: "Framework", frame: IntoFrame) -> dict[str, Any]:
    """Per quota the subjects that it is about, the pool key columns as `pools` groups by them: who
    is in which pool.
    """
    subjects = nw.from_native(frame)
    return {
        quota.id: _in_pools(quota, framework.terms, subjects).to_native()
        for quota in framework.quotas
    }


def _in_pools(quota: Quota, terms: Terms, subjects: Any) -> Any:
    if quota.when is not None:
        subjects = subjects.filter(quota.when.check(terms, disqualifies=True))
    for group in terms.value(quota.together):
        subjects = subjects.with_columns(*_joined(group, list(terms.value(quota.pool)), subjects))
    return subjects


def _pools(quota: Quota, terms: Terms, subjects: Any) -> Any:
    keys, base = list(terms.value(quota.pool)), terms.value(quota.base)
    if absent := [key for key in keys if key not in subjects.collect_schema()]:
        raise PoolKeyError.absent(quota.id, absent)
    subjects = _in_pools(quota, terms, subjects)
    counted = subjects.filter(~nw.col("low").is_null()).group_by(keys).agg(**_counts())
    limit = ceiling(
        nw.col("good_or_better"),
        nw.col("rated"),
        percent=terms.value(quota.percent),
        base=base,
        rounding=terms.value(quota.rounding),
    )
    return counted.with_columns(nw.col(base).alias("base"), limit.alias("ceiling")).with_columns(
        (nw.col("outstanding") > nw.col("ceiling")).alias("over")
    )


def _joined(group: tuple[str, ...], keys: list[str], subjects: Any) -> list[nw.Expr]:
    """Values of the pool keys that count as one take the name of the first of them, as
    `Quota.alike` gives it.
    """
    words = [key for key in keys if subjects.collect_schema()[key] == nw.String]
    return [
        nw.when(reduce(or_, [nw.col(key) == word for word in group]))
        .then(nw.lit(group[0]))
        .otherwise(nw.col(key))
        .alias(key)
        for key in words
    ]


def _counts() -> dict[str, nw.Expr]:
    """How many of a pool are certainly at or above each level."""
    low, good, best = nw.col("standing_low"), Level.GOOD.code, Level.OUTSTANDING.code
    counted = {
        "rated": low >= 1,
        "good_or_better": low >= good,
        "good": low == good,
        "outstanding": low == best,
        "reached_outstanding": nw.col("low") == best,
        "unknown": low != nw.col("standing_high"),
    }
    return {name: true.cast(nw.Int64).sum().alias(name) for name, true in counted.items()}
