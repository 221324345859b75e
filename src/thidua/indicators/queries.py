"""What a reader asks of the readings of one unit; the unit itself was found in their scope."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.apps import apps
from django.db.models import Q

from thidua.indicators.actions import of_key
from thidua.indicators.lines import Line
from thidua.indicators.models import Reading
from thidua.organisations.models import Organisation


def readings_of(line: Line, unit: Organisation) -> list[Reading]:
    """The unit's readings of an indicator, this year's and last year's, by their day. One
    question.
    """
    keys = Q(**of_key(line.key))
    if line.before:
        keys |= Q(**of_key(line.before))
    return list(Reading.objects.filter(keys, organisation=unit).order_by("on"))


@dataclass(frozen=True)
class Edit:
    """One number that stood for a month: who saved it when (`gone`: it was taken out then)."""

    on: dt.date
    value: Decimal
    source: str
    by: str
    at: dt.datetime
    gone: bool


def edits_of(line: Line, unit: Organisation) -> list[Edit]:
    """Every number that was ever saved for this year, the newest first, as the history has them."""
    events = apps.get_model("indicators", "ReadingEvent").objects
    found = events.filter(organisation=unit, **of_key(line.key)).order_by("-pgh_id")
    return [
        Edit(
            on=one.on,
            value=one.value,
            source=one.source,
            by=one.saved_by_name,
            at=one.pgh_created_at,
            gone=one.pgh_label == "delete",
        )
        for one in found
    ]
