"""Tables as offices keep them, made by several programs: each is read as it looks after one mapping
at most, or says what a person must decide; what was learnt of one is enough for the next.
"""

import pytest

from tests.workbooks.in_the_wild.cases import Case, Office
from tests.workbooks.in_the_wild.lists import LISTS
from tests.workbooks.in_the_wild.loading import Loaded, load, sheets_of
from tests.workbooks.in_the_wild.people import people
from tests.workbooks.in_the_wild.registers import BOOKS
from tests.workbooks.in_the_wild.results import LISTS_OF_RESULTS
from tests.workbooks.in_the_wild.shares import SHARES
from thidua.matching.mapping import TableMapping

CASES = [*BOOKS, *LISTS, *LISTS_OF_RESULTS, *SHARES]


def loaded(case: Case, office: Office, mappings: list[TableMapping | None]) -> list[Loaded]:
    """Every sheet of the file, with what was learnt of each before."""
    raws = sheets_of(*case.write(office.papers))
    assert len(raws) == len(office.seen)
    return [
        load(raw, {**case.answers, **seen.answers}, mapping=mapping)
        for raw, seen, mapping in zip(raws, office.seen, mappings, strict=True)
    ]


def asked_of(case: Case, office: Office) -> set[str]:
    """All that a person has to decide."""
    return {*case.answers, *(name for seen in office.seen for name in seen.answers)}


def check(office: Office, sheets: list[Loaded]) -> None:
    """Every sheet was read as it looks."""
    for seen, sheet in zip(office.seen, sheets, strict=True):
        assert not sheet.unanswered
        assert sheet.understood.target is not None
        assert sheet.understood.target[0] == seen.target
        assert not sheet.errors
        assert seen.rows is not None
        assert sheet.rows.select(list(seen.rows[0])).to_dicts() == seen.rows


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_read_as_it_looks_and_so_is_the_next(case: Case) -> None:
    office = case.make(people(7), 2021)
    first = loaded(case, office, [None] * len(office.seen))
    assert {name for sheet in first for name in sheet.asked} == asked_of(case, office)
    check(office, first)
    following = case.make(people(8, 14), 2022)
    learnt: list[TableMapping | None] = [sheet.understood.mapping for sheet in first]
    again = loaded(case, following, learnt)
    assert {name for sheet in again for name in sheet.asked} == case.each_time
    check(following, again)
