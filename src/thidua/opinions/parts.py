"""The grids of a reader's part of the tree: where there is something to grade, how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.opinions.models import Grade
from thidua.opinions.permissions import ACTING
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under
from thidua.roster.models import RosterEntry
from thidua.vocabulary import OpinionKind, SubjectType

MOST = 200
"""So many cells are listed."""


@dataclass(frozen=True)
class Place:
    """One unit. `members`: rated ones; `graded`: of how many its committee graded something;
    `mine`: the reader grades here.
    """

    unit: Organisation
    members: int
    graded: int
    mine: bool


def with_grids(campaign: Campaign, scope: Scope) -> list[Place]:
    """The reader's own units first, then the cells below them, in the order of the tree. Three
    questions.
    """
    own = {grant.organisation_id for grant in scope.grants if grant.role in ACTING}
    everywhere = Q() if scope.everything else under(scope.paths, organisation="organisation")
    members = RosterEntry.objects.filter(
        everywhere, campaign=campaign, subject_type=SubjectType.MEMBER, rated=True
    )
    counts: Mapping[int, int] = dict(
        members.order_by().values_list("organisation").annotate(Count("pk"))
    )
    units = Organisation.objects.filter(Q(pk__in=list(counts)[:5_000]) | Q(pk__in=own))
    listed = list(units.order_by("path")[:MOST])
    graded: Mapping[int, int] = dict(
        Grade.objects.filter(
            opinion__campaign=campaign,
            opinion__kind=OpinionKind.CELL_COMMITTEE,
            opinion__unit__in=[unit.pk for unit in listed],
        )
        .order_by()
        .values_list("opinion__unit")
        .annotate(Count("opinion__person", distinct=True))
    )
    places = [
        Place(unit, counts.get(unit.pk, 0), graded.get(unit.pk, 0), unit.pk in own)
        for unit in listed
    ]
    return sorted(places, key=lambda one: not one.mine)
