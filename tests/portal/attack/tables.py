"""Tables with their totals, and every table that has given totals."""

from collections.abc import Iterator, Sequence
from random import Random

from thidua.portal.suppression import Cell, Protected, protect

Rows = list[list[int]]
Printed = tuple[tuple[Cell, ...], ...]
Place = tuple[int, int]


def repeatable(seed: int) -> Random:
    return Random(seed)  # noqa: S311  (the same tables in each run)


def whole(found: Protected) -> Printed:
    """With its totals in the last row and column."""
    rows = [(*row, total) for row, total in zip(found.rows, found.row_totals, strict=True)]
    return (*rows, (*found.column_totals, found.total))


def printed(rows: Sequence[Sequence[int]]) -> Printed:
    return whole(protect(rows))


def summed(rows: Sequence[Sequence[int]]) -> Rows:
    counted = [[*row, sum(row)] for row in rows]
    return [*counted, [sum(column) for column in zip(*counted, strict=True)]]


def small(counts: Sequence[Sequence[int]]) -> list[Place]:
    """Where 1 to 4 people are counted, totals included if `counts` has them."""
    return [(i, j) for i, row in enumerate(counts) for j, n in enumerate(row) if 0 < n < 5]


def tables_with(row_totals: Sequence[int], column_totals: Sequence[int]) -> Iterator[Rows]:
    """Every table of these totals."""
    if not row_totals:
        if not any(column_totals):
            yield []
        return
    for row in _lines(row_totals[0], column_totals):
        left = [total - count for total, count in zip(column_totals, row, strict=True)]
        for others in tables_with(row_totals[1:], left):
            yield [list(row), *others]


def _lines(total: int, most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if not most:
        if not total:
            yield ()
        return
    least = max(0, total - sum(most[1:]))
    for count in range(least, min(total, most[0]) + 1):
        for others in _lines(total - count, most[1:]):
            yield (count, *others)


def tables_up_to(height: int, width: int, people: int) -> Iterator[Rows]:
    """Every table of at most so many people."""
    for flat in _counts(height * width, people):
        yield [list(flat[start : start + width]) for start in range(0, len(flat), width)]


def _counts(cells: int, people: int) -> Iterator[tuple[int, ...]]:
    if not cells:
        yield ()
        return
    for count in range(people + 1):
        for others in _counts(cells - 1, people - count):
            yield (count, *others)


def tables_like(lines: Printed, random: Random) -> Iterator[Rows]:
    """Every table that agrees with what is printed, a withheld number being any, in odd order."""
    *inner, whole = lines
    left = [total if isinstance(total, int) else None for total in whole[:-1]]
    people = whole[-1]
    order = sorted(range(len(inner)), key=lambda row: isinstance(inner[row][-1], str))
    for of_all in range(1, 5) if isinstance(people, str) else (people,):
        for found in _rows_like([inner[row] for row in order], left, of_all, random):
            yield [found[order.index(row)] for row in range(len(inner))]


def _rows_like(
    lines: Sequence[Sequence[Cell]], left: Sequence[int | None], people: int, random: Random
) -> Iterator[Rows]:
    """`left`: what of each column's printed total is left; `people`: what is left of them all."""
    if not lines:
        if not people and not any(left):
            yield []
        return
    first, *others = lines
    total = first[-1]
    later = sum(line[-1] for line in others if not isinstance(line[-1], str))
    free = any(isinstance(line[-1], str) for line in others)
    totals = [total] if not isinstance(total, str) else _any_order(people - later, random)
    if isinstance(total, str) and not free:
        totals = [people - later]
    for of_row in totals:
        most = [min(of_row, of_row if some is None else some) for some in left]
        for row in _line_like(first[:-1], of_row, most, random):
            rest = [None if n is None else n - count for n, count in zip(left, row, strict=True)]
            for found in _rows_like(others, rest, people - of_row, random):
                yield [list(row), *found]


def _any_order(most: int, random: Random) -> list[int]:
    return random.sample(range(most + 1), most + 1)


def _line_like(
    cells: Sequence[Cell], total: int, most: Sequence[int], random: Random
) -> Iterator[tuple[int, ...]]:
    if not cells:
        if not total:
            yield ()
        return
    first, *others = cells
    if isinstance(first, str):
        counts = _any_order(min(total, most[0]), random)
        if not others:
            counts = [total] if total <= most[0] else []
    else:
        counts = [first] if first <= min(total, most[0]) else []
    for count in counts:
        for rest in _line_like(others, total - count, most[1:], random):
            yield (count, *rest)
