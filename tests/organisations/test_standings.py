"""What a register makes of the spells of a person, for any row and any past."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.organisations.loading.new_standings import months_after
from thidua.organisations.loading.register_rows import DAY, Entry, RowFaultError, Spell
from thidua.organisations.loading.standings import spells_after
from thidua.organisations.register_sheet import BEGINNINGS, STANDINGS

FIRST = dt.date(2010, 1, 1)
AS_OF = dt.date(2022, 11, 30)
STATUSES = ("official", "probationary", "exempt", "suspended", "temporary_elsewhere")

days = st.integers(0, 4700).map(lambda number: FIRST + number * DAY)
some_day = st.none() | days
pasts = st.lists(
    st.tuples(st.integers(1, 900), st.sampled_from(STATUSES), st.integers(1, 3)), max_size=4
)
entries = st.builds(
    Entry,
    cell=st.integers(1, 3),
    cell_since=st.just(FIRST),
    as_of=st.just(AS_OF),
    since=st.sampled_from([choice.word for choice in BEGINNINGS]),
    standing=st.sampled_from([None, *(choice.word for choice in STANDINGS)]),
    admitted_on=some_day,
    official_on=some_day,
    left_on=some_day.map(lambda day: day and min(day, AS_OF)),
    civil_servant=st.sampled_from([None, True, False]),
)


def past(steps: list[tuple[int, str, int]]) -> list[Spell]:
    """Spells one after the other from 2010 on, the last one open."""
    found: list[Spell] = []
    start = FIRST
    for length, status, cell in steps:
        found.append(Spell(start, start + (length - 1) * DAY, cell, status))
        start += length * DAY
    return [*found[:-1], replace(found[-1], ends_on=None)] if found else []


@given(entry=entries, steps=pasts)
def test_a_row_taken_twice_changes_nothing_more(
    entry: Entry, steps: list[tuple[int, str, int]]
) -> None:
    try:
        once = spells_after(entry, past(steps))
    except RowFaultError:
        return

    assert spells_after(entry, once) == once


@given(entry=entries, steps=pasts)
def test_no_two_spells_share_a_day_and_what_ended_before_stays(
    entry: Entry, steps: list[tuple[int, str, int]]
) -> None:
    before = past(steps)
    try:
        after = spells_after(entry, before)
    except RowFaultError:
        return

    assert all(spell.ends_on is None or spell.starts_on <= spell.ends_on for spell in after)
    assert all(one.ends_on and one.ends_on < next_.starts_on for one, next_ in pairwise(after))
    assert {spell.starts_on for spell in before} <= {spell.starts_on for spell in after}
    ended = [spell for spell in before if spell.ends_on is not None and spell.ends_on < AS_OF]
    assert [spell for spell in after if spell in ended] == ended


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (dt.date(2019, 3, 3), dt.date(2020, 3, 3)),
        (dt.date(2020, 2, 29), dt.date(2021, 2, 28)),
        (dt.date(2019, 12, 31), dt.date(2020, 12, 31)),
    ],
)
def test_twelve_months_end_on_the_same_day_of_the_next_year(day: dt.date, after: dt.date) -> None:
    assert months_after(day, 12) == after
