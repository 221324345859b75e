"""Whether what was published of people gives somebody away. Pure.

For editions of before decision 038: what a copy of them tells cannot be taken back, but the
province should know. The reader here adds, subtracts, and takes the marks at their word.
"""

from thidua.portal.editions import WHOLE, Behind, Table
from thidua.portal.sums import Place, Sums
from thidua.portal.suppression import SMALLEST, Mark, small

Found = tuple[str, int]
"""The code of a body (WHOLE: all), and the place of a level; after the levels the total."""


def given_away(printed: Table, behind: Behind) -> list[Found] | None:
    """Which counts of 1 to 4 people an edition lets a reader work out.

    `behind`: what hidden cells were printed from; they are the same in all editions of a year.
    None where that does not fit the edition: it cannot be told."""
    codes = [*(code for code in printed if code != WHOLE), WHOLE]
    if not set(codes) - {WHOLE} <= set(behind):
        return None
    counts = _counts(codes, printed, behind)
    if counts is None:
        return None
    marks = {
        (row, column): cell
        for row, code in enumerate(codes)
        for column, cell in enumerate(printed[code])
        if isinstance(cell, Mark)
    }
    sums = Sums(len(codes), len(printed[WHOLE]))
    last = (len(codes) - 1, len(printed[WHOLE]) - 1)
    # With rings, as before decision 038, small cells are marked so; then the others are larger.
    rings = any(mark is Mark.SMALL and place != last for place, mark in marks.items())
    least = SMALLEST if rings else 0

    def may_be(place: Place, count: int) -> bool:
        mark = marks.get(place)
        if mark is Mark.SMALL:
            return small(count)
        in_totals = place[0] == last[0] or place[1] == last[1]
        return mark is Mark.WITHHELD and count >= (0 if in_totals else least)

    return [
        (codes[row], column)
        for (row, column), count in counts.items()
        if small(count) and sums.possible((row, column), counts, may_be, 2) < 2
    ]


def _counts(codes: list[str], printed: Table, behind: Behind) -> dict[Place, int] | None:
    """The table that was printed, with its totals; None where what was printed does not fit."""
    rows = [
        [
            hidden if isinstance(cell, Mark) else cell
            for cell, hidden in zip(printed[code][:-1], behind[code], strict=True)
        ]
        for code in codes[:-1]
    ]
    counted = [[*row, sum(row)] for row in rows]
    counted.append([sum(column) for column in zip(*counted, strict=True)])
    for code, row in zip(codes, counted, strict=True):
        for cell, count in zip(printed[code], row, strict=True):
            if cell != count and not isinstance(cell, Mark):
                return None
            if cell is Mark.SMALL and not small(count):
                return None
    return {(i, j): count for i, row in enumerate(counted) for j, count in enumerate(row)}
