"""Figures counted beforehand, so that no reader waits: soon after something changed, and at night.

Changes are taken together: a year is counted again at most once in `REST`."""

import datetime as dt
from collections.abc import Iterator

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.accounts.actors import scope_of
from thidua.accounts.models import RoleGrant, User
from thidua.campaigns.models import Campaign
from thidua.organisations.queries import placed_on
from thidua.ratings.body_counts import member_levels, unrated_in, upper_levels
from thidua.ratings.summaries import HOLDS, KEY
from thidua.reports.dashboard import dashboard
from thidua.reports.overview import name_of
from thidua.reports.season import Look, groups_with, in_season, season
from thidua.vocabulary import Tier

QUEUE = "figures"
REST = dt.timedelta(minutes=2)
COUNTED_YEARS = 2
"""The year that is going on, and the one it is compared with."""
READERS = (Tier.PROVINCE.value, Tier.UPPER_LEVEL.value)
"""Whose parts are large enough to be counted beforehand."""

# When the newest was counted, and how much is kept that no longer holds.
_STALE = f"""
    SELECT max(s.counted_at), count(*) FILTER (WHERE NOT ({HOLDS}))
    FROM ratings_summary s
    WHERE s.campaign_id = %s AND {KEY} = ANY(%s)
"""  # noqa: S608


@app.periodic(cron="* * * * * */20")  # the sixth field counts seconds
@app.task(name="reports.keep_up", queue=QUEUE, queueing_lock="reports.keep_up", pass_context=False)
def keep_up(timestamp: int) -> None:
    """Count again what changed since it was counted last."""
    now = dt.datetime.fromtimestamp(timestamp, tz=dt.UTC)
    for campaign in _years():
        if is_behind(campaign, now=now):
            count_beforehand(campaign)


@app.periodic(cron="10 2 * * *")
@app.task(name="reports.nightly", queue=QUEUE, queueing_lock="reports.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    """Count whatever changed, for every year that pages open on."""
    for campaign in _years():
        count_beforehand(campaign)


def is_behind(campaign: Campaign, *, now: dt.datetime | None = None) -> bool:
    """Whether something of the year is to be counted again, and it is time to."""
    names = [str(pk) for pk in upper_levels(campaign)]
    names += [name_of(scope_of(reader)) for reader in readers()]
    with connection.cursor() as cursor:
        cursor.execute(_STALE, [campaign.pk, names])
        newest, stale = cursor.fetchone() or (None, 0)
    if newest is None:
        return True
    return bool(stale) and (now or timezone.now()) >= newest + REST


def count_beforehand(campaign: Campaign) -> None:
    """Count what the figures and the first page of the province and of its bodies show; what
    still holds is not counted again.
    """
    for reader in readers():
        page = dashboard(campaign=campaign, actor=reader)
        for group in groups_with(page.sums) if in_season(page.sums) else ():
            season(campaign=campaign, actor=reader, page=page, look=Look(group))
    unrated_in(campaign)
    member_levels(campaign)


def readers() -> Iterator[User]:
    """One account for each part of the tree that officers of the province or of an upper-level
    body see: whoever sees the same part is shown the same counts.
    """
    today = timezone.localdate()
    grants = RoleGrant.objects.filter(placed_on(today), organisation__tier__in=READERS)
    seen: set[str] = set()
    for user in User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk"):
        name = name_of(scope_of(user))
        if name not in seen:
            seen.add(name)
            yield user


def _years() -> list[Campaign]:
    return list(Campaign.objects.filter(roster_frozen_at__isnull=False)[:COUNTED_YEARS])
