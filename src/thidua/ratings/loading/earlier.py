"""Loading the sheet *Các năm trước*: levels decided before the product was used."""

import polars as pl

from thidua.db.frames import read_frame
from thidua.facts.loading.subjects import OF_PEOPLE
from thidua.facts.sheets import EARLIER_LEVELS
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Change, ChangeKind, Outcome, sheet_text
from thidua.loading.writing import delete, insert, update
from thidua.organisations.loading import stored
from thidua.organisations.loading.members import A_MEMBER, PERSON
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.workbooks import Diff, ParsedSheet, compare

_TABLE = "ratings_earlierlevel"
_KEY = ("year", "subject_type", "organisation_id", "person_id")


def stored_levels() -> pl.DataFrame:
    """id, year, subject_type, organisation_id, person_id, level of every earlier level."""
    return read_frame(
        f"SELECT id, {', '.join(_KEY)}, level FROM {_TABLE} ORDER BY year",  # noqa: S608
        schema={
            "id": pl.Int64,
            "year": pl.Int64,
            "subject_type": pl.String,
            "organisation_id": pl.Int64,
            "person_id": pl.Int64,
            "level": pl.String,
        },
    )


def subject_ids(check: Checking) -> pl.DataFrame:
    """The rows with `organisation_id` and `person_id` of what their type and code name; unknown
    codes are reported.
    """
    of_people = pl.col("subject_type").is_in(OF_PEOPLE)
    people, organisations = stored.ids_of_people(), stored.organisations().select("id", "code")
    rows = check.frame.drop_nulls(["subject_type", "code"])
    check.refers("code", people["code"], kind=PERSON, what=A_MEMBER, rows=rows.filter(of_people))
    check.refers(
        "code",
        organisations["code"],
        kind=ORGANISATION,
        what=AN_ORGANISATION,
        rows=rows.filter(~of_people),
    )
    joined = rows.join(
        people.select(person_id="id", code="code"), on="code", how="left", maintain_order="left"
    ).join(
        organisations.select(organisation_id="id", code="code"),
        on="code",
        how="left",
        maintain_order="left",
    )
    # One code may name both a person and an organisation: the subject type says which is meant.
    return joined.with_columns(
        person_id=pl.when(of_people).then("person_id"),
        organisation_id=pl.when(~of_people).then("organisation_id"),
    )


def load_earlier_levels(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet *Các năm trước*. In the years that are columns, a blank cell means:
    no level.
    """
    check = Checking(parsed, loading)
    years = _check_years(check, loading.year)
    rows = subject_ids(check)
    good = rows.join(
        check.good(["subject_type", "code"]).select("row"),
        on="row",
        how="semi",
        maintain_order="left",
    )
    incoming = (
        good.select("row", "code", *_KEY[1:], *years)
        .unpivot(years, index=["row", "code", *_KEY[1:]], variable_name="year", value_name="level")
        .drop_nulls("level")
        .with_columns(pl.col("year").cast(pl.Int64))
    )
    known = stored_levels()
    named = known.filter(pl.col("year").is_in([int(year) for year in years])).join(
        good.select(_KEY[1:]).unique(), on=list(_KEY[1:]), how="semi", nulls_equal=True
    )
    diff = compare(existing=named, incoming=incoming, key=_KEY, columns=["level"])
    _write(diff, known)
    return _outcome(check, diff, good)


def _check_years(check: Checking, year: int | None) -> list[str]:
    """The columns of years; those not before the year of the review are reported."""
    years = list(check.parsed.open_ids)
    for column in years:
        if year is not None and int(column) >= year:
            check.fail(
                check.frame.filter(pl.col(column).is_not_null()).head(1),
                column=column,
                message=Text(
                    f"năm {column} không trước năm {year}", f"{column} does not lie before {year}"
                ),
                expected=Text(
                    "mức của năm này do phần mềm xếp loại",
                    "this year's levels come from the rating itself",
                ),
            )
    return years


def _write(diff: Diff, known: pl.DataFrame) -> None:
    delete(_TABLE, diff.missing["id"])
    changed = diff.changed.join(known.select("id", *_KEY), on=list(_KEY), nulls_equal=True)
    update(_TABLE, changed, {"level": "text"})
    insert(_TABLE, diff.new, [*_KEY, "level"])


def _outcome(check: Checking, diff: Diff, good: pl.DataFrame) -> Outcome:
    """Counted in rows of the sheet: a row is new when nothing was known of its subject in these
    years.
    """
    gone = diff.missing.join(
        good.select("row", "code", *_KEY[1:]), on=list(_KEY[1:]), nulls_equal=True
    )
    touched = pl.concat([diff.new["row"], diff.changed["row"], gone["row"]]).unique()
    known_before = pl.concat([diff.changed["row"], diff.unchanged["row"], gone["row"]]).unique()
    new = touched.filter(~touched.is_in(known_before.implode())).len()
    level = EARLIER_LEVELS.column("2000")
    changes = [
        Change(
            ChangeKind.CHANGED,
            cells["row"],
            cells["code"],
            Text(str(cells["year"]), str(cells["year"])),
            before=sheet_text(cells["level__before"], level),
            after=sheet_text(cells["level"], level),
        )
        for cells in diff.changed.head(200).iter_rows(named=True)
    ]
    return Outcome(
        file=check.parsed.problems.file,
        sheet=EARLIER_LEVELS.title,
        new=new,
        changed=touched.len() - new,
        unchanged=good.height - touched.len(),
        in_error=check.left_out.len(),
        changes=tuple(changes),
        digest=diff.digest(deletes=True),
    )


def export_earlier_levels(export: YearExport) -> pl.DataFrame:
    """The sheet *Các năm trước*: one column a year."""
    rows = export.with_subject_codes(stored_levels())
    rows = rows.select("subject_type", "code", "year", "level")
    if rows.is_empty():
        return EARLIER_LEVELS.empty_frame()
    wide = rows.with_columns(pl.col("year").cast(pl.String)).pivot(
        "year", index=["subject_type", "code"], values="level"
    )
    years = sorted(name for name in wide.columns if name not in ("subject_type", "code"))
    return wide.select("subject_type", "code", *years).sort("subject_type", "code")


EARLIER_SHEET = YearSheet(
    "decisions", EARLIER_LEVELS, load_earlier_levels, export_earlier_levels, place=30
)
