"""“At least 80 % of the members good or better”: what a cell has, and how many it is short of."""

from typing import Any

import polars as pl
import pytest
from pydantic import TypeAdapter

from tests.rulebook.test_words import TERMS, truth
from thidua.rulebook import count_children
from thidua.rulebook.conditions import Condition, count_columns
from thidua.vocabulary import Level

MEMBERS = {"O": (4, 4), "G": (3, 3), "C": (2, 2), "N": (1, 1), "?": (1, 4), "g": (3, 4)}
"""The members of the cells below: outstanding, good, completed, not completed; not known yet, good
at least.
"""

CASES = """
good or better, at_least 80           | GGGGGGGCCC | 7/10 (70%) | 1 more
good or better, at_least 80           | OOOOCCCCCN | 4/10 (40%) | 4 more
good or better, at_least 80           | OGGGC      | 4/5 (80%) | met
good or better, at_least 80           | OGC??      | 2/5 (40%), possibly up to 4/5 (80%) | 2 more
good or better, at_least 75           | GGGGGGGCCC | 7/10 (70%) | 1 more
good or better, above 80              | GGGGGGGGCC | 8/10 (80%) | 1 more
good or better, above 75              | GGGGGGCCCC | 6/10 (60%) | 2 more
outstanding or better, at_least 50    | OGgg       | 1/4 (25%), possibly up to 3/4 (75%) | 1 more
completed or better, at_least 100     | GCCN       | 3/4 (75%) | 1 more
not_completed or better, at_least 100 | GC?N       | 4/4 (100%) | met
not_completed or worse, at_most 20    | NNNGG      | 3/5 (60%) | 2 fewer
not_completed or worse, at_most 25    | NNNGGGGGGG | 3/10 (30%) | 1 fewer
not_completed or worse, below 20      | NGGGG      | 1/5 (20%) | 1 fewer
not_completed or worse, below 25      | NNNNGGGGGG | 4/10 (40%) | 2 fewer
not_completed or worse, at_most 20    | N?GGG      | 1/5 (20%), possibly up to 2/5 (40%) | 1 fewer
good or worse, at_most 50             | OGCg       | 2/4 (50%), possibly up to 3/4 (75%) | 1 fewer
outstanding or worse, at_most 100     | OGCN?      | 5/5 (100%) | met
"""
"""The condition | the cell's members | what is found | what is missing."""


def share(level: str, side: str, comparison: str, limit: str) -> Any:
    """The condition: a level, `better` or `worse`, how the share is compared, and with what."""
    bound = {"better": "at_or_above", "worse": "at_or_below"}[side]
    condition = {"share": "members", bound: level, comparison: limit}
    return TypeAdapter(Condition).validate_python(condition)


def counts(cell: str) -> dict[str, int]:
    """What the engine counts of a cell of these members."""
    types = {"cell": pl.Int64, "standing_low": pl.Int8, "standing_high": pl.Int8}
    frame = pl.DataFrame([(1, *MEMBERS[member]) for member in cell], schema=types, orient="row")
    counted = count_children(frame, by="cell", children="members").drop("cell")
    found: dict[str, int] = counted.row(0, named=True)
    return found


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_what_a_cell_has_and_how_many_it_is_short_of(case: str) -> None:
    rule, cell, seen, missing = (part.strip() for part in case.split("|"))
    level, _, side, comparison, limit = rule.replace(",", "").split()
    condition, row = share(level, side, comparison, limit), counts(cell)
    assert condition.seen(TERMS, row).en == seen
    assert (truth(condition, row) is True) == (missing == "met")
    if missing != "met":
        needed = f"{missing} members at {Level(level).title.en} or {side} needed"
        assert condition.lack(TERMS, row).en == needed


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ({}, "members: not known"),
        ({"members.total": 10}, "members: not known"),
    ],
)
def test_where_nobody_is_counted_no_number_is_missing(row: dict[str, int], seen: str) -> None:
    condition = share("good", "better", "at_least", "80")
    assert truth(condition, row) is None
    needed = "at least 80% of the members at Good or better"
    assert condition.lack(TERMS, row).en == f"{seen}, needs {needed}"


@pytest.mark.parametrize(
    "rule", [("good", "better", "at_least", "80"), ("not_completed", "worse", "above", "20")]
)
def test_a_share_of_nobody_does_not_apply_and_says_so(rule: tuple[str, str, str, str]) -> None:
    condition, row = share(*rule), dict.fromkeys(count_columns("members"), 0)
    assert truth(condition, row) is True
    assert truth(condition, row, against=True) is False
    assert condition.about_nobody(TERMS, row)
    assert condition.seen(TERMS, row).en == "none of the members is rated, so this does not apply"
