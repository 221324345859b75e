"""Everything that changes a year: opening it, binding its frameworks, loading corrected texts,
freezing its roster.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TypedDict

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.calendar_cells import follow_steps
from thidua.campaigns.decided import refuse_if_decided
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign, Deadline
from thidua.history.tracking import recording
from thidua.organisations.queries import root_path


class CampaignValues(TypedDict, total=False):
    """What may be said of a year; what is left out stays as it is."""

    name: str
    spirit: str
    motto: str
    next_theme: str
    review_date: dt.date
    cut_off_date: dt.date
    launch_date: dt.date | None
    launch_venue: str
    local_layer: str
    deadlines: Mapping[str, dt.date]


FIELDS = tuple(CampaignValues.__annotations__)
_BINDING = {"review_date", "local_layer"}


@transaction.atomic
def open_campaign(*, year: int, values: CampaignValues, actor: Actor) -> Campaign:
    """Open a review year, or change it while nothing is decided.

    `deadlines` maps steps of the year to days; the ones given replace all earlier ones. A changed
    cut-off date asks for a new roster, a changed review date or local layer for new frameworks:
    both are undone here. Raises CampaignRefusedError: unknown or missing values, days outside the
    year, decisions already issued."""
    authority = authorise(actor, "campaigns.change", path=root_path())
    _refuse_unknown(values)
    campaign = Campaign.objects.select_for_update().filter(year=year).first() or Campaign(year=year)
    given = {name: value for name, value in values.items() if name != "deadlines"}
    changed = {name for name, value in given.items() if getattr(campaign, name) != value}
    deadlines = values.get("deadlines")
    if (
        campaign.pk
        and not changed
        and (deadlines is None or _deadlines(campaign) == dict(deadlines))
    ):
        return campaign
    refuse_if_decided(campaign)
    for name in changed:
        setattr(campaign, name, given[name])
    if "local_layer" in changed:
        campaign.local_layer_version = None
    _refuse_incomplete(campaign)
    with recording(act="campaigns.open", actor=authority, year=year):
        _save(campaign, changed)
        if deadlines is not None:
            _replace_deadlines(campaign, deadlines)
    return campaign


def _refuse_unknown(values: CampaignValues) -> None:
    if unknown := sorted(set(values) - set(FIELDS)):
        raise CampaignRefusedError.unknown(unknown, FIELDS)


def _refuse_incomplete(campaign: Campaign) -> None:
    needed = ("review_date", "cut_off_date")
    if missing := [name for name in needed if getattr(campaign, name) is None]:
        raise CampaignRefusedError.missing(missing)
    first, last = dt.date(campaign.year, 1, 1), dt.date(campaign.year, 12, 31)
    for name, latest in (
        ("cut_off_date", last),
        ("review_date", dt.date(campaign.year + 1, 12, 31)),
    ):
        if not first <= getattr(campaign, name) <= latest:
            raise CampaignRefusedError.outside(name, getattr(campaign, name), first, latest)


def hold_under(campaign: Campaign, *, layer_id: str, version: int) -> None:
    """Name the version of the local layer that a year is held under: a part of an act that binds
    texts.
    """
    campaign.local_layer, campaign.local_layer_version = layer_id, version
    campaign.save(update_fields=["local_layer", "local_layer_version"])


def note_roster(campaign: Campaign, *, frozen_at: dt.datetime | None) -> None:
    """Note when the roster of a year was frozen, or that it has to be frozen again (None): a part
    of the act that freezes it or changes what it stands on.
    """
    campaign.roster_frozen_at = frozen_at
    campaign.save(update_fields=["roster_frozen_at"])


def _save(campaign: Campaign, changed: set[str]) -> None:
    if campaign.pk and changed & {"cut_off_date", *_BINDING}:
        campaign.roster_frozen_at = None
    campaign.save()
    if changed & _BINDING:
        campaign.bindings.all().delete()


def _deadlines(campaign: Campaign) -> dict[str, dt.date]:
    return dict(campaign.deadlines.values_list("step", "due_on"))


def _replace_deadlines(campaign: Campaign, deadlines: Mapping[str, dt.date]) -> None:
    follow_steps(campaign, deadlines)
    campaign.deadlines.exclude(step__in=deadlines).delete()
    for step, day in deadlines.items():
        Deadline.objects.update_or_create(campaign=campaign, step=step, defaults={"due_on": day})
