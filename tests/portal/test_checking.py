"""Which counts of 1 to 4 people an edition of an earlier rule gives away."""

import pytest

from tests.portal.attack.first_rule import protect as first_rule
from tests.portal.attack.tables import Rows, whole
from thidua.portal.checking import given_away
from thidua.portal.editions import WHOLE, Line, next_edition
from thidua.portal.suppression import Mark


def printed_at_first(rows: Rows) -> tuple[dict[str, Line], dict[str, list[int]]]:
    behind = {f"B{place}": row for place, row in enumerate(rows)}
    return dict(zip([*behind, WHOLE], whole(first_rule(rows)), strict=True)), behind


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([[5, 8], [5, 4]], [("B1", 1)]),
        ([[5, 0], [5, 1]], [("B1", 1), (WHOLE, 1)]),
        ([[900, 60, 3], [800, 70, 20], [500, 40, 30]], []),
    ],
)
def test_what_the_first_rule_gave_away_is_found(rows: Rows, found: list[tuple[str, int]]) -> None:
    assert given_away(*printed_at_first(rows)) == found


def test_what_is_printed_now_gives_nothing_away() -> None:
    edition = next_edition({"A": [5, 8], "B": [5, 4], "C": [9, 3]}, [])
    assert given_away(edition.lines, edition.behind) == []


def test_a_small_count_that_is_printed_is_given_away() -> None:
    assert given_away({"A": (5, 3, 8), WHOLE: (5, 3, 8)}, {"A": [5, 3]}) == [("A", 1), (WHOLE, 1)]


def test_counts_that_do_not_fit_the_edition_cannot_tell() -> None:
    printed = {"A": (5, Mark.WITHHELD, 13), WHOLE: (5, Mark.WITHHELD, 13)}
    assert given_away(printed, {"A": [5, 7]}) is None
    assert given_away(printed, {}) is None
