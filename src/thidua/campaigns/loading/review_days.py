"""Loading the sheet *Ngày kiểm điểm*: the whole list of units with a review date of their own."""

import polars as pl

from thidua.campaigns.actions import note_roster
from thidua.campaigns.decided import decisions_issued
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.loading.lists import CampaignExport, CampaignLoading, CampaignSheet
from thidua.campaigns.models import Campaign
from thidua.campaigns.sheets import REVIEW_DAYS
from thidua.db.frames import read_frame
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.loading.sheets import Stage
from thidua.loading.writing import blanks, delete, insert, update
from thidua.organisations.loading import stored
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.workbooks import Diff, ParsedSheet, compare

_TABLE = "campaigns_reviewday"
_KEY = ("sector", "organisation_id")


def stored_review_days(campaign: Campaign) -> pl.DataFrame:
    """The dates of their own in a year: id, sector ("" for those of one organisation),
    organisation_id, organisation (its code), review_date.
    """
    return read_frame(
        f"""SELECT d.id, d.sector, d.organisation_id, o.code, d.review_date
            FROM {_TABLE} d LEFT JOIN organisations_organisation o ON o.id = d.organisation_id
            WHERE d.campaign_id = %s ORDER BY d.review_date, d.id""",  # noqa: S608
        [campaign.pk],
        schema={
            "id": pl.Int64,
            "sector": pl.String,
            "organisation_id": pl.Int64,
            "organisation": pl.String,
            "review_date": pl.Date,
        },
    )


def load_review_days(parsed: ParsedSheet, loading: CampaignLoading) -> Outcome:
    """Check and write the sheet *Ngày kiểm điểm*. A changed list asks for a new roster: who is
    rated depends on the months until the review.
    """
    check = Checking(parsed, loading)
    campaign = loading.campaign
    if campaign is None:
        return Outcome(
            file=parsed.problems.file, sheet=REVIEW_DAYS.title, in_error=check.frame.height
        )
    organisations = stored.organisations().select("id", "code")
    check.refers("organisation", organisations["code"], kind=ORGANISATION, what=AN_ORGANISATION)
    _check_units(check)
    _check_days(check, campaign)
    incoming = (
        check.good(["row"])
        .join(
            organisations.select(organisation_id="id", organisation="code"),
            on="organisation",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.col("sector").fill_null(""),
            unit=pl.coalesce("organisation", "sector"),
        )
    )
    known = stored_review_days(campaign).with_columns(
        unit=pl.coalesce("organisation", "sector"),
    )
    diff = compare(existing=known, incoming=incoming, key=_KEY, columns=["review_date"])
    if _changes(diff) and not _refused(check, campaign):
        _write(diff, known, campaign)
    return check.outcome(diff, subject="unit", columns=REVIEW_DAYS.columns, gone=diff.missing)


def _check_units(check: Checking) -> None:
    """A row is about a kind of organisation or about one organisation, and each has one date."""
    both = pl.col("sector").is_not_null() == pl.col("organisation").is_not_null()
    check.fail(
        check.frame.filter(both),
        column="sector",
        message=Text(
            "một dòng nói về một loại hình hoặc một tổ chức, không phải cả hai",
            "a row is about a kind of organisation or about one organisation, not both",
        ),
        expected=Text(
            "hoặc Loại hình, hoặc Mã tổ chức", "either the kind or the organisation's code"
        ),
    )
    check.fail(
        check.frame.filter(~both & pl.struct("sector", "organisation").is_duplicated()),
        column="review_date",
        message=Text("có hai dòng cho cùng một đơn vị", "two rows are about the same unit"),
        expected=Text("mỗi đơn vị một ngày", "one day for each"),
    )


def _check_days(check: Checking, campaign: Campaign) -> None:
    first, last = pl.date(campaign.year, 1, 1), pl.date(campaign.year + 1, 12, 31)
    rows = check.frame.with_columns(first=first, last=last)
    check.fail(
        rows.filter(~pl.col("review_date").is_between(first, last)),
        column="review_date",
        message=Text(
            f"ngày không thuộc năm thi đua {campaign.year}",
            f"a day outside the campaign of {campaign.year}",
        ),
        expected=Text("một ngày từ {first} đến {last}", "a day from {first} to {last}"),
    )


def _changes(diff: Diff) -> bool:
    return bool(diff.new.height or diff.changed.height or diff.missing.height)


def _refused(check: Checking, campaign: Campaign) -> bool:
    """Whether the year is decided, and so keeps its days; the reader is told at the rows."""
    issued = decisions_issued(campaign)
    if issued:
        check.fail(
            check.frame,
            column="review_date",
            message=CampaignRefusedError.already_decided(campaign.year, issued).text,
        )
    return bool(issued)


def _write(diff: Diff, known: pl.DataFrame, campaign: Campaign) -> None:
    delete(_TABLE, diff.missing["id"])
    changed = diff.changed.join(known.select("id", *_KEY), on=list(_KEY), nulls_equal=True)
    update(_TABLE, changed, {"review_date": "date"})
    new = diff.new.with_columns(campaign_id=pl.lit(campaign.pk))
    insert(_TABLE, new, ["campaign_id", *_KEY, "review_date"])
    note_roster(campaign, frozen_at=None)


def export_review_days(export: CampaignExport) -> pl.DataFrame:
    """The sheet *Ngày kiểm điểm*: kinds of organisation, and organisations inside the part."""
    days = stored_review_days(export.year)
    inside = export.in_scope(days.filter(pl.col("organisation_id").is_not_null()))
    return blanks(pl.concat([days.filter(pl.col("organisation_id").is_null()), inside]))


REVIEW_DAYS_SHEET = CampaignSheet(
    "facts", REVIEW_DAYS, load_review_days, export_review_days, place=80, stage=Stage.LISTS
)
