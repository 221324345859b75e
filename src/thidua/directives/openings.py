"""Who has opened a document: written down once a person, counted by unit for whoever keeps it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.models import RoleGrant, User
from thidua.directives.models import Directive, DirectiveOpening
from thidua.notices.telling import ACTING
from thidua.organisations.models import Organisation
from thidua.organisations.queries import placed_on, within
from thidua.vocabulary import Tier


def note_opening(*, directive: Directive, user: User) -> None:
    """Write down that somebody opened a document; the first time counts, whoever looks on is left
    out.
    """
    grants = [one for one in scope_of(user).grants if one.role in ACTING]
    if not grants and user.person_id is None:
        return
    if DirectiveOpening.objects.filter(directive=directive, user=user).exists():
        return
    DirectiveOpening.objects.bulk_create(
        [
            DirectiveOpening(
                directive=directive,
                user=user,
                unit_id=grants[0].organisation_id if grants else None,
            )
        ],
        ignore_conflicts=True,
    )


@dataclass(frozen=True)
class Opened:
    """How many units of a part have opened a document."""

    units: int
    of_units: int

    @property
    def left(self) -> int:
        return self.of_units - self.units


def opened(directive: Directive, *, actor: Actor) -> Opened:
    """The count inside the actor's part of the tree."""
    counted = _units(directive, actor).aggregate(units=Count("first_at"), of_units=Count("pk"))
    return Opened(**counted)


def not_opened(directive: Directive, *, actor: Actor) -> "QuerySet[Organisation]":
    """The units in the actor's part that somebody acts for, none of whom has opened it yet."""
    return _units(directive, actor).filter(Q(first_at=None)).order_by("path")


def units_of(directive: Directive) -> "QuerySet[Organisation]":
    """The units below the document's organisation that somebody acts for by an account today."""
    today = timezone.localdate()  # grants run by real days
    acting = RoleGrant.objects.filter(
        placed_on(today),
        organisation=OuterRef("pk"),
        role__in=ACTING,
        user__is_active=True,
    )
    units = Organisation.objects.filter(Exists(acting)).exclude(tier=Tier.PROVINCE)
    own = directive.organisation
    if own is None:
        return units
    return units.filter(path__startswith=own.path).exclude(pk=own.pk)


def _units(directive: Directive, actor: Actor) -> "QuerySet[Organisation]":
    """Those of them in the actor's part, with `first_at`: when somebody of them opened it first
    (None: nobody has).
    """
    first = (
        DirectiveOpening.objects.filter(directive=directive, unit=OuterRef("pk"))
        .order_by()
        .values("unit")
        .annotate(first=Min("at"))
        .values("first")
    )
    units = units_of(directive).filter(within(scope_of(actor)))
    return units.annotate(first_at=Subquery(first))
