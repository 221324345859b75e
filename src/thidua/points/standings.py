"""What awards are told of a unit's standing: settled places alone, with their source."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.awards.standings import Facts, StandingFact
from thidua.blocs.models import BlocMember, CriteriaSet, SetState
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Placement
from thidua.organisations.queries import placed_on
from thidua.points.models import ScoreSheet
from thidua.points.permissions import sees_points
from thidua.points.places import places_of
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import today


def settled_places(actor: Actor, campaign: Campaign, units: Collection[int]) -> Facts:
    """The places of these units in blocs whose members at work are all settled by the criteria in
    force. One question.
    """
    blocs: dict[int, list[ScoreSheet]] = {}
    for sheet in _settled(campaign, units):
        blocs.setdefault(sheet.bloc_id, []).append(sheet)
    found: dict[int, list[StandingFact]] = {}
    for sheets in blocs.values():
        seen = sees_points(actor, sheets[0].bloc, {sheet.unit_id for sheet in sheets})
        places = places_of({sheet.unit_id: _total(sheet) for sheet in sheets})
        for sheet in sheets:
            if sheet.unit_id in units:
                fact = _fact(sheet, places[sheet.unit_id], len(sheets), seen=seen)
                found.setdefault(sheet.unit_id, []).append(fact)
    return found


def _fact(sheet: ScoreSheet, place: int, number: int, *, seen: bool) -> StandingFact:
    settled = sheet.settled_at
    return StandingFact(
        bloc=sheet.bloc.name,
        place=place,
        number=number,
        total=_total(sheet),
        settled_on=timezone.localtime(settled).date() if settled else None,
        href=reverse("points", args=[sheet.bloc.campaign.year, sheet.bloc_id]) if seen else "",
    )


def _total(sheet: ScoreSheet) -> Decimal:
    """As the question added it up."""
    total: Decimal = sheet.total  # type: ignore[attr-defined]
    return total


def _settled(campaign: Campaign, units: Collection[int]) -> "QuerySet[ScoreSheet]":
    """The settled sheets of these units' blocs, where nobody at work waits."""
    accepted = ScoreSheet.objects.filter(status=SubmissionStatus.ACCEPTED)
    of_unit = Placement.objects.filter(placed_on(today()), organisation=OuterRef("organisation"))
    with_sheet = accepted.filter(
        bloc=OuterRef("bloc"),
        unit=OuterRef("organisation"),
        criteria_set=OuterRef(OuterRef("criteria_set")),
    )
    waiting = BlocMember.objects.filter(Exists(of_unit), ~Exists(with_sheet), bloc=OuterRef("bloc"))
    of_set = OuterRef("criteria_set__bloc")
    newer = CriteriaSet.objects.filter(
        Q(bloc=of_set) | Q(bloc=None, organiser=OuterRef("criteria_set__organiser")),
        campaign=campaign,
        state=SetState.SIGNED,
        version__gt=OuterRef("criteria_set__version"),
    )
    own_set = CriteriaSet.objects.filter(bloc=OuterRef("bloc"), state=SetState.SIGNED)
    mine = BlocMember.objects.filter(organisation__in=units, campaign=campaign)
    found = accepted.filter(~Exists(waiting), bloc__in=mine.values("bloc"))
    by_force = Q(criteria_set__bloc__isnull=False) & ~Exists(newer.filter(bloc__isnull=False))
    for_all = Q(criteria_set__bloc=None) & ~Exists(newer.filter(bloc=None)) & ~Exists(own_set)
    totals = found.filter(by_force | for_all).annotate(total=Sum("scores__settled"))
    return totals.select_related("bloc__campaign").order_by("pk")
