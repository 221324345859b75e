"""On which days a decision may be dated: not before those it is about were reviewed, and issued no
earlier than on its day.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import own_review_dates, review_dates_of
from thidua.organisations.models import Organisation
from thidua.web.clock import today


@dataclass(frozen=True)
class Bounds:
    """The first and the last day, both included."""

    first: dt.date
    last: dt.date

    def nearest(self, day: dt.date) -> dt.date:
        """The day itself, or the bound that it lies beyond."""
        return min(max(day, self.first), self.last)

    def hold(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def bounds_of(campaign: Campaign, issuers: Iterable[Organisation]) -> dict[int, Bounds]:
    """Per issuer (by its id) the days that its drafts may be dated on.

    From the first review of anybody below it (schools review in summer) to the end of the year
    after; where that is over, to today: a decision that supplements an old one comes late.
    """
    issuers = list(issuers)
    last = max(dt.date(campaign.year + 1, 12, 31), today())
    if own_review_dates(campaign).is_empty():
        return {issuer.pk: Bounds(campaign.review_date, last) for issuer in issuers}
    placed = list(Organisation.objects.values_list("pk", "path"))
    dates = review_dates_of(campaign, [pk for pk, _ in placed])
    return {
        issuer.pk: Bounds(
            min(
                (dates[pk] for pk, path in placed if path.startswith(issuer.path)),
                default=campaign.review_date,
            ),
            last,
        )
        for issuer in issuers
    }


def bounds_for(campaign: Campaign, issuer: Organisation) -> Bounds:
    """The days that one issuer's drafts may be dated on."""
    return bounds_of(campaign, [issuer])[issuer.pk]


def reviewed_on(campaign: Campaign, items: pl.DataFrame) -> pl.DataFrame:
    """Add `reviewed_on`: when the organisation of each subject (`organisation_id`) reviewed."""
    own = own_review_dates(campaign).rename({"review_date": "own"})
    return (
        items.join(own, on="organisation_id", how="left", maintain_order="left")
        .with_columns(reviewed_on=pl.col("own").fill_null(pl.lit(campaign.review_date)))
        .drop("own")
    )


def before_review(
    campaign: Campaign, items: pl.DataFrame, decided_on: Sequence[tuple[int, dt.date]]
) -> pl.DataFrame:
    """The items whose decision is dated before they were reviewed, with `reviewed_on`."""
    days = pl.DataFrame(
        list(decided_on), schema={"decision": pl.Int64, "decided_on": pl.Date}, orient="row"
    )
    dated = reviewed_on(campaign, items).join(days, on="decision", maintain_order="left")
    return dated.filter(pl.col("decided_on") < pl.col("reviewed_on"))
