"""What stands in columns, where headings alone leave it open."""

from dataclasses import replace

import polars as pl

from thidua.matching.cells import column_at, filled, texts_of
from thidua.matching.headings import Assigned, Claim, sex_column
from thidua.matching.layout import Layout
from thidua.matching.years import years_in
from thidua.signs import normalise
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Column, Kind, Sheet
from thidua.workbooks.words import Words

SAMPLE = 300
"""At most so many rows are looked at."""
_MOST, _FEW, _HALF = 80, 20, 50  # percent
_DAY = r"^\s*(?:\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2,4}|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2})"
_NUMBER = r"^\s*[+-]?\d[\d., ]*%?\s*$"
_FIRST_SERIAL = 2_201
"""Numbers in a column of days from here on count days; lower ones are years."""


def assign_by_contents(raw: RawSheet, layout: Layout, assigned: Assigned, spec: Sheet) -> Assigned:
    """The same, where what stands in the columns decides: between two headings for one column,
    between a column of years and one of days, and whether "Nam" holds marks or days.
    """
    doubtful = any(claim.column.endswith("_year") or not claim.column for claim in assigned.takes)
    if not doubtful and not assigned.ties:
        return assigned
    frame = raw.frame.filter(pl.col("row") > layout.below)
    frame = frame.filter(~pl.col("row").is_in(list(layout.kinds))).head(SAMPLE)
    takes, ties = _days_not_years(frame, assigned.takes, spec), dict(assigned.ties)
    for name, rivals in assigned.ties.items():
        shares = [(_share(frame, claim, spec.column(name)), claim) for claim in rivals]
        likely = [claim for share, claim in shares if share >= _MOST]
        if len(likely) == 1 and all(share < _FEW or share >= _MOST for share, _ in shares):
            takes = (*takes, *likely)
            del ties[name]
    return replace(
        assigned, takes=tuple(sorted(takes, key=lambda claim: claim.heading.at)), ties=ties
    )


def _days_not_years(
    frame: pl.DataFrame, takes: tuple[Claim, ...], spec: Sheet
) -> tuple[Claim, ...]:
    """ "Năm sinh" above days is the day of birth; so are "Nam" and "Nữ" above days, where nothing
    else is.
    """
    sex, given = sex_column(spec), {claim.column for claim in takes}
    days = {column.id: column for column in spec.columns if column.kind is Kind.DATE}
    found = []
    for claim in takes:
        marks = sex is not None and not claim.column and sex.id in claim.when_filled
        day = "born_on" if marks else claim.column.removesuffix("_year") + "_on"
        least = _MOST if marks else _HALF
        if (
            (marks or claim.column.endswith("_year"))
            and day in days
            and day not in given
            and _share(frame, claim, days[day], years=marks) >= least
        ):
            found.append(replace(claim, column=day))
        else:
            found.append(claim)
    return tuple(found)


def _share(frame: pl.DataFrame, claim: Claim, column: Column, *, years: bool = False) -> int:
    """How many of the filled cells below a heading are such as stand in the column, in percent.
    `years`: a year will do for a day.
    """
    cells = column_at(frame, claim.heading.at)
    any_there = filled(cells)
    fit = _fitting(cells, column)
    if years:
        fit |= years_in(cells)["year"].is_not_null()
    return 100 * int((fit & any_there).sum()) // max(1, int(any_there.sum()))


def _fitting(cells: pl.DataFrame, column: Column) -> pl.Series:
    text, number = pl.col("text"), pl.col("number")
    match column.kind:
        case Kind.DATE:
            fit = pl.col("date").is_not_null() | text.str.contains(_DAY) | (number >= _FIRST_SERIAL)
        case Kind.YEAR:
            return years_in(cells)["year"].is_not_null() & years_in(cells)["month"].is_null()
        case Kind.INTEGER | Kind.DECIMAL:
            fit = number.is_not_null() | text.str.contains(_NUMBER)
        case Kind.CHOICE | Kind.YES_NO:
            words = Words(column)
            texts = texts_of(cells)
            known = [
                one for one in texts.drop_nulls().unique() if words.word(normalise(one)) is not None
            ]
            return texts.is_in(known).fill_null(value=False)
        case _:
            return filled(cells)
    return cells.select(fit.fill_null(value=False).alias("fit")).to_series()
