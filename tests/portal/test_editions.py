"""Two editions of a year side by side give nobody away: every subtraction is tried, by a reader who
knows much.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.portal.attack.tables import Rows, summed
from tests.trials import trial_size
from thidua.portal.editions import WHOLE, Edition, Line, next_alone, next_edition
from thidua.portal.suppression import Cell, Mark

Counted = dict[str, list[int]]
HIDDEN = Mark.WITHHELD


@st.composite
def years(draw: st.DrawFn) -> list[Counted]:
    """One year as it was counted before each of two or three editions: few corrections, most of
    them small.
    """
    width, height = draw(st.sampled_from([(2, 1), (3, 1), (2, 2), (3, 2), (2, 3)]))
    count = st.one_of(st.integers(0, 6), st.integers(0, 90))
    step = st.sampled_from([0, 0, 0, 0, 1, -1, 2, -3, 5, -5, 8, -20])
    rows = draw(
        st.lists(st.lists(count, min_size=width, max_size=width), min_size=height, max_size=height)
    )
    counted = [rows]
    for _ in range(draw(st.integers(1, 2))):
        counted.append([[max(0, number + draw(step)) for number in row] for row in counted[-1]])
    return [{f"B{place}": row for place, row in enumerate(rows)} for rows in counted]


def published(counted: Sequence[Counted]) -> list[Edition]:
    """The editions that were printed one after the other."""
    editions: list[Edition] = []
    for now in counted:
        behind = editions[-1].behind if editions else None
        editions.append(next_edition(now, [one.lines for one in editions], behind))
    return editions


def printed(edition: Edition) -> list[Line]:
    """Its lines in the order of the bodies, the whole at the end."""
    return [*(edition.lines[code] for code in edition.behind), edition.lines[WHOLE]]


def behind(edition: Edition) -> Rows:
    return [list(row) for row in edition.behind.values()]


def agrees(cell: Cell, count: int) -> bool:
    """Whether a reader who sees the cell may believe in the count."""
    if cell is Mark.SMALL:
        return 1 <= count <= 4
    return cell is Mark.WITHHELD or cell == count


def neighbours(rows: Rows) -> Iterator[Rows]:
    """Every table whose inner cells differ by at most one."""
    width = len(rows[0])
    flat = [count for row in rows for count in row]
    for steps in product((-1, 0, 1), repeat=len(flat)):
        changed = [count + step for count, step in zip(flat, steps, strict=True)]
        if min(changed) >= 0:
            yield [changed[start : start + width] for start in range(0, len(flat), width)]


@given(years())
def test_no_subtraction_of_any_two_editions_gives_a_small_count_of_people(
    counted: list[Counted],
) -> None:
    for one, other in combinations(published(counted), 2):
        for line, line_before in zip(printed(other), printed(one), strict=True):
            for cell, before in zip(line, line_before, strict=True):
                if isinstance(cell, int) and isinstance(before, int):
                    assert abs(cell - before) not in {1, 2, 3, 4}
                    assert not 0 < cell < 5


@given(years())
def test_every_edition_is_true_of_what_it_was_printed_from_and_hides_what_was_hidden(
    counted: list[Counted],
) -> None:
    editions = published(counted)
    first = printed(editions[0])
    for edition in editions:
        for line, numbers, line_first in zip(
            printed(edition), summed(behind(edition)), first, strict=True
        ):
            for cell, number, cell_first in zip(line, numbers, line_first, strict=True):
                assert agrees(cell, number)
                assert isinstance(cell, Mark) == isinstance(cell_first, Mark)


@pytest.mark.trial
@settings(deadline=None, max_examples=trial_size(600))
@given(years())
@example([{"B0": [0, 0, 1], "B1": [1, 1, 3]}] * 2)
def test_whoever_knows_every_correction_and_holds_every_edition_learns_no_small_count(
    counted: list[Counted],
) -> None:
    """Other worlds, in which each edition was printed from other counts and all corrections were
    the same.
    """
    editions = published(counted)
    now = [behind(edition) for edition in editions]
    worlds: list[list[Rows]] = []
    for other in neighbours(now[0]):
        moved = [
            [
                [count + after - before for count, after, before in zip(*rows, strict=True)]
                for rows in zip(other, later, now[0], strict=True)
            ]
            for later in now
        ]
        if all(_could_be(edition, rows) for edition, rows in zip(editions, moved, strict=True)):
            worlds.append([summed(rows) for rows in moved])
    for place, rows in enumerate(now):
        for i, line in enumerate(summed(rows)):
            for j, count in enumerate(line):
                if 0 < count < 5:
                    assert len({world[place][i][j] for world in worlds}) > 1, (place, i, j, count)


def _could_be(edition: Edition, rows: Rows) -> bool:
    """Whether a reader of this edition may believe in these counts."""
    return min(min(row) for row in rows) >= 0 and all(
        agrees(cell, count)
        for line, counts in zip(printed(edition), summed(rows), strict=True)
        for cell, count in zip(line, counts, strict=True)
    )


def test_one_person_s_new_level_is_not_shown_and_thirty_people_s_are() -> None:
    first = {"A": [900, 60, 20], "B": [800, 70, 30]}
    one = next_edition(first, [])
    after_one = {"A": [899, 61, 20], "B": [800, 70, 30]}
    second = next_edition(after_one, [one.lines], one.behind)
    assert (second.lines, second.older) == (one.lines, ("A",))
    many = {"A": [870, 90, 20], "B": [800, 70, 30]}
    third = next_edition(many, [one.lines, second.lines], second.behind)
    assert (third.lines["A"], third.lines[WHOLE], third.older) == (
        (870, 90, 20, 980),
        (1670, 160, 50, 1880),
        (),
    )


def test_small_corrections_show_once_they_have_added_up() -> None:
    editions = published([{"A": [100, 50]}, {"A": [97, 53]}, {"A": [94, 56]}])
    assert [edition.lines["A"] for edition in editions] == [
        (100, 50, 150),
        (100, 50, 150),
        (94, 56, 150),
    ]


def test_going_back_almost_to_an_older_edition_is_not_shown_either() -> None:
    editions = published([{"A": [100, 50]}, {"A": [90, 60]}, {"A": [99, 51]}])
    assert [edition.lines["A"][0] for edition in editions] == [100, 90, 90]


def test_a_line_that_holds_something_back_moves_only_where_it_prints_or_the_hidden_is_known() -> (
    None
):
    first = {"A": [900, 60, 3], "B": [800, 70, 20]}
    one = next_edition(first, [])
    assert one.lines["A"] == (900, HIDDEN, HIDDEN, 963)
    larger = {"A": [940, 60, 3], "B": [800, 70, 20]}
    assert next_edition(larger, [one.lines], one.behind).lines["A"] == (
        940,
        HIDDEN,
        HIDDEN,
        1003,
    )
    assert next_edition(larger, [one.lines]).lines["A"] == one.lines["A"]
    moved = {"A": [900, 40, 23], "B": [800, 70, 20]}
    assert next_edition(moved, [one.lines], one.behind).older == ("A",)


@pytest.mark.parametrize("small", [1, 2, 3, 4])
def test_a_new_small_count_is_never_printed_not_even_as_small(small: int) -> None:
    one = next_edition({"A": [100, 50, 12], "B": [100, 50, 40]}, [])
    found = next_edition({"A": [100, 70, small], "B": [100, 50, 40]}, [one.lines], one.behind)
    assert (found.lines, found.older) == (one.lines, ("A",))


def test_other_bodies_leave_the_table_as_it_was() -> None:
    one = next_edition({"A": [100, 50]}, [])
    found = next_edition({"A": [100, 50], "B": [70, 80]}, [one.lines], one.behind)
    assert found.lines == one.lines


def test_a_count_alone() -> None:
    assert [next_alone(count, [9]) for count in (9, 10, 14, 6, 3, 0)] == [
        9,
        9,
        14,
        9,
        Mark.SMALL,
        0,
    ]
    assert next_alone(2, [Mark.SMALL]) is Mark.SMALL
    assert next_alone(8, [Mark.SMALL]) == 8
    assert next_alone(13, [4 + 4, 15]) == 15
