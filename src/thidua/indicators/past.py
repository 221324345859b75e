"""Readings of a past that was kept elsewhere, all at once: a province that begins with the product
brings its years.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.indicators.actions import of_key
from thidua.indicators.models import Reading
from thidua.organisations.models import Organisation


@dataclass(frozen=True)
class PastReading:
    """One number: of which unit and indicator (by its key, “i12” or “o7”), for which month's end,
    who entered it when (aware).
    """

    unit: Organisation
    key: str
    on: dt.date
    value: Decimal
    source: str
    at: dt.datetime
    by: str
    note: str = ""


@transaction.atomic
def record_past(*, campaign: Campaign, readings: Iterable[PastReading], actor: Operator) -> int:
    """Write them in a few statements; how many there are. Whoever calls vouches for them: the
    database alone refuses what cannot be kept.
    """
    made = [
        Reading(
            organisation=one.unit,
            on=one.on,
            value=one.value,
            source=one.source,
            note=one.note,
            saved_at=one.at,
            saved_by_name=one.by,
            **of_key(one.key),
        )
        for one in readings
    ]
    with recording(act="indicators.record_past", actor=actor, year=campaign.year):
        Reading.objects.bulk_create(made, batch_size=2_000)
    return len(made)
