"""Loading the sheet *Khen thưởng*: each row is an award asked for; whether it may be given is
checked later.
"""

import datetime as dt

import polars as pl

from thidua.awards.loading.givers import with_givers
from thidua.awards.sheets import awards_sheet
from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.loading.writing import blanks, insert, update
from thidua.organisations.loading import stored
from thidua.ratings.loading.earlier import subject_ids
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.vocabulary import StateAuthority
from thidua.web.clock import today
from thidua.workbooks import ParsedSheet, compare

_TABLE = "awards_award"
_KEY = ("form", "subject_type", "organisation_id", "person_id")
_TYPES = {
    "authority_id": "bigint",
    "state_authority": "text",
    "number": "text",
    "decided_on": "date",
    "status": "text",
    "refusals": "jsonb",
}


def stored_awards(campaign: Campaign) -> pl.DataFrame:
    """The year's awards: id, form, subject_type, organisation_id, person_id, authority (code of
    an organisation, or word of an authority of the State), number, date.
    """
    return read_frame(
        f"""SELECT a.id, {", ".join(f"a.{column}" for column in _KEY)}, coalesce(o.code,
                   a.state_authority), a.number,
                   a.decided_on
            FROM {_TABLE} a LEFT JOIN organisations_organisation o ON o.id = a.authority_id
            WHERE a.campaign_id = %s ORDER BY a.id""",  # noqa: S608
        [campaign.pk],
        schema={
            "id": pl.Int64,
            "form": pl.String,
            "subject_type": pl.String,
            "organisation_id": pl.Int64,
            "person_id": pl.Int64,
            "authority": pl.String,
            "number": pl.String,
            "date": pl.Date,
        },
    )


def load_awards(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet *Khen thưởng*. An award that changes has to be checked by the rules
    again.
    """
    sheet, campaign = awards_sheet(), loading.campaign
    if campaign is None:
        return Outcome(file=parsed.problems.file, sheet=sheet.title, in_error=parsed.frame.height)
    check = Checking(parsed, loading)
    check.fits(number=60)
    _check_days(check, campaign)
    organisations = stored.organisations().select("id", "code", "name", "short_name", "tier")
    given = with_givers(check, subject_ids(check), organisations)
    good = check.good(["form", "subject_type", "code"]).select("row")
    incoming = given.join(good, on="row", how="semi", maintain_order="left").with_columns(
        pl.col("number").fill_null("")
    )
    known = stored_awards(campaign)
    diff = compare(
        existing=known, incoming=incoming, key=_KEY, columns=["authority", "number", "date"]
    )
    new = _stored_as(diff.new, organisations).with_columns(campaign_id=pl.lit(campaign.pk))
    insert(_TABLE, new, ["campaign_id", *_KEY, *_TYPES])
    changed = diff.changed.join(known.select("id", *_KEY), on=list(_KEY), nulls_equal=True)
    update(_TABLE, _stored_as(changed, organisations), _TYPES)
    return check.outcome(diff, subject="code", columns=sheet.columns)


def _check_days(check: Checking, campaign: Campaign) -> None:
    """Nobody is recognised for a year before it began, nor on a day that has not come."""
    first, last = dt.date(campaign.year, 1, 1), today()
    check.fail(
        check.frame.filter(~pl.col("date").is_between(first, last)),
        column="date",
        message=Text(
            f"ngày khen thưởng của năm {campaign.year} trước năm ấy hoặc chưa tới",
            f"an award of {campaign.year} dated before that year, or on a day to come",
        ),
        expected=Text(
            f"một ngày từ {first:%d/%m/%Y} đến hôm nay {last:%d/%m/%Y}, hoặc để trống",
            f"a day from {first:%d/%m/%Y} to today, {last:%d/%m/%Y}, or a blank cell",
        ),
    )


def _stored_as(rows: pl.DataFrame, organisations: pl.DataFrame) -> pl.DataFrame:
    authorities = organisations.select(authority_id="id", authority="code")
    return rows.join(authorities, on="authority", how="left", maintain_order="left").with_columns(
        state_authority=pl.when(pl.col("authority_id").is_null())
        .then("authority")
        .otherwise(pl.lit("")),
        decided_on="date",
        status=pl.lit("proposed"),
        refusals=pl.lit("[]"),
    )


def export_awards(export: YearExport) -> pl.DataFrame:
    """The sheet *Khen thưởng*: awards of the exported subjects."""
    rows = export.with_subject_codes(stored_awards(export.year))
    names = {word.value: word.title.vi for word in StateAuthority}
    return blanks(rows.with_columns(pl.col("authority").replace(names)))


AWARDS_SHEET = YearSheet(
    "decisions", lambda _: awards_sheet(), load_awards, export_awards, place=40
)
