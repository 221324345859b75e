"""Loading the four sheets of facts: what is known of each subject, in the words that the framework
declares.
"""

from functools import partial

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.db.frames import execute, read_frame, stage
from thidua.facts.loading.contradictions import check_contradictions
from thidua.facts.loading.finding import find_subjects
from thidua.facts.loading.subjects import refuse_decided, roster, warn_of_names
from thidua.facts.sheets import FACT_SHEETS
from thidua.loading.checking import Checking
from thidua.loading.outcomes import ChangeKind, Outcome, list_changes, list_rows
from thidua.loading.writing import insert
from thidua.roster.loading.year import YearLoading
from thidua.vocabulary import SubjectType
from thidua.workbooks import Column, Kind, ParsedSheet, compare

_TABLE = "facts_factsheet"
_KEYS = {
    SubjectType.MEMBER: "member",
    SubjectType.ORGANISATION: "organisation",
    SubjectType.COLLECTIVE: "collective",
    SubjectType.LEADER: "member",
}
"""The column that names each type of subject."""


def load_facts(subject_type: SubjectType, parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write one sheet of facts. Each row says all that is known of its subject: a blank
    cell is unknown.

    Columns that the file lacks are left as they are stored.
    """
    sheet = FACT_SHEETS[subject_type]
    if loading.campaign is None:
        return Outcome(file=parsed.problems.file, sheet=sheet.title, in_error=parsed.frame.height)
    check = Checking(parsed, loading)
    check.frame = check.frame.with_columns(subject_type=pl.lit(subject_type.value))
    code, led = _KEYS[subject_type], "organisation" if subject_type is SubjectType.LEADER else "led"
    if led not in check.frame.columns:
        check.frame = check.frame.with_columns(pl.lit(None, pl.String).alias(led))
    # A holder of a post who is not rated has a row too: their discipline burdens the collective.
    subjects = (
        roster(loading.campaign, part=loading.part)
        .filter(pl.col("subject_type") == subject_type.value)
        .with_columns(rated="wanted")
    )
    find_subjects(check, subjects, loading.campaign, code=code, led=led)
    warn_of_names(check)
    own = {column.id for column in sheet.columns}
    facts = [
        column
        for column in parsed.spec.columns
        if column.id not in own and column.id in parsed.found
    ]
    outcome = _write(check, facts, campaign=loading.campaign, code=code)
    loading.note_sheets(check)
    loading.finishers.append(
        partial(check_contradictions, check, subject_type, loading, loading.campaign)
    )
    return outcome


def stored_facts(
    campaign: Campaign, subject_type: str, facts: list[Column], *, of: str = "known"
) -> pl.DataFrame:
    """entry_id and each fact as the text that is stored ("excellent", "true", "87.5"); null:
    unknown. `of`: what counts, or what the sheet alone says (`facts`).
    """
    columns = ", ".join(f"f.{of} ->> '{column.id}'" for column in facts)
    return read_frame(
        f"""SELECT f.roster_entry_id{", " if columns else ""}{columns} FROM {_TABLE} f
            JOIN roster_rosterentry e ON e.id = f.roster_entry_id
            WHERE e.campaign_id = %s AND e.subject_type = %s""",  # noqa: S608
        [campaign.pk, subject_type],
        schema={"entry_id": pl.Int64, **{column.id: pl.String for column in facts}},
    )


def _without_repeated(
    incoming: pl.DataFrame, on_sheet: pl.DataFrame, *, campaign: Campaign, facts: list[Column]
) -> pl.DataFrame:
    """The rows without what they only repeat of the year's work, as every export does: a sheet that
    is silent about a fact stays silent.
    """
    subject_type = incoming["subject_type"].first()
    counts = stored_facts(campaign, str(subject_type), facts)
    both = (
        incoming.select("entry_id")
        .join(on_sheet, on="entry_id", how="left", maintain_order="left")
        .join(counts, on="entry_id", how="left", maintain_order="left", suffix=".counts")
    )
    return incoming.with_columns(
        pl.when(both[column.id].is_null() & (pl.col(column.id) == both[f"{column.id}.counts"]))
        .then(None)
        .otherwise(pl.col(column.id))
        .alias(column.id)
        for column in facts
    )


def _write(check: Checking, facts: list[Column], *, campaign: Campaign, code: str) -> Outcome:
    subject_type = check.frame["subject_type"].first()
    good = check.good([code, *(["organisation"] if subject_type == SubjectType.LEADER else [])])
    incoming = good.drop_nulls("entry_id").with_columns(as_text(column) for column in facts)
    known = stored_facts(campaign, str(subject_type), facts, of="facts")
    incoming = _without_repeated(incoming, known, campaign=campaign, facts=facts)
    diff = compare(
        existing=known, incoming=incoming, key=["entry_id"], columns=[column.id for column in facts]
    )
    # A row without a single fact, as an export has for subjects nobody has reviewed yet, stores
    # nothing.
    known_something = (
        pl.any_horizontal(pl.col(column.id).is_not_null() for column in facts) if facts else False
    )
    new = diff.new.filter(known_something)
    refuse_decided(check, pl.concat([diff.changed, new], how="diagonal"), column=code)
    insert(_TABLE, _sheets_of(_as_json(new, facts)), list(_SHEET))
    _update(_as_json(diff.changed, facts), facts)
    return Outcome(
        file=check.parsed.problems.file,
        sheet=check.parsed.spec.title,
        new=new.height,
        changed=diff.changed.height,
        unchanged=diff.unchanged.height + diff.new.height - new.height,
        in_error=check.left_out.len(),
        changes=(
            *list_rows(new, ChangeKind.NEW, subject=code),
            *list_changes(diff.changed, subject=code, columns=facts),
        ),
        digest=diff.digest(),
        rows={
            "new": new["row"],
            "changed": diff.changed["row"],
            "unchanged": pl.concat(
                [
                    diff.unchanged["row"],
                    diff.new.filter(~pl.col("row").is_in(new["row"].implode()))["row"],
                ]
            ),
            "in_error": check.left_out,
        },
    )


def as_text(column: Column) -> pl.Expr:
    """A parsed fact as the text of its stored value: words, true/false, 87.5 without trailing
    zeros.
    """
    value = pl.col(column.id).cast(pl.String)
    if column.kind is Kind.DECIMAL:
        value = value.str.strip_chars_end("0").str.strip_suffix(".")
    return value.alias(column.id)


def from_text(column: Column) -> pl.Expr:
    """The parsed value of a stored fact's text."""
    if column.kind is Kind.YES_NO:
        return pl.col(column.id) == "true"
    return pl.col(column.id).cast(column.dtype, strict=False)


def _as_json(rows: pl.DataFrame, facts: list[Column]) -> pl.DataFrame:
    """roster_entry_id, facts: a JSON object of the known ones. Whole numbers and truth values stand
    bare.
    """
    parts = [pl.lit(f'"{column.id}":') + _json_value(column) for column in facts]
    body = pl.concat_str(parts, separator=",", ignore_nulls=True) if parts else pl.lit("")
    return rows.select(
        roster_entry_id="entry_id", facts=pl.lit("{") + body.fill_null("") + pl.lit("}")
    )


def _json_value(column: Column) -> pl.Expr:
    text = pl.col(column.id)
    quoted = pl.lit('"') + text + pl.lit('"')
    match column.kind:
        case Kind.YES_NO | Kind.INTEGER:
            return text
        case Kind.DECIMAL:
            return pl.when(text.str.contains(".", literal=True)).then(quoted).otherwise(text)
        case _:
            return quoted


_SHEET = ("roster_entry_id", "facts", "work", "overrides", "override_notes")


def _sheets_of(rows: pl.DataFrame) -> pl.DataFrame:
    """New sheets: what the file says; of the work and of overrides nothing is known yet."""
    return rows.with_columns(pl.lit("{}").alias(name) for name in _SHEET[2:])


def _update(rows: pl.DataFrame, facts: list[Column]) -> None:
    """What the file's columns said before goes; what it says now comes; other facts stay."""
    if rows.is_empty():
        return
    stage("loading_facts", rows, types={"roster_entry_id": "bigint", "facts": "jsonb"})
    execute(
        f"""UPDATE {_TABLE} f SET facts = (f.facts - %s::text[]) || n.facts
            FROM loading_facts n WHERE n.roster_entry_id = f.roster_entry_id""",  # noqa: S608
        [[column.id for column in facts]],
    )
