"""Whom the launch of a year concerns."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import get_args

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from thidua.accounts.models import Role, RoleGrant
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import STEP_STATES, UnitState
from thidua.commitments.models import Commitment
from thidua.language import Language, Text, speaking
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import placed_on
from thidua.registrations.models import Registration
from thidua.vocabulary import Tier
from thidua.web.clock import today

RECIPIENTS = (Tier.UPPER_LEVEL, Tier.GRASSROOTS)
"""Tiers of which every unit has to have somebody who is told of the launch."""
SENT = {UnitState.SENT, UnitState.RETURNED, UnitState.ACCEPTED}


def units_of(campaign: Campaign, *, below: Organisation | None = None) -> QuerySet[Organisation]:
    """The organisations below the province, or below one of them, that stand in the tree today; for
    a year that is over, on its cut-off day.
    """
    day = min(today(), campaign.cut_off_date)
    placed = Placement.objects.filter(placed_on(day), organisation=OuterRef("pk"))
    found = Organisation.objects.filter(Exists(placed)).exclude(tier=Tier.PROVINCE)
    if below is not None:
        found = found.filter(path__startswith=below.path).exclude(pk=below.pk)
    return found


def acted_for() -> "QuerySet[RoleGrant]":
    """The grants by which somebody acts today for the organisation of the query around: whom a
    launch reaches there.
    """
    return RoleGrant.objects.filter(
        placed_on(today()),
        organisation=OuterRef("pk"),
        role__in=[Role.PROVINCE, Role.UPPER_LEVEL, Role.GRASSROOTS, Role.CELL],
        user__is_active=True,
    )


def units_that_sent(campaign: Campaign) -> int:
    """How many units have sent something of the year to whoever stands above, in any step."""
    registered = Registration.objects.filter(campaign=campaign, version__gte=1)
    committed = Commitment.objects.filter(campaign=campaign, version__gte=1)
    sent = set(registered.values_list("organisation", flat=True))
    sent |= set(committed.values_list("cell", flat=True))
    for room in STEP_STATES:
        if room.step == Step.LAUNCH:
            continue
        standings = room.standings(campaign, None).items()
        sent |= {unit for unit, standing in standings if standing.state in SENT}
    return len(sent)


def read_page(campaign: Campaign) -> Callable[[Organisation], str]:
    """Where a unit reads the launch: its own page of it."""
    return lambda unit: reverse("launch_read", kwargs={"year": campaign.year, "code": unit.code})


def of_tiers(campaign: Campaign, tiers: Collection[Tier]) -> list[Organisation]:
    """The units of some tiers; whoever counts as grassroots in the calendar too."""
    words = {tier.value for tier in tiers}
    if Tier.GRASSROOTS in tiers:
        words.add(Tier.SUB_COMMITTEE.value)
    return list(units_of(campaign).filter(tier__in=words))


def on_paper(day: dt.date | None) -> str:
    """A day as a sentence names it."""
    return f"{day:%d/%m/%Y}" if day else ""


def step_title(step: Step) -> Text:
    """The name of a step in both languages."""
    names = []
    for language in get_args(Language):
        with speaking(language):
            names.append(str(step.label))
    return Text(*names)
