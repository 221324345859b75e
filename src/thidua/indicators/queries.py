"""What a reader asks of the readings of one unit; the unit itself was found in their scope."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.apps import apps
from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.indicators.actions import of_key
from thidua.indicators.lines import Line
from thidua.indicators.models import Reading
from thidua.indicators.permissions import ACTS, VIEW
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under


def readings_of(line: Line, unit: Organisation) -> list[Reading]:
    """The unit's readings of an indicator, this year's and last year's, by their day. One
    question.
    """
    keys = Q(**of_key(line.key))
    if line.before:
        keys |= Q(**of_key(line.before))
    return list(Reading.objects.filter(keys, organisation=unit).order_by("on"))


def readings_visible_to(actor: Actor, campaign: Campaign) -> "QuerySet[Reading]":
    """The readings of the year in the actor's part of the tree."""
    scope = scope_of(actor)
    paths = (grant.path for grant in scope.grants if grant.role in ACTS[VIEW])
    inside = Q() if scope.everything else under(paths, organisation="organisation")
    of_year = Q(indicator__campaign=campaign) | Q(own__campaign=campaign)
    return Reading.objects.filter(of_year, inside).select_related(
        "organisation", "indicator", "own"
    )


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
