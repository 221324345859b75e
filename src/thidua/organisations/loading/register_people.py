"""What a register says of people besides where they stand: filled in where nothing is stored, never
written over.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl

from thidua.language import Text
from thidua.loading.outcomes import sheet_text
from thidua.loading.writing import insert, reserve_ids, update
from thidua.organisations.keys import person_keys
from thidua.organisations.loading.finding import Known
from thidua.organisations.loading.members import PEOPLE, PEOPLE_COLUMNS
from thidua.organisations.loading.register_matching import Chosen, Line
from thidua.organisations.loading.row_reports import RowReports
from thidua.organisations.register_sheet import REGISTER
from thidua.vocabulary.spellings import spelling_key

DETAILS = ("full_name", "born_on", "born_year", "sex", "admitted_on")


def filled_in(line: Line, known: Known, reports: RowReports) -> dict[str, Any]:
    """What the row adds to what is stored, by column; what it says otherwise is reported."""
    added: dict[str, Any] = {}
    for column in ("sex", "admitted_on"):
        written, stored = line[column], getattr(known, column) or None
        if written and stored is None:
            added[column] = written
        elif written and written != stored:
            _differs(line, column, stored, reports)
    name = line["full_name"]
    if name != known.full_name and spelling_key(name) != spelling_key(known.full_name):
        _differs(line, "full_name", known.full_name, reports)
    return added | _birth(line, known, reports)


def _birth(line: Line, known: Known, reports: RowReports) -> dict[str, Any]:
    """A day takes the place of a year; a year says nothing beside its own day."""
    day, year = line["born_on"], line["born_year"]
    stored_year = known.born_on.year if known.born_on else known.born_year
    if day is not None and known.born_on is None and known.born_year in (None, day.year):
        return {"born_on": day, "born_year": None}
    if day is None and year is not None and stored_year is None:
        return {"born_year": year}
    if day is not None and day != known.born_on:
        _differs(line, "born_on", known.born_on or known.born_year, reports)
    elif day is None and year is not None and year != stored_year:
        _differs(line, "born_year", stored_year, reports)
    return {}


def _differs(line: Line, column: str, stored: object, reports: RowReports) -> None:
    shown = sheet_text(stored, REGISTER.column(column))
    reports.warn(
        line["row"],
        column,
        Text(f"phần mềm đang có “{shown}”, giữ nguyên", f"“{shown}” is stored, and stays"),
        Text(
            "nếu sổ đúng thì sửa ở trang “Đảng viên”",
            "a correction in the sheet “Members” where the register is right",
        ),
    )


def write_people(
    new: Sequence[tuple[Chosen, str]], changed: Sequence[tuple[Known, dict[str, Any]]]
) -> dict[int, int]:
    """Write new people (with their codes) and details added to stored ones. Returns the id of each
    new person by row.
    """
    ids = reserve_ids(PEOPLE, len(new)).to_list()
    rows = [
        {"id": pk, "code": code, **_details(chosen.line)}
        for pk, (chosen, code) in zip(ids, new, strict=True)
    ]
    insert(PEOPLE, person_keys(_frame(rows)), ["id", "code", *PEOPLE_COLUMNS])
    rows = [
        {"id": known.pk, "code": known.code, **_stored(known), **added} for known, added in changed
    ]
    update(PEOPLE, person_keys(_frame(rows)), PEOPLE_COLUMNS)
    return {chosen.row: pk for pk, (chosen, _) in zip(ids, new, strict=True)}


def _details(line: Line) -> dict[str, Any]:
    year = line["born_year"] if line["born_on"] is None else None
    return {name: line[name] for name in DETAILS} | {"born_year": year, "sex": line["sex"] or ""}


def _stored(known: Known) -> dict[str, Any]:
    return {name: getattr(known, name) for name in DETAILS}


def _frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    schema = {
        "id": pl.Int64,
        "code": pl.String,
        "full_name": pl.String,
        "born_on": pl.Date,
        "born_year": pl.Int64,
        "sex": pl.String,
        "admitted_on": pl.Date,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
