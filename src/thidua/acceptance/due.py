"""By when a committee answers: so many working days after a registration was sent."""

import datetime as dt
from collections.abc import Collection

from thidua.campaigns.models import Campaign
from thidua.campaigns.models.calendar import ANSWER_WITHIN
from thidua.campaigns.working_days import days_off, works
from thidua.registrations.models import Registration
from thidua.web.clock import shown

REACH = dt.timedelta(days=150)
"""The longest that the days of the limits can stretch over."""


def answer_within(campaign: Campaign) -> int:
    """In how many working days a superior answers, this year."""
    limits = getattr(campaign, "registration_limits", None)
    return limits.answer_within if limits is not None else ANSWER_WITHIN


def answer_dues(registrations: Collection[Registration]) -> dict[int, dt.date]:
    """The day by which each is to be answered, by its key; one query for all. The registrations
    come with their campaign and its limits; what was never sent is left out.
    """
    sent = {one.pk: shown(one.sent_at).date() for one in registrations if one.sent_at is not None}
    if not sent:
        return {}
    off = days_off(min(sent.values()), max(sent.values()) + REACH)
    return {
        one.pk: _later(sent[one.pk], answer_within(one.campaign), off)
        for one in registrations
        if one.pk in sent
    }


def _later(day: dt.date, number: int, off: Collection[dt.date]) -> dt.date:
    for _ in range(number):
        day += dt.timedelta(days=1)
        while not works(day, off):
            day += dt.timedelta(days=1)
    return day
