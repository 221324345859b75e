"""When a unit registers: whether the year is open for it, by when, and who receives it."""

import datetime as dt

from thidua.campaigns import due_dates, launched
from thidua.campaigns.models import Campaign, RegistrationLimits, Step
from thidua.campaigns.models.calendar import ANSWER_WITHIN
from thidua.organisations.models import Organisation
from thidua.organisations.queries import placed_on
from thidua.registrations.models import Registration
from thidua.web.clock import today


def due_on_of(campaign: Campaign, organisation: Organisation) -> dt.date | None:
    """The day by which a unit sends; None where the calendar sets none."""
    return due_dates.due_date(campaign, Step.REGISTER, organisation)


def is_open(campaign: Campaign, organisation: Organisation) -> bool:
    """Whether the year is launched for a unit, and registering has begun."""
    return launched.is_open(campaign, Step.REGISTER, organisation)


def receiver_of(organisation: Organisation, *, year: int) -> Organisation | None:
    """Who reads what a unit sends: the one it stands under today, in a year that is over on its
    last day. None: the province sends to nobody.
    """
    day = min(today(), dt.date(year, 12, 31))
    place = organisation.placements.filter(placed_on(day)).select_related("parent").first()
    return place.parent if place is not None else None


def limits_of(registration: Registration) -> RegistrationLimits | None:
    """How much is registered in its year; None: the province set nothing."""
    return getattr(registration.campaign, "registration_limits", None)


def answer_within(limits: RegistrationLimits | None) -> int:
    """In how many working days the superior answers."""
    return limits.answer_within if limits is not None else ANSWER_WITHIN
