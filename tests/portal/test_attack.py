"""Whoever reads what is public of people, adds, subtracts, holds every edition, and even runs the
program on every table that could be the true one, learns no small count.
"""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from tests.portal.attack.bounds import Reader, Seen, Share
from tests.portal.attack.first_rule import protect as first_rule
from tests.portal.attack.program import given_away, given_away_among, some
from tests.portal.attack.tables import (
    Place,
    Printed,
    Rows,
    repeatable,
    small,
    summed,
    tables_up_to,
    tables_with,
    whole,
)
from tests.trials import trial_size
from thidua.portal.editions import WHOLE, Edition, next_edition
from thidua.reports.wording import share

LINE = [39, 103, 5, 1]
"""Printed as "39, 103, not shown, under 5, 148" it gave its last number away: 148 - 39 - 103 = 6,
of which at least 5 were withheld.
"""

PROVINCE = [[40, 110, 12, 3], [30, 90, 9, 2], [55, 140, 20, 6], [25, 80, 7, 0]] * 3 + [
    [60, 170, 30, 8],
    [20, 70, 6, 4],
    LINE,
]

GIVEN_AWAY_ONCE: list[Rows] = [
    [[5, 8], [5, 4]],
    [[5, 0], [5, 1]],
    [[8, 7], [4, 5], [5, 5]],
    [[5, 1]],
    [[4, 4]],
    [[1, 1, 9]],
    [[5, 8, 1]],
    [[1, 6, 7]],
    [[17, 66, 5, 1], [12, 52, 3, 1], [15, 54, 3, 1], [14, 57, 10, 1]],
    PROVINCE,
]
"""By the first rule."""

GIVEN_AWAY_LATER: list[Rows] = [
    [[5, 2, 2, 1], [1, 5, 4, 0], [0, 3, 3, 8]],
    [[3, 0, 1], [0, 0, 1], [5, 0, 0], [0, 5, 6]],
    [[4, 5, 4], [4, 20, 4]],
    [[4, 4, 0], [1, 4, 5]],
    [[4, 5, 1], [4, 0, 5], [0, 5, 0]],
    [[1, 0, 0, 0], [4, 1, 0, 5]],
    [[5, 8, 8, 8], [6, 4, 4, 6]],
    [[5, 4, 20, 20], [4, 4, 5, 5]],
]
"""By rules that were tried between the first and this one: more and more rings, or columns chosen
by what stood in them.
"""


@pytest.mark.parametrize("rows", [*GIVEN_AWAY_ONCE, *GIVEN_AWAY_LATER], ids=str)
def test_tables_that_gave_somebody_away_do_so_no_more(rows: Rows) -> None:
    assert given_away(rows, repeatable(1)) == []


@pytest.mark.parametrize(
    ("height", "width", "people"),
    [
        *[(1, 1, 12), (1, 2, 40), (2, 1, 30), (1, 3, 22), (3, 1, 16), (1, 4, 15), (2, 2, 16)],
        *[(2, 3, 10), (3, 2, 10), (2, 4, 8), (4, 2, 8), (3, 3, 7), (3, 4, 6), (4, 4, 5)],
    ],
)
def test_among_all_tables_of_few_people_no_small_count_has_one_value(
    height: int, width: int, people: int
) -> None:
    """Tables of another number of people never print the same: it is printed, from five on."""
    assert given_away_among(tables_up_to(height, width, people)) == []


NUMBERS = [
    [0, 1, 4, 5, 6],
    [1, 5, 5, 6],
    [0, 0, 1, 4, 5, 5, 9],
    [0, 5, 5, 5, 1],
    [8, 5, 4, 7],
    [0, 0, 0, 5, 9],
    [0, 1, 2, 3],
    [0, 0, 12, 1],
    [4, 20, 4, 5],
]
SIZES = [(1, 2), (1, 4), (2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2), (3, 4), (4, 3), (4, 4)]


@pytest.mark.trial
def test_among_all_tables_of_the_same_totals_no_small_count_has_one_value() -> None:
    """Where the totals are not all printed, those few that seem given away are tried again, beside
    tables of other totals.
    """
    random = repeatable(16)
    for _ in range(trial_size(400)):
        rows = _dense(random)
        column_totals = [sum(column) for column in zip(*rows, strict=True)]
        alike = some(tables_with([sum(row) for row in rows], column_totals), 3000)
        for counts, _ in given_away_among(alike or [])[:5]:
            inner = [row[:-1] for row in counts[:-1]]
            assert given_away(inner, random) == [], inner


def _dense(random: Random) -> Rows:
    height, width = random.choice(SIZES)
    numbers = random.choice(NUMBERS)
    return [[random.choice(numbers) for _ in range(width)] for _ in range(height)]


