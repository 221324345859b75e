"""Reading opinions, scoped to who asks: officers and inspectors in their part of the tree, a person
their own, a body what it said itself.
"""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.accounts.permissions import ACTS
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.opinions.models import Opinion
from thidua.opinions.permissions import VIEW
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under, within
from thidua.roster.models import RosterEntry


def unit_for(scope: Scope, code: str) -> Organisation | None:
    """An organisation by its code, for who may read what is said in it; None: no such page."""
    found = Organisation.objects.filter(within(scope), code=code).first()
    return found if found is not None and may_view(scope, found) else None


def may_view(scope: Scope, unit: Organisation) -> bool:
    """Whether a reader may open the opinions of a part of the tree."""
    return scope.over(unit.path, ACTS[VIEW])


def opinions_visible_to(actor: Actor, campaign: Campaign) -> "QuerySet[Opinion]":
    """What the actor may read of a year's opinions: of subjects in their part of the tree, of
    oneself, and what their bodies said.
    """
    scope = scope_of(actor)
    opinions = Opinion.objects.filter(campaign=campaign)
    if scope.everything:
        return opinions
    paths = [grant.path for grant in scope.grants if grant.role in ACTS[VIEW]]
    entries = RosterEntry.objects.filter(under(paths, organisation="organisation"))
    listed = entries.filter(campaign=campaign)
    seen = Q(person__in=listed.exclude(person=None).values("person"))
    seen |= Q(person=None, organisation__in=listed.filter(person=None).values("organisation"))
    bodies = [grant.body_id for grant in scope.narrowed if grant.body_id is not None]
    if bodies:
        seen |= Q(body__in=bodies)
    if scope.person_id is not None:
        seen |= Q(person=scope.person_id)
    return opinions.filter(seen)


def own_entries(campaign: Campaign, person: int) -> Sequence[RosterEntry]:
    """Where a person stands on the year's list: as a member first, then in their posts."""
    rows = RosterEntry.objects.filter(campaign=campaign, person=person, rated=True)
    found = list(rows.select_related("organisation", "person", "fact_sheet"))
    return sorted(found, key=lambda one: (one.subject_type != "member", one.pk))


def said_by_body(campaign: Campaign, body: AdvisoryBody) -> int:
    """How many opinions a body gave in a year."""
    return Opinion.objects.filter(campaign=campaign, body=body).count()
