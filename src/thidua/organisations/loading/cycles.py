"""Finding organisations that would stand under themselves."""

import datetime as dt
from collections.abc import Iterator

import polars as pl

Row = tuple[int | None, str, str, dt.date, dt.date | None]


def cycles(tree: pl.DataFrame) -> list[list[Row]]:
    """The closed chains among placements (`row`, `code`, `parent`, `from`, `to`) whose rows share a
    day.

    Each chain goes upwards: the parent of its last row is the organisation of its first.
    """
    left = tree.select("row", "code", "parent", "from", "to").drop_nulls(["code", "parent", "from"])
    while True:  # what hangs on nothing, or has nothing hanging on it, is in no cycle
        remaining = left.join(left.select(parent="code").unique(), on="parent", how="semi")
        remaining = remaining.join(remaining.select(code="parent").unique(), on="code", how="semi")
        if remaining.height == left.height:
            return list(_closed(left.rows()))
        left = remaining


def _closed(rows: list[Row]) -> Iterator[list[Row]]:
    above: dict[str, list[Row]] = {}
    for row in rows:
        above.setdefault(row[1], []).append(row)
    reported: set[frozenset[str]] = set()
    for start in rows:
        chain = _climb([start], above)
        if chain is not None and (members := frozenset(row[1] for row in chain)) not in reported:
            reported.add(members)
            yield chain


def _climb(chain: list[Row], above: dict[str, list[Row]]) -> list[Row] | None:
    """The chain continued upwards until it closes, or None."""
    for row in above.get(chain[-1][2], []) if chain[-1][2] != chain[0][1] else []:
        if row[1] in {known[1] for known in chain} or not _share_a_day([*chain, row]):
            continue
        closed = _climb([*chain, row], above)
        if closed is not None:
            return closed
    return chain if chain[-1][2] == chain[0][1] else None


def _share_a_day(chain: list[Row]) -> bool:
    ends = [row[4] for row in chain if row[4] is not None]
    return not ends or max(row[3] for row in chain) <= min(ends)
