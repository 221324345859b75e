"""Making a year in the browser, from nothing or from how the year before was set up."""

import datetime as dt

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.actions import CampaignValues, open_campaign
from thidua.campaigns.calendar_cells import Days, calendar_of, write_calendar
from thidua.campaigns.models import Campaign, Deadline, RegistrationLimits, ReviewDay
from thidua.campaigns.working_days import days_off, on_a_working_day
from thidua.history.tracking import recording
from thidua.launching.errors import LaunchError
from thidua.organisations.queries import root_path


@transaction.atomic
def make_year(
    *, year: int, values: CampaignValues, copied_from: Campaign | None, actor: Actor
) -> Campaign:
    """Make a year that the province alone sees until it is launched. From another year come its
    calendar, limits, review dates of units and local layer: days move by as many years, off
    weekends and days off. Frameworks are bound and the roster is frozen for themselves.

    Raises LaunchError where the year exists, CampaignRefusedError for days outside it,
    PermissionDenied."""
    authority = authorise(actor, "launching.prepare", path=root_path())
    if Campaign.objects.filter(year=year).exists():
        raise LaunchError.year_exists(year)
    details = {"copied_from": copied_from.year} if copied_from else {}
    with recording(act="launching.make_year", actor=authority, year=year, **details):
        layer: CampaignValues = {}
        if copied_from is not None:
            layer = {"local_layer": copied_from.local_layer}
        made = open_campaign(year=year, values={**layer, **values}, actor=actor)
        made.in_preparation = True
        made.save(update_fields=["in_preparation"])
        if copied_from is not None:
            _copy(copied_from, made)
    return made


def _copy(source: Campaign, made: Campaign) -> None:
    move = _Moving(made.year - source.year, made.year)
    cells = {
        place: Days(move(days.due_on), days.opens_on and move(days.opens_on))
        for place, days in calendar_of(source).items()
    }
    write_calendar(made, cells)
    by_tier = {step for step, _tier in cells}
    Deadline.objects.bulk_create(
        Deadline(campaign=made, step=one.step, due_on=move(one.due_on))
        for one in source.deadlines.all()
        if one.step not in by_tier
    )
    limits = RegistrationLimits.objects.filter(campaign=source).first()
    if limits is not None:
        limits.pk, limits.campaign, limits.confirmed = None, made, False
        limits._state.adding = True
        limits.save()
    ReviewDay.objects.bulk_create(
        ReviewDay(
            campaign=made,
            sector=one.sector,
            organisation_id=one.organisation_id,
            review_date=move(one.review_date),
        )
        for one in source.review_days.all()
    )


class _Moving:
    """Moves a day by some years, to the working day on or before it."""

    def __init__(self, years: int, year: int) -> None:
        self.years = years
        self.off = days_off(dt.date(year, 1, 1), dt.date(year + 1, 12, 31))

    def __call__(self, day: dt.date) -> dt.date:
        return on_a_working_day(years_later(day, self.years), self.off)


def years_later(day: dt.date, years: int) -> dt.date:
    """The same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