@pytest.mark.trial
def test_no_dense_table_up_to_four_by_four_gives_anybody_away() -> None:
    random = repeatable(44)
    for _ in range(trial_size(1500)):
        rows = _dense(random)
        assert given_away(rows, random) == [], rows


USUAL = [(25, 100, 8, 2), (25, 100, 12, 3), (40, 150, 40, 6), (6, 20, 4, 1), (400, 900, 60, 5)]
"""How many people of each level a body has on average: of the fault found, of a small province,
and of one like the demo's.
"""


def provinces(number: int, seed: int) -> Iterator[Rows]:
    """Made-up years of 3 to 15 bodies, one of them with the line that once gave itself away."""
    random = repeatable(seed)
    for at in range(number):
        usual = USUAL[at % len(USUAL)]
        rows = [
            [sum(random.random() < 0.25 for _ in range(4 * n)) for n in usual]
            for _ in range(random.randint(3, 15))
        ]
        rows[0] = LINE if at % 3 else rows[0]
        yield rows


def corrected(rows: Rows, random: Random) -> Rows:
    """The table after people's levels were changed, mostly one by one, in some of its lines."""
    moved = [list(row) for row in rows]
    for row in moved:
        for _ in range(random.choice((0, 0, 1, 2))):
            one, other = random.sample(range(len(row)), 2)
            people = min(row[one], random.choice((1, 1, 2, 7, 20)))
            row[one] -= people
            row[other] += people
    return moved


def editions(years: list[Rows]) -> tuple[list[Edition], list[Seen]]:
    """What is printed of a year each time it is published, and what a reader sees of it."""
    made: list[Edition] = []
    for rows in years:
        counted = {f"B{place:02}": row for place, row in enumerate(rows)}
        behind = made[-1].behind if made else None
        made.append(next_edition(counted, [edition.lines for edition in made], behind))
    return made, [_seen(edition, made[0]) for edition in made]


def _seen(edition: Edition, first: Edition) -> Seen:
    """With the shares of the five-year lines, which stand in other years' editions too."""
    corrections = {
        code: [now - then for now, then in zip(counts, first.behind[code], strict=True)]
        for code, counts in edition.behind.items()
    }
    best, good, *_, total = edition.lines[WHOLE]
    shares = []
    if isinstance(total, int) and isinstance(best, int):
        shares.append(Share(1, share(best, total) or Decimal(0)))
        if isinstance(good, int):
            shares.append(Share(2, share(best + good, total) or Decimal(0)))
    return Seen(edition.lines, corrections, shares)


@pytest.mark.trial
def test_whoever_holds_every_edition_finds_no_small_count_of_a_province() -> None:
    for at, rows in enumerate(provinces(trial_size(1000, 25), 7)):
        random = repeatable(at)
        made, seen = editions([rows, second := corrected(rows, random), corrected(second, random)])
        reader = Reader(seen)
        for edition in made:
            counts = summed(list(edition.behind.values()))
            codes = [*edition.behind, WHOLE]
            for row, column in small(counts):
                least, most = reader.range_of((codes[row], column))
                assert least != most, (rows, codes[row], column)
        assert given_away(rows, random) == [], rows


def test_where_every_level_has_five_people_nobody_can_tell_that_a_body_has_fewer() -> None:
    tried = 0
    for rows in provinces(40, 3):
        if small([summed(rows)[-1]]) or any(0 < sum(row) < 5 for row in rows) or not small(rows):
            continue
        tried += 1
        _, seen = editions([rows])
        reader = Reader(seen)
        for row, column in small(rows)[:8]:
            assert (reader.range_of((f"B{row:02}", column))[1] or 5) >= 5
    assert tried > 5


def test_the_attack_breaks_the_first_rule() -> None:
    """By sums alone, and no less by running the program."""
    by_sums = [rows for rows in GIVEN_AWAY_ONCE if _read_off(rows)]
    assert [[5, 8], [5, 4]] in by_sums
    assert [[5, 0], [5, 1]] in by_sums
    assert [[8, 7], [4, 5], [5, 5]] in by_sums
    assert PROVINCE in by_sums
    assert sum(bool(_read_off(rows)) for rows in provinces(40, 7)) >= 10
    assert all(given_away(rows, repeatable(1), _first) for rows in GIVEN_AWAY_ONCE[:3])


def _first(rows: Rows) -> Printed:
    return whole(first_rule(rows))


def _read_off(rows: Rows) -> list[Place]:
    """Where the first rule gave a small count away to whoever knew its marks."""
    codes = [*(f"B{place:02}" for place in range(len(rows))), WHOLE]
    table = dict(zip(codes, _first(rows), strict=True))
    reader = Reader(
        [Seen(table, {code: [0] * len(rows[0]) for code in codes[:-1]})], withheld_from=5
    )
    ranges = {(i, j): reader.range_of((codes[i], j)) for i, j in small(summed(rows))}
    return [place for place, (least, most) in ranges.items() if least == most]
