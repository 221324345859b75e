"""What a later edition of a year may print of people, beside everything that was printed of that
year before. Pure.

Whoever keeps an old copy can subtract. So a difference between two editions counts as a printed
number: a line is printed anew only where every number on it, and every total that it is part of,
stays as it was in each earlier edition or differs by at least `SMALLEST` people. What was not
printed once is never printed, and a line with such cells is printed anew only if those have not
changed; any other line is repeated as it was printed last.

Why that is enough: every cell that is not printed holds the same count in all editions. So whatever
the first edition leaves possible (`suppression`) stays possible beside all others, changed by the
same corrections; and whether a line is printed anew follows from what is printed and from those
corrections, not from what is hidden. Even a reader who knows every correction there was, and these
rules, learns no small count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.portal.suppression import SMALLEST, Cell, Mark, protect, protect_alone

WHOLE = ""
"""The line of all bodies together."""

Line = tuple[Cell, ...]
"""The counts by level, then their total."""

Table = Mapping[str, Line]
"""What one edition prints: a line for each body by its code, and the WHOLE."""

Behind = Mapping[str, Sequence[int]]
"""The counts by level that the lines of an edition were printed from. Nobody but the next edition
is shown them.
"""


@dataclass(frozen=True)
class Edition:
    """An edition as it may be printed; `older`: the bodies whose line is an older one, because it
    changed too little.
    """

    lines: Table
    behind: dict[str, list[int]]
    older: tuple[str, ...] = ()


def next_edition(
    counted: Behind, earlier: Sequence[Table], behind: Behind | None = None
) -> Edition:
    """The table of people, counted now, that may follow every earlier one, the oldest first.

    `behind`: what the latest was printed from, where that is known; without it a line that holds
    something back stays."""
    if not earlier:
        return Edition(_first(counted), {code: list(counts) for code, counts in counted.items()})
    lines, known = (
        dict(earlier[-1]),
        {code: list(counts) for code, counts in (behind or {}).items()},
    )
    if any(
        set(table) != {*counted, WHOLE} for table in earlier
    ):  # other bodies: who moved between them cannot be told
        return Edition(lines, known, tuple(counted))
    for code, counts in counted.items():
        tried = _with_line(lines, code, counts, known.get(code))
        if tried is not None and all(_far_apart(tried, table) for table in earlier):
            lines, known[code] = tried, list(counts)
    return Edition(
        lines,
        known,
        tuple(
            code
            for code, counts in counted.items()
            if (known[code] != list(counts) if code in known else not _agrees(lines[code], counts))
        ),
    )


def next_alone(count: int, earlier: Sequence[Cell]) -> Cell:
    """The same for a count of people that stands in no table."""
    new = protect_alone(count)
    return new if all(_far(new, old) for old in earlier) else earlier[-1]


def _first(counted: Behind) -> dict[str, Line]:
    found = protect(list(counted.values()))
    lines = zip(found.rows, found.row_totals, strict=True)
    table = {code: (*row, total) for code, (row, total) in zip(counted, lines, strict=True)}
    return {**table, WHOLE: (*found.column_totals, found.total)}


def _with_line(
    lines: Table, code: str, counts: Sequence[int], before: Sequence[int] | None
) -> dict[str, Line] | None:
    """The table with one line counted anew; None where something that is not printed would change
    by it.
    """
    old, new = _whole(lines[code], before), [*counts, sum(counts)]
    steps = [None if was is None else now - was for was, now in zip(old, new, strict=True)]
    line = [_moved(cell, step) for cell, step in zip(lines[code], steps, strict=True)]
    whole = [_moved(cell, step) for cell, step in zip(lines[WHOLE], steps, strict=True)]
    if any(cell is None for cell in (*line, *whole)):
        return None
    return {
        **lines,
        code: tuple(c for c in line if c is not None),
        WHOLE: tuple(c for c in whole if c is not None),
    }


def _whole(line: Line, before: Sequence[int] | None) -> list[int | None]:
    """A line's counts and total, the hidden ones too where they are known."""
    known = [*before, sum(before)] if before is not None else [None] * len(line)
    return [
        cell if isinstance(cell, int) else count for cell, count in zip(line, known, strict=True)
    ]


def _moved(cell: Cell, step: int | None) -> Cell | None:
    """A printed number moves; a mark stays if nothing moves behind it. None: it would have to."""
    if isinstance(cell, Mark):
        return cell if step == 0 else None
    return None if step is None else cell + step


def _far_apart(new: Table, old: Table) -> bool:
    """Whether no subtraction between two tables, nor the new one by itself, gives a small count of
    people.
    """
    return all(
        _far(cell, before)
        and not (isinstance(cell, int) and cell != before and 0 < cell < SMALLEST)
        for code, line in new.items()
        for cell, before in zip(line, old[code], strict=True)
    )


def _far(new: Cell, old: Cell) -> bool:
    return (
        isinstance(new, Mark) or isinstance(old, Mark) or new == old or abs(new - old) >= SMALLEST
    )


def _agrees(line: Line, counts: Sequence[int]) -> bool:
    """Whether a line is what is counted now, as far as it can be read."""
    for cell, count in zip(line, [*counts, sum(counts)], strict=True):
        if cell != count and not (
            cell is Mark.WITHHELD or (cell is Mark.SMALL and 0 < count < SMALLEST)
        ):
            return False
    return True
