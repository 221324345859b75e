"""The organisation tree as it stood on one day, as a frame."""

import datetime as dt

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import own_review_dates
from thidua.db.frames import read_frame
from thidua.roster.founding import founding_days
from thidua.roster.months import months_until

DEPTH = 8
"""More levels than any tree of ours has: province, upper level, grassroots, sub-committee, cell."""

_PLACED = """
    SELECT o.id, p.parent_id, o.code, o.name, o.tier, o.body, o.sector, o.sort_key, o.search_key
    FROM organisations_placement p JOIN organisations_organisation o ON o.id = p.organisation_id
    WHERE p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s)
"""
_SCHEMA = {
    "organisation_id": pl.Int64,
    "parent_id": pl.Int64,
    **dict.fromkeys(
        ("code", "name", "tier", "body", "sector", "sort_key", "search_key"), pl.String
    ),
}


def tree_on(day: dt.date) -> pl.DataFrame:
    """Every organisation placed in the tree on `day`, one row each.

    Columns: organisation_id, parent_id, grassroots_id, upper_level_id (its ancestors of that tier,
    itself where it is of that tier, null where there is none), code, name, tier, body, sector,
    sort_key, search_key."""
    tree = read_frame(_PLACED, [day, day], schema=_SCHEMA)
    return tree.join(_ancestors(tree), on="organisation_id", how="left")


def with_reviews(tree: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """Beside each organisation `review_date` (when it reviews, its members and leaders with it) and
    `months_since_founding`, whole months until then.
    """
    reviewed = tree.join(
        own_review_dates(campaign), on="organisation_id", how="left", maintain_order="left"
    ).with_columns(pl.col("review_date").fill_null(campaign.review_date))
    founded = reviewed.join(
        founding_days(), on="organisation_id", how="left", maintain_order="left"
    )
    age = months_until(pl.col("review_date"), since=pl.col("founded_on"))
    return founded.with_columns(months_since_founding=age).drop("founded_on")


def _ancestors(tree: pl.DataFrame) -> pl.DataFrame:
    """organisation_id, grassroots_id, upper_level_id: by climbing all branches one step at a
    time.
    """
    above = tree.select(climbed="organisation_id", tier="tier", next="parent_id")
    steps = []
    climb = tree.select("organisation_id", climbed="organisation_id")
    for _ in range(DEPTH):
        here = climb.join(above, on="climbed")
        steps.append(here.select("organisation_id", "climbed", "tier"))
        climb = here.drop_nulls("next").select("organisation_id", climbed="next")
    found = pl.concat(steps)
    return found.group_by("organisation_id").agg(
        pl.col("climbed").filter(pl.col("tier") == tier).first().alias(f"{tier}_id")
        for tier in ("grassroots", "upper_level")
    )
