"""Reading documents, scoped to who asks: those of one's own part, and of every level above it."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import Authority, authorise, may
from thidua.campaigns.models import Campaign
from thidua.directives.models import Directive, DirectiveLink
from thidua.organisations.models import MembershipSpell, Organisation
from thidua.organisations.queries import placed_on, root_path, under

CHANGE = "directives.change"


def directives_for(actor: Actor, campaign: Campaign) -> "QuerySet[Directive]":
    """The documents in force for this reader in a year, the newest first: those of the year, and
    those for every year that were signed in it or before. Each with its links.
    """
    of_year = Q(campaign=campaign) | Q(campaign=None, signed_on__year__lte=campaign.year)
    return (
        _readable(actor)
        .filter(of_year, withdrawn_at=None)
        .select_related("organisation", "campaign")
        .prefetch_related(Prefetch("links", DirectiveLink.objects.order_by("kind", "pk")))
    )


def directive_for(actor: Actor, pk: int) -> Directive | None:
    """One document that this reader may know, withdrawn ones too; None otherwise."""
    found = _readable(actor).select_related("organisation", "campaign").filter(pk=pk)
    return found.first()


def linked(kind: str, key: str, *, actor: Actor) -> "QuerySet[Directive]":
    """The documents linked to a thing, as far as this reader may know them."""
    return linked_to_any(kind, [key], actor=actor)


def linked_to_any(kind: str, keys: Collection[str], *, actor: Actor) -> "QuerySet[Directive]":
    """The same of several things at once."""
    links = DirectiveLink.objects.filter(kind=kind, target__in=keys)
    return _readable(actor).filter(withdrawn_at=None, pk__in=links.values("directive"))


def may_change(actor: Actor, organisation: Organisation | None) -> bool:
    """Whether the actor keeps the documents for this part of the tree (None: for every part)."""
    return may(actor, CHANGE, path=_path(organisation))


def authority_over(actor: Actor, organisation: Organisation | None) -> Authority:
    """By what the actor keeps the documents for this part. Raises PermissionDenied."""
    return authorise(actor, CHANGE, path=_path(organisation))


def own_organisations(actor: Actor) -> list[Organisation]:
    """The organisations whose documents the actor keeps, their own ones alone, the highest first;
    for the operator the province.
    """
    scope = scope_of(actor)
    ids = [one.organisation_id for one in scope.grants if may(actor, CHANGE, path=one.path)]
    if scope.everything:
        return list(Organisation.objects.filter(path=root_path()))
    return list(Organisation.objects.filter(pk__in=ids).order_by("path"))


def _path(organisation: Organisation | None) -> str:
    return organisation.path if organisation is not None else root_path()


def _readable(actor: Actor) -> "QuerySet[Directive]":
    """Documents for the reader's places, for what stands above them, and, for whoever holds a role,
    for what stands below; nothing for who has no place in the tree.
    """
    scope = scope_of(actor)
    if scope.everything:
        return Directive.objects.all()
    for_all = Q(organisation=None)
    found: list[Q] = []
    if scope.paths:
        above = {int(part) for path in scope.paths for part in path.split("/") if part}
        found.append(for_all | Q(organisation__in=above))
        found.append(under(scope.paths, organisation="organisation"))
    if scope.person_id is not None:
        stands = MembershipSpell.objects.filter(
            placed_on(timezone.localdate()), person=scope.person_id
        )
        above_it = stands.filter(organisation__path__startswith=OuterRef("organisation__path"))
        found.append(Q(Exists(stands)) & for_all | Q(Exists(above_it)))
    if not found:
        return Directive.objects.none()
    return Directive.objects.filter(reduce(or_, found))
