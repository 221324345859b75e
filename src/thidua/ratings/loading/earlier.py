"""Loading the sheet *Các năm trước*: levels decided before the product was used, and the labels of
2017 and earlier.

Frames have both in one column, `held`: the word of a level or of a label. Which a year can have is
said by the year."""

from collections.abc import Iterable

import polars as pl

from thidua.db.frames import read_frame
from thidua.facts.loading.subjects import OF_PEOPLE
from thidua.facts.sheets import EARLIER_LEVELS, SAME_AS_LEVELS
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Change, ChangeKind, Outcome, sheet_text
from thidua.loading.writing import delete, insert, update
from thidua.organisations.loading import stored
from thidua.organisations.loading.members import A_MEMBER, PERSON
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.vocabulary import LAST_YEAR_OF_LABELS, Label, Level, SubjectType, Word
from thidua.workbooks import Diff, ParsedSheet, compare

_TABLE = "ratings_earlierlevel"
KEY = ("year", "subject_type", "organisation_id", "person_id")


def stored_levels() -> pl.DataFrame:
    """id, year, subject_type, organisation_id, person_id, held of every earlier year."""
    return read_frame(
        f"SELECT id, {', '.join(KEY)}, level || label FROM {_TABLE} ORDER BY year",  # noqa: S608
        schema={
            "id": pl.Int64,
            "year": pl.Int64,
            "subject_type": pl.String,
            "organisation_id": pl.Int64,
            "person_id": pl.Int64,
            "held": pl.String,
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
    for year in years:
        check_words(check, check.frame, column=year, year=int(year))
    rows = subject_ids(check)
    good = rows.join(
        check.good(["subject_type", "code"]).select("row"),
        on="row",
        how="semi",
        maintain_order="left",
    )
    incoming = (
        good.select("row", "code", *KEY[1:], *years)
        .unpivot(years, index=["row", "code", *KEY[1:]], variable_name="year", value_name="held")
        .drop_nulls("held")
        .with_columns(pl.col("year").cast(pl.Int64))
        .with_columns(held=as_label())
    )
    known = stored_levels()
    named = known.filter(pl.col("year").is_in([int(year) for year in years])).join(
        good.select(KEY[1:]).unique(), on=list(KEY[1:]), how="semi", nulls_equal=True
    )
    diff = compare(existing=named, incoming=incoming, key=KEY, columns=["held"])
    write_levels(diff, known)
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


def check_words(check: Checking, rows: pl.DataFrame, *, column: str, year: int) -> None:
    """In 2017 and before there are labels, of organisations and members; since then levels.

    `rows`: those of that year, with `subject_type`; the level or label stands in `column`."""
    held = pl.col(column)
    if year > LAST_YEAR_OF_LABELS:
        check.fail(
            rows.filter(held.is_in(Label.values())),
            column=column,
            message=Text(
                f"là nhãn của năm {LAST_YEAR_OF_LABELS} trở về trước",
                f"is a label of {LAST_YEAR_OF_LABELS} and earlier",
            ),
            expected=Text("một trong: {vi}", "one of: {en}").format(**_listed(Level)),
        )
        return
    for kind in SubjectType:
        labels = [label for label in Label if label.subject is kind]
        words = [label.value for label in labels]
        words += [SAME_AS_LEVELS[word] for word in words if word in SAME_AS_LEVELS]
        wrong = rows.filter(
            held.is_not_null(), pl.col("subject_type") == kind.value, ~held.is_in(words)
        )
        check.fail(
            wrong,
            column=column,
            message=_NO_LEVEL_YET.format(year=LAST_YEAR_OF_LABELS),
            expected=Text("một trong: {vi}", "one of: {en}").format(**_listed(labels))
            if labels
            else Text("để trống", "a blank cell"),
        )


_NO_LEVEL_YET = Text(
    "năm {year} trở về trước xếp theo nhãn, không theo bốn mức",
    "in {year} and before labels were given, not the four levels",
)


def _listed(words: Iterable[Word]) -> dict[str, str]:
    titles = [word.title for word in words]
    return {
        "vi": "; ".join(title.vi for title in titles),
        "en": "; ".join(title.en for title in titles),
    }


def as_label() -> pl.Expr:
    """In years of labels the words that an organisation's label shares with a level."""
    labels = {word: label for label, word in SAME_AS_LEVELS.items()}
    return (
        pl.when(pl.col("year") <= LAST_YEAR_OF_LABELS)
        .then(pl.col("held").replace(labels))
        .otherwise("held")
    )


def write_levels(diff: Diff, known: pl.DataFrame) -> None:
    """Write a comparison of levels by `KEY` with the stored ones."""
    delete(_TABLE, diff.missing["id"])
    changed = diff.changed.join(known.select("id", *KEY), on=list(KEY), nulls_equal=True)
    update(_TABLE, _as_stored(changed), {"level": "text", "label": "text"})
    insert(_TABLE, _as_stored(diff.new), [*KEY, "level", "label"])


def _as_stored(rows: pl.DataFrame) -> pl.DataFrame:
    labelled = pl.col("year") <= LAST_YEAR_OF_LABELS
    return rows.with_columns(
        level=pl.when(labelled).then(pl.lit("")).otherwise("held"),
        label=pl.when(labelled).then("held").otherwise(pl.lit("")),
    )


def _outcome(check: Checking, diff: Diff, good: pl.DataFrame) -> Outcome:
    """Counted in rows of the sheet: a row is new when nothing was known of its subject in these
    years.
    """
    gone = diff.missing.join(
        good.select("row", "code", *KEY[1:]), on=list(KEY[1:]), nulls_equal=True
    )
    touched = pl.concat([diff.new["row"], diff.changed["row"], gone["row"]]).unique()
    known_before = pl.concat([diff.changed["row"], diff.unchanged["row"], gone["row"]]).unique()
    new = touched.filter(~touched.is_in(known_before.implode()))
    changed = touched.filter(touched.is_in(known_before.implode()))
    same = good["row"].filter(~good["row"].is_in(touched.implode()))
    level = EARLIER_LEVELS.column("2000")
    changes = [
        Change(
            ChangeKind.CHANGED,
            cells["row"],
            cells["code"],
            Text(str(cells["year"]), str(cells["year"])),
            before=sheet_text(
                SAME_AS_LEVELS.get(cells["held__before"], cells["held__before"]), level
            ),
            after=sheet_text(SAME_AS_LEVELS.get(cells["held"], cells["held"]), level),
        )
        for cells in diff.changed.head(200).iter_rows(named=True)
    ]
    return Outcome(
        file=check.parsed.problems.file,
        sheet=EARLIER_LEVELS.title,
        new=new.len(),
        changed=changed.len(),
        unchanged=same.len(),
        in_error=check.left_out.len(),
        changes=tuple(changes),
        digest=diff.digest(deletes=True),
        rows={"new": new, "changed": changed, "unchanged": same, "in_error": check.left_out},
    )


def _written(held: str) -> str:
    """The word that the sheet has for it."""
    return SAME_AS_LEVELS.get(held, held)


def export_earlier_levels(export: YearExport) -> pl.DataFrame:
    """The sheet *Các năm trước*: one column a year."""
    rows = export.with_subject_codes(stored_levels())
    rows = rows.select("subject_type", "code", "year", held=pl.col("held").replace(SAME_AS_LEVELS))
    if rows.is_empty():
        return EARLIER_LEVELS.empty_frame()
    wide = rows.with_columns(pl.col("year").cast(pl.String)).pivot(
        "year", index=["subject_type", "code"], values="held"
    )
    years = sorted(name for name in wide.columns if name not in ("subject_type", "code"))
    return wide.select("subject_type", "code", *years).sort("subject_type", "code")


EARLIER_SHEET = YearSheet(
    "decisions", EARLIER_LEVELS, load_earlier_levels, export_earlier_levels, place=30
)
