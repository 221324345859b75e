"""Loading the sheet *Chưa kiểm điểm*: whose reviews were put off, why, and when they were made up
for.
"""

import datetime as dt

import polars as pl
from django.utils import timezone

from thidua.campaigns.actions import note_roster
from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.facts.loading.finding import find_subjects
from thidua.facts.loading.subjects import refuse_decided, roster, warn_of_names
from thidua.facts.sheets import PUT_OFF
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.loading.sheets import Stage
from thidua.loading.writing import blanks, insert, update
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.roster.putting_off import follow_notes
from thidua.vocabulary import NotReviewed, SubjectType
from thidua.web.clock import today
from thidua.workbooks import ParsedSheet, compare

_TABLE = "roster_putoff"
_COLUMNS = {"reason": "text", "note": "text", "reviewed_on": "date"}


def stored_notes(campaign: Campaign) -> pl.DataFrame:
    """entry_id, organisation_id, reason, note, reviewed_on of every review put off this year."""
    return read_frame(
        f"""SELECT p.roster_entry_id, e.organisation_id, {", ".join(f"p.{c}" for c in _COLUMNS)}
            FROM {_TABLE} p JOIN roster_rosterentry e ON e.id = p.roster_entry_id
            WHERE e.campaign_id = %s""",  # noqa: S608
        [campaign.pk],
        schema={
            "entry_id": pl.Int64,
            "organisation_id": pl.Int64,
            **dict.fromkeys(("reason", "note"), pl.String),
            "reviewed_on": pl.Date,
        },
    )


def load_put_off(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet; subjects that it does not name stay as they are noted."""
    campaign = loading.campaign
    if campaign is None:
        return Outcome(file=parsed.problems.file, sheet=PUT_OFF.title, in_error=parsed.frame.height)
    check = Checking(parsed, loading)
    check.fits(note=300)
    find_subjects(check, roster(campaign), campaign, code="code", led="organisation", put_off=True)
    warn_of_names(check)
    _check_rows(check, campaign)
    good = check.good(["subject_type", "code", "organisation"]).drop_nulls("entry_id")
    incoming = good.with_columns(pl.col("note").fill_null(""))
    columns = [name for name in _COLUMNS if name in parsed.found]
    known = stored_notes(campaign)
    diff = compare(existing=known, incoming=incoming, key=["entry_id"], columns=columns)
    refuse_decided(check, pl.concat([diff.changed, diff.new], how="diagonal"), column="code")
    new = diff.new.with_columns(roster_entry_id="entry_id", noted_on=pl.lit(today()))
    insert(_TABLE, new, ["roster_entry_id", *_COLUMNS, "noted_on"])
    changed = diff.changed.with_columns(roster_entry_id="entry_id")
    update(_TABLE, changed, {name: _COLUMNS[name] for name in columns}, key="roster_entry_id")
    if follow_notes(campaign.pk):
        note_roster(campaign, frozen_at=timezone.now())
    return check.outcome(diff, subject="code", columns=[PUT_OFF.column(name) for name in columns])


def _check_rows(check: Checking, campaign: Campaign) -> None:
    first, last = dt.date(campaign.year, 1, 1), today()
    rows = check.frame.with_columns(first=pl.lit(first), last=pl.lit(last))
    check.fail(
        rows.filter(~pl.col("reviewed_on").is_between(first, last)),
        column="reviewed_on",
        message=Text(
            "ngày kiểm điểm bù trước năm thi đua hoặc chưa tới",
            "a review made up for before the year, or on a day to come",
        ),
        expected=Text("một ngày từ {first} đến {last}", "a day from {first} to {last}"),
    )
    untold = (pl.col("reason") == NotReviewed.OTHER.value) & pl.col("note").is_null()
    check.fail(
        check.frame.filter(untold),
        column="note",
        message=Text("lý do khác mà không ghi rõ", "another reason that is not told"),
        expected=Text("ghi rõ lý do ở cột này", "the reason in this column"),
    )


def export_put_off(export: YearExport) -> pl.DataFrame:
    """The sheet *Chưa kiểm điểm*: notes about the subjects inside the part that is exported."""
    notes = export.in_scope(stored_notes(export.year)).drop("organisation_id")
    subjects = roster(export.year).rename({"stored_name": "name"})
    leader = pl.col("subject_type") == SubjectType.LEADER.value
    rows = notes.join(subjects, on="entry_id", maintain_order="left")
    ordered = rows.sort("subject_type", "organisation_code", "code")
    return blanks(ordered.with_columns(organisation=pl.when(leader).then("led")))


PUT_OFF_SHEET = YearSheet(
    "facts", PUT_OFF, load_put_off, export_put_off, place=18, stage=Stage.SUBJECTS
)
