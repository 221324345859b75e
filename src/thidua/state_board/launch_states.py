"""Where units stand with the launch of a year: told of it, opened by somebody who acts for them,
carried down by an upper-level body.

The launch tells units by notices of its own kinds; their words are what is stored of them, for the
room that launches stands above this one.
"""

from collections.abc import Collection, Mapping

from django.db.models import Min, OuterRef, Subquery
from django.urls import reverse

from thidua.campaigns.models import Campaign, Step, UnitLaunch
from thidua.campaigns.unit_states import StepStates, UnitStanding, UnitState
from thidua.notices.models import Notice
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier
from thidua.web.clock import shown

_KINDS = ("launching.launched", "launching.carried_down")


def standings(campaign: Campaign, units: Collection[int] | None) -> Mapping[int, UnitStanding]:
    """Of a year launched by the act: one query. Of any other nothing is known, nobody is named."""
    if campaign.launched_at is None:
        return {}
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
    found = Organisation.objects.annotate(
        opened=Subquery(opened), carried=Subquery(carried.values("launched_at")[:1])
    )
    if units is not None:
        found = found.filter(pk__in=units)
    standing: dict[int, UnitStanding] = {}
    for unit, tier, first, down in found.values_list("pk", "tier", "opened", "carried"):
        at = down or first
        if at is None:
            continue
        waits = tier == Tier.UPPER_LEVEL and down is None
        state = UnitState.SENT if waits else UnitState.ACCEPTED
        standing[unit] = UnitStanding(state, shown(at).date())
    return standing


def _address(campaign: Campaign, code: str) -> str:
    """Where a unit reads the launch."""
    return reverse("launch_read", kwargs={"year": campaign.year, "code": code})


LAUNCH_STATES = StepStates(Step.LAUNCH, standings, _address)
