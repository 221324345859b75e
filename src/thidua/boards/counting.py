"""Counting quota pools where they lie: one narrow question instead of everybody's frames, with the
same result.

`thidua.ratings.pools.pools_in` is the measure: `tests/boards/test_counting.py` holds both against
each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

import narwhals as nw
import polars as pl

from thidua.boards.caching import Uncompared
from thidua.campaigns.models import Campaign
from thidua.db.prepared import ask
from thidua.roster.levels import ISSUED
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework, encode
from thidua.rulebook.quota import Quota, ceiling, room
from thidua.rulebook.standing import GOOD, OUTSTANDING, stands
from thidua.vocabulary import Level

Value = str | int | None
Key = tuple[Value, ...]
COLUMNS = {
    **{name: f"{name}_id" for name in ("organisation", "parent", "grassroots", "upper_level")},
    **{name: name for name in ("tier", "body", "sector", "role")},
}
"""The roster's column behind each pool key."""


@dataclass(frozen=True)
class Tally:
    """How many of a pool stand where; added up from its subjects."""

    rated: int = 0
    good_or_better: int = 0
    good: int = 0
    outstanding: int = 0
    reached_outstanding: int = 0
    unknown: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    def __mul__(self, times: int) -> "Tally":
        return Tally(*(getattr(self, one.name) * times for one in fields(Tally)))

    def ceiling(self, framework: Framework, quota: Quota) -> int:
        """The most that may be outstanding."""
        terms = framework.terms
        return ceiling(
            self.good_or_better,
            self.rated,
            percent=terms.value(quota.percent),
            base=terms.value(quota.base),
            rounding=terms.value(quota.rounding),
        )

    def room(self, framework: Framework, quota: Quota) -> int:
        """How many more may be chosen; negative over the ceiling."""
        return room(outstanding=self.outstanding, ceiling=self.ceiling(framework, quota))

    @property
    def may_fill(self) -> bool:
        """Of a difference: whether it can leave less room: more outstanding, or fewer that the
        ceiling counts.
        """
        return self.outstanding > 0 or self.good_or_better < 0 or self.rated < 0


def tally_of(
    low: int | None, high: int | None, chosen: int | None, decided: int | None = None
) -> Tally:
    """What one subject adds to its pool; nothing before it was classified."""
    if low is None or high is None:
        return Tally()
    least, most = stands(low, chosen, decided), stands(high, chosen, decided)
    return Tally(
        rated=1,
        good_or_better=int(least >= GOOD),
        good=int(least == GOOD),
        outstanding=int(least == OUTSTANDING),
        reached_outstanding=int(low == OUTSTANDING),
        unknown=int(least != most),
    )


@dataclass(frozen=True)
class PoolKey:
    """One pool: its quota, and the values of the quota's keys in their order, as words and ids."""

    quota: Quota = field(hash=False, compare=False)
    quota_id: str
    values: Key


def pools_of(entry: RosterEntry, framework: Framework) -> list[PoolKey]:
    """The pools that one subject counts in."""
    columns = {name: getattr(entry, column) for name, column in COLUMNS.items()}
    return [
        key for quota in framework.quotas if (key := key_of(framework, quota, columns)) is not None
    ]


def key_of(framework: Framework, quota: Quota, columns: Mapping[str, Value]) -> PoolKey | None:
    """The pool of a quota that a subject with these columns counts in; None where the quota is not
    about it.
    """
    if not _about(framework, quota, columns):
        return None
    return PoolKey(
        quota,
        quota.id,
        tuple(
            quota.alike(columns[name] or None, framework.terms)[0]
            for name in keys_of(framework, quota)
        ),
    )


def keys_of(framework: Framework, quota: Quota) -> tuple[str, ...]:
    """The columns that make a quota's pools."""
    return tuple(framework.terms.value(quota.pool))


def _about(framework: Framework, quota: Quota, columns: Mapping[str, Value]) -> bool:
    if quota.when is None:
        return True
    values = tuple(
        (name, columns[name] or None) for name in quota.when.every_column(framework.terms)
    )
    return _holds(framework.fingerprint, quota.id, values, Uncompared((framework, quota)))


@lru_cache(maxsize=1_000)
def _holds(
    fingerprint: str,
    quota_id: str,
    values: tuple[tuple[str, Value], ...],
    bound: Uncompared[tuple[Framework, Quota]],
) -> bool:
    """Whether a quota's condition holds for these words; worked out by the engine, once for each
    combination.

    The 5,500 organisations of a province ask 16,000 times, with nine combinations of 0.7 ms each.
    """
    framework, quota = bound.value
    assert quota.when is not None  # noqa: S101  (asked only where there is one; for the type checker)
    subject = encode(
        framework,
        pl.DataFrame(
            {name: [value] for name, value in values}, schema=dict.fromkeys(dict(values), pl.String)
        ),
    )
    test = quota.when.check(framework.terms, disqualifies=True)
    return bool(nw.from_native(subject).filter(test).shape[0])


