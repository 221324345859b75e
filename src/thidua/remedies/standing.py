"""Where every unit stands with its remedies: what is still open of its own and, of a cell, of its
members; numbers alone.
"""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.http import urlencode

from thidua.campaigns.calendar import steps_of
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import StepStates, UnitStanding, UnitState
from thidua.language import Text
from thidua.remedies.counting import flows_over, overdue_on
from thidua.remedies.forms import ALL
from thidua.remedies.models import Remedy, State
from thidua.web.clock import today


def standings(
    campaign: Campaign, units: Collection[int] | None = None
) -> Mapping[int, UnitStanding]:
    """Of each unit with remedies of the year's review or flowed over into it, once the step has
    begun: until then they are named, and nobody is late with them. One question.
    """
    if not _begun(campaign):
        return {}
    of_earlier = Q(campaign__year__lt=campaign.year) & flows_over(campaign.year, today())
    rows = Remedy.objects.filter(Q(campaign=campaign) | of_earlier)
    if units is not None:
        rows = rows.filter(organisation__in=units)
    counted = (
        rows.order_by()
        .values("organisation")
        .annotate(
            open=Count("pk", filter=Q(state=State.OPEN)),
            late=Count("pk", filter=overdue_on(today())),
            waiting=Count("pk", filter=Q(state=State.PROOF_SENT)),
            closed_on=Max("closed_on"),
        )
    )
    return {
        one["organisation"]: _standing(
            one["open"], one["late"], one["waiting"], closed_on=one["closed_on"]
        )
        for one in counted
    }


def _begun(campaign: Campaign) -> bool:
    """A year without a calendar has begun."""
    step = next(one for one in steps_of(campaign) if one.step == Step.FOLLOW_UP)
    return step.opens_on is None or step.opens_on <= today()


def _standing(left: int, late: int, waiting: int, *, closed_on: dt.date | None) -> UnitStanding:
    if not left:
        state = UnitState.SENT if waiting else UnitState.ACCEPTED
        return UnitStanding(state, since=None if waiting else closed_on)
    said = Text("còn {left} việc khắc phục", "{left} remedies are open").format(left=left)
    if late:
        over = Text(", {late} quá hạn", ", {late} overdue").format(late=late)
        said = Text(said.vi + over.vi, said.en + over.en)
    return UnitStanding(UnitState.DRAFTING, missing=said)


def _address(campaign: Campaign, code: str) -> str:
    """The board, narrowed to the unit."""
    query = urlencode({"xem": ALL, "don_vi": code})
    return f"{reverse('remedies', args=(campaign.year,))}?{query}"


STANDINGS = StepStates(Step.FOLLOW_UP, standings, _address, named_only=True, without_days=True)
