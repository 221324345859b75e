"""Reading a year: its calendar, its frameworks, its roster; scoped to who asks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db.models import Q

from thidua.accounts.actors import Actor
from thidua.campaigns.errors import CampaignNotFoundError
from thidua.campaigns.models import Campaign, Deadline, ReviewDay, Step
from thidua.db.frames import read_frame
from thidua.organisations.models import Organisation
from thidua.organisations.queries import organisations_visible_to
from thidua.vocabulary import Sector


def campaign_of(year: int) -> Campaign:
    """The campaign of a year. Raises CampaignNotFoundError naming the years there are."""
    campaign = Campaign.objects.filter(year=year).first()
    if campaign is None:
        raise CampaignNotFoundError.year(
            year, known=list(Campaign.objects.values_list("year", flat=True))
        )
    return campaign


def deadlines(campaign: Campaign) -> list[Deadline]:
    """The calendar of the year, in the order of its steps."""
    order = {step: index for index, step in enumerate(Step.values)}
    return sorted(campaign.deadlines.all(), key=lambda deadline: order[deadline.step])


_OWN_REVIEW_DATES = """
    WITH RECURSIVE climb (organisation_id, at, step) AS (
        SELECT o.id, o.id, 0 FROM organisations_organisation o
        WHERE EXISTS (SELECT 1 FROM campaigns_reviewday WHERE campaign_id = %s)
        UNION ALL
        SELECT c.organisation_id, p.parent_id, c.step + 1
        FROM climb c JOIN organisations_placement p ON p.organisation_id = c.at
        WHERE p.parent_id IS NOT NULL AND p.starts_on <= %s
            AND (p.ends_on IS NULL OR p.ends_on >= %s)
    )
    SELECT DISTINCT ON (c.organisation_id) c.organisation_id, d.review_date
    FROM climb c JOIN organisations_organisation o ON o.id = c.at
    JOIN campaigns_reviewday d ON d.campaign_id = %s
        AND (d.organisation_id = o.id OR d.sector <> '' AND d.sector = o.sector)
    ORDER BY c.organisation_id, c.step, d.sector
"""
"""An organisation's own row sorts before that of its kind, which has a word in `sector`."""


def own_review_dates(campaign: Campaign) -> pl.DataFrame:
    """The organisations that do not review on the day of the year: organisation_id, review_date.

    The nearest date counts: that of the organisation itself, of its kind, then so with what it
    stands under on the cut-off day. Nobody in it: the day of the year."""
    year, day = campaign.pk, campaign.cut_off_date
    schema = {"organisation_id": pl.Int64, "review_date": pl.Date}
    if not getattr(campaign, "has_own_review_days", True):  # as the frame of a page tells
        return pl.DataFrame(schema=schema)
    return read_frame(_OWN_REVIEW_DATES, [year, day, day, year], schema=schema)


def review_dates_of(campaign: Campaign, organisations: Sequence[int]) -> dict[int, dt.date]:
    """When each of these organisations (by id) reviews, its members and leaders with it."""
    own = dict(own_review_dates(campaign).iter_rows())
    return {pk: own.get(pk, campaign.review_date) for pk in organisations}


def review_date_of(campaign: Campaign, organisation: Organisation) -> dt.date:
    """When an organisation reviews, its members and leaders with it."""
    return review_dates_of(campaign, [organisation.pk])[organisation.pk]


@dataclass(frozen=True)
class ReviewDayLine:
    """A date of its own as a page lists it: whose, and the organisation where it is one's."""

    review_date: dt.date
    sector: Sector | None
    organisation: Organisation | None


def review_days(campaign: Campaign, *, actor: Actor) -> list[ReviewDayLine]:
    """The review dates beside that of the year: of kinds of organisation, and of organisations that
    the actor may see.
    """
    visible = organisations_visible_to(actor)
    days = ReviewDay.objects.filter(campaign=campaign).select_related("organisation")
    return [
        ReviewDayLine(day.review_date, Sector(day.sector) if day.sector else None, day.organisation)
        for day in days.filter(Q(organisation=None) | Q(organisation__in=visible))
    ]
