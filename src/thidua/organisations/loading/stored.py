"""What is stored of the tree and its people, as frames in the words of the sheets."""

from collections.abc import Mapping

import polars as pl

from thidua.db.frames import read_frame

ORGANISATION_COLUMNS = ("name", "short_name", "tier", "body", "sector")
PERSON_COLUMNS = ("full_name", "born_on", "born_year", "sex", "admitted_on")


def organisations() -> pl.DataFrame:
    """id, code, name, short_name, tier, body, sector, path of every organisation."""
    names = ("code", *ORGANISATION_COLUMNS, "path")
    return read_frame(
        f"SELECT id, {', '.join(names)} FROM organisations_organisation",  # noqa: S608
        schema={"id": pl.Int64, **dict.fromkeys(names, pl.String)},
    )


def placements() -> pl.DataFrame:
    """id, organisation_id, parent_id, starts_on, ends_on of every placement, in order of time."""
    return _dated("organisations_placement", {"organisation_id": pl.Int64, "parent_id": pl.Int64})


def spells() -> pl.DataFrame:
    """Every membership spell, in order of time."""
    return _dated(
        "organisations_membershipspell",
        {
            "person_id": pl.Int64,
            "organisation_id": pl.Int64,
            "status": pl.String,
            "host_id": pl.Int64,
            "civil_servant": pl.Boolean,
            "end_reason": pl.String,
        },
    )


def positions() -> pl.DataFrame:
    """Every post held, in order of time."""
    columns = {
        "person_id": pl.Int64,
        "organisation_id": pl.Int64,
        "role": pl.String,
        "title": pl.String,
        "suspended": pl.Boolean,
        "main": pl.Boolean,
    }
    return _dated("organisations_position", columns)


def _dated(table: str, columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    schema: dict[str, type[pl.DataType]] = {
        "id": pl.Int64,
        **columns,
        "starts_on": pl.Date,
        "ends_on": pl.Date,
    }
    return read_frame(
        f"SELECT {', '.join(schema)} FROM {table} ORDER BY starts_on, id",  # noqa: S608
        schema=schema,
    )


def people() -> pl.DataFrame:
    """id, code and what the sheet says of every person."""
    return read_frame(
        f"SELECT id, code, {', '.join(PERSON_COLUMNS)} FROM organisations_person",  # noqa: S608
        schema={
            "id": pl.Int64,
            "code": pl.String,
            "full_name": pl.String,
            "born_on": pl.Date,
            "born_year": pl.Int64,
            "sex": pl.String,
            "admitted_on": pl.Date,
        },
    )


def ids_of_people() -> pl.DataFrame:
    """id and code of every person."""
    return read_frame(
        "SELECT id, code FROM organisations_person", schema={"id": pl.Int64, "code": pl.String}
    )


def successions() -> pl.DataFrame:
    """id, predecessor, successor (codes), date, kind of every succession."""
    return read_frame(
        """SELECT s.id, a.code, b.code, s.happened_on, s.kind FROM organisations_succession s
           JOIN organisations_organisation a ON a.id = s.predecessor_id
           JOIN organisations_organisation b ON b.id = s.successor_id ORDER BY s.happened_on,
               s.id""",
        schema={
            "id": pl.Int64,
            "predecessor": pl.String,
            "successor": pl.String,
            "date": pl.Date,
            "kind": pl.String,
        },
    )
