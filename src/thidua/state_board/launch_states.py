"""Where units stand with the launch of a year: told of it, opened by somebody who acts for them,
carried down by an upper-level body.

The launch tells units by notices of its own kinds; their words are what is stored of them, for the
room that launches stands above this one.
"""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db.models import CharField, ExpressionWrapper, F, Min, OuterRef, QuerySet, Subquery
from django.urls import reverse

from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign, Step, UnitLaunch
from thidua.campaigns.unit_states import StepStates, UnitStanding, UnitState
from thidua.notices.models import Notice
from thidua.organisations.models import Organisation
from thidua.state_board.judging import NOT_STARTED
from thidua.vocabulary import Tier
from thidua.web.clock import shown

_KINDS = ("launching.launched", "launching.carried_down")


def standings(campaign: Campaign, units: Collection[int] | None) -> Mapping[int, UnitStanding]:
    """One query. Of a year that counts as launched by its day alone the plans that bodies carried
    down tell, for the units below them too; of a year without any nothing is known.
    """
    if campaign.launched_at is not None:
        return _by_the_act(campaign, units)
    return _by_plans(campaign, units) if is_launched(campaign) else {}


def _by_plans(campaign: Campaign, units: Collection[int] | None) -> Mapping[int, UnitStanding]:
    """A body that carried the launch down, and every unit in its part: launched on that day; the
    others not yet, where any body has a plan.
    """
    part = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    plans = UnitLaunch.objects.filter(campaign=campaign, launched_at__isnull=False)
    known: bool | None = getattr(campaign, "has_plans", None)  # as the frame of a page tells
    if known is False or (known is None and not plans.exists()):
        return {}
    above = plans.alias(part=part).filter(part__startswith=F("organisation__path"))
    found = _of(units).annotate(carried=Subquery(above.values("launched_at")[:1]))
    return {
        unit: _launched(campaign, tier) or _carried(at)
        for unit, tier, at in found.values_list("pk", "tier", "carried")
    }


def _launched(campaign: Campaign, tier: str) -> UnitStanding | None:
    """The province is done once it launched; None of the others."""
    if tier != Tier.PROVINCE:
        return None
    at = campaign.launched_at
    return UnitStanding(UnitState.ACCEPTED, shown(at).date() if at else campaign.launch_date)


def _carried(at: dt.datetime | None) -> UnitStanding:
    return UnitStanding(UnitState.ACCEPTED, shown(at).date()) if at else NOT_STARTED


def _of(units: Collection[int] | None) -> "QuerySet[Organisation]":
    found = Organisation.objects.all()
    return found if units is None else found.filter(pk__in=units)


def _by_the_act(campaign: Campaign, units: Collection[int] | None) -> Mapping[int, UnitStanding]:
    opened = (
        Notice.objects.filter(
            campaign=campaign, kind__in=_KINDS, organisation=OuterRef("pk"), read_at__isnull=False
        )
        .order_by()
        .values("organisation")
        .annotate(first=Min("read_at"))
        .values("first")
    )
    carried = UnitLaunch.objects.filter(campaign=campaign, organisation=OuterRef("pk"))
    found = _of(units).annotate(
        opened=Subquery(opened), carried=Subquery(carried.values("launched_at")[:1])
    )
    standing: dict[int, UnitStanding] = {}
    for unit, tier, first, down in found.values_list("pk", "tier", "opened", "carried"):
        at = down or first
        if launched := _launched(campaign, tier):
            standing[unit] = launched
            continue
        if at is None:
            continue
        waits = tier == Tier.UPPER_LEVEL and down is None
        state = UnitState.SENT if waits else UnitState.ACCEPTED
        standing[unit] = UnitStanding(state, shown(at).date())
    return standing


def _address(campaign: Campaign, code: str) -> str:
    """Where a unit reads the launch."""
    return reverse("launch_read", kwargs={"year": campaign.year, "code": code})


LAUNCH_STATES = StepStates(Step.LAUNCH, standings, _address, without_days=True)
