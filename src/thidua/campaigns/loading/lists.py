"""Loading the sheets *Chỉ tiêu* and *Hạn chế*: each is the whole list of its year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.campaigns.sheets import INDICATORS, LIMITS
from thidua.db.frames import read_frame
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Loading, Outcome
from thidua.loading.sheets import BookSheet, Export, Stage
from thidua.loading.writing import blanks, delete, insert, update
from thidua.workbooks import ParsedSheet, Sheet, compare


@dataclass
class CampaignLoading(Loading):
    """An import that has got to a year: its campaign, once there is one."""

    campaign: Campaign | None = None


class CampaignExport(Export, Protocol):
    """What a sheet is written from: the year, inside the part of the tree that is exported."""

    @property
    def year(self) -> Campaign: ...


@dataclass(frozen=True)
class YearList:
    """A numbered list of a campaign: where it is stored, what tells its rows apart, its columns'
    types.
    """

    sheet: Sheet
    table: str
    key: str
    types: Mapping[str, str]


INDICATOR_LIST = YearList(
    INDICATORS,
    "campaigns_indicator",
    "code",
    {
        "position": "integer",
        "code": "text",
        "name": "text",
        "measure": "text",
        "unit": "text",
        "direction": "text",
        "target": "numeric",
        "result": "numeric",
        "rank_region": "integer",
        "rank_country": "integer",
    },
)
LIMIT_LIST = YearList(
    LIMITS,
    "campaigns_limit",
    "position",
    {"position": "integer", "text": "text", "text_en": "text"},
)
_FRAME_TYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "numeric": pl.Decimal(18, 4),
}


def stored_list(kind: YearList, campaign: Campaign) -> pl.DataFrame:
    """The list as it is stored, in its order: id and its columns."""
    return read_frame(
        f"SELECT id, {', '.join(kind.types)} FROM {kind.table} WHERE campaign_id = %s ORDER BY "  # noqa: S608
        f"position",
        [campaign.pk],
        schema={
            "id": pl.Int64(),
            **{name: _FRAME_TYPES[sql_type] for name, sql_type in kind.types.items()},
        },
    )


def load_indicators(parsed: ParsedSheet, loading: CampaignLoading) -> Outcome:
    """Check and write the sheet *Chỉ tiêu*."""
    check = Checking(parsed, loading)
    check.fits(code=40, name=255, measure=40, unit=40)
    return _load(INDICATOR_LIST, check, loading)


def load_limits(parsed: ParsedSheet, loading: CampaignLoading) -> Outcome:
    """Check and write the sheet *Hạn chế*."""
    check = Checking(parsed, loading)
    check.fits(text=500, text_en=500)
    return _load(LIMIT_LIST, check, loading)


def _load(kind: YearList, check: Checking, loading: CampaignLoading) -> Outcome:
    campaign = loading.campaign
    good = check.good([kind.sheet.columns[0].id])
    if campaign is None:
        return Outcome(
            file=check.parsed.problems.file, sheet=kind.sheet.title, in_error=check.frame.height
        )
    texts = [name for name, sql_type in kind.types.items() if sql_type == "text"]
    incoming = good.with_columns(
        pl.col(texts).fill_null(""), position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    )
    known = stored_list(kind, campaign)
    diff = compare(existing=known, incoming=incoming, key=[kind.key], columns=list(kind.types))
    delete(kind.table, diff.missing["id"])
    columns = {name: sql_type for name, sql_type in kind.types.items() if name != kind.key}
    update(kind.table, diff.changed.join(known.select("id", kind.key), on=kind.key), columns)
    insert(
        kind.table,
        diff.new.with_columns(campaign_id=pl.lit(campaign.pk)),
        ["campaign_id", *kind.types],
    )
    subject = "code" if "code" in kind.types else "text"
    return check.outcome(diff, subject=subject, columns=kind.sheet.columns, gone=diff.missing)


def export_indicators(export: CampaignExport) -> pl.DataFrame:
    """The sheet *Chỉ tiêu*."""
    return blanks(stored_list(INDICATOR_LIST, export.year))


def export_limits(export: CampaignExport) -> pl.DataFrame:
    """The sheet *Hạn chế*."""
    return blanks(stored_list(LIMIT_LIST, export.year))


CampaignSheet = BookSheet[CampaignLoading, CampaignExport]

LISTS = (
    CampaignSheet(
        "facts", INDICATORS, load_indicators, export_indicators, place=60, stage=Stage.LISTS
    ),
    CampaignSheet("facts", LIMITS, load_limits, export_limits, place=70, stage=Stage.LISTS),
)