Where = tuple[str, Sequence[Any]]
"""A condition on the roster entry `e`: SQL and its parameters."""


def counts(
    campaign: Campaign, framework: Framework, where: Where, *, quotas: Iterable[Quota] | None = None
) -> dict[PoolKey, Tally]:
    """The pools that the rated subjects of `where` make, each subject counted where it stands by
    now.
    """
    wanted = list(framework.quotas if quotas is None else quotas)
    columns = sorted({name for quota in wanted for name in _columns_of(framework, quota)})
    found: dict[PoolKey, Tally] = defaultdict(Tally)
    for *row, low, high, chosen, decided, alike in _grouped(campaign, framework, where, columns):
        tally = tally_of(low, high, Level.code_of(chosen), Level.code_of(decided))
        values = dict(zip(columns, row, strict=True))
        for quota in wanted:
            if (key := key_of(framework, quota, values)) is not None:
                found[key] += tally * alike
    return dict(found)


def count_of(campaign: Campaign, framework: Framework, pool: PoolKey) -> Tally:
    """One pool, counted."""
    found = counts(campaign, framework, _inside(framework, pool), quotas=[pool.quota])
    return found.get(pool, Tally())


def _inside(framework: Framework, pool: PoolKey) -> Where:
    """The condition that a subject has a pool's keys (whether the quota is about it, `key_of`
    says).
    """
    parts: list[str] = []
    params: list[Value] = []
    for name, value in zip(keys_of(framework, pool.quota), pool.values, strict=True):
        column = f"e.{COLUMNS[name]}"
        if value is None:
            parts.append(f"{column} IS NULL" if COLUMNS[name] != name else f"{column} = ''")
        else:
            alike = pool.quota.alike(value, framework.terms)
            parts.append(f"{column} IN ({', '.join(['%s'] * len(alike))})")
            params += alike
    return " AND ".join(parts) or "true", params


def _columns_of(framework: Framework, quota: Quota) -> set[str]:
    about = quota.when.every_column(framework.terms) if quota.when is not None else ()
    return {*keys_of(framework, quota), *about}


# Each table is read for all of the pool at once and the rows of a subject are put together
# afterwards: looking every subject up in three tables takes twice as long.
_GROUPED = """
    WITH pool AS MATERIALIZED (
        SELECT {columns} e.id FROM roster_rosterentry e
        WHERE e.campaign_id = %s AND e.subject_type = %s AND e.rated AND ({where})
    ), every AS MATERIALIZED (
        SELECT array_agg(id) AS ids FROM pool
    ), said AS (
        SELECT {names} id, NULL::smallint AS low, NULL::smallint AS high, NULL::text AS chosen,
            NULL::text AS decided
        FROM pool
        UNION ALL
        SELECT {nothing} roster_entry_id, low, high, NULL, NULL FROM ratings_rating
        WHERE roster_entry_id = ANY((SELECT ids FROM every)::bigint[])
        UNION ALL
        SELECT {nothing} roster_entry_id, NULL, NULL, chosen, NULL FROM boards_proposal
        WHERE roster_entry_id = ANY((SELECT ids FROM every)::bigint[])
        UNION ALL
        SELECT {nothing} roster_entry_id, NULL, NULL, NULL, level FROM decisions_decisionitem
        JOIN decisions_decision d ON d.id = decision_id AND {issued}
        WHERE roster_entry_id = ANY((SELECT ids FROM every)::bigint[])
    ), subject AS (
        SELECT {together} max(low) AS low, max(high) AS high, max(chosen) AS chosen, max(decided)
            AS decided
        FROM said GROUP BY id
    )
    SELECT {names} low, high, chosen, decided, count(*) FROM subject WHERE low IS NOT NULL
    GROUP BY {names} low, high, chosen, decided
"""


def _grouped(
    campaign: Campaign, framework: Framework, where: Where, columns: list[str]
) -> list[tuple[Any, ...]]:
    """The columns asked, then low, high, chosen, decided, and how many are alike in all of
    these.
    """
    condition, params = where
    shapes = {
        "columns": "e.{0}, ",
        "names": "{0}, ",
        "nothing": "NULL, ",
        "together": "max({0}) AS {0}, ",
    }
    lists = {
        what: "".join(shape.format(COLUMNS[name]) for name in columns)
        for what, shape in shapes.items()
    }
    return ask(
        _GROUPED.format(where=condition, issued=ISSUED, **lists),
        [campaign.pk, framework.subject.value, *params],
    )
