"""Reading the tree and its people, scoped to who asks: no role over a part of the tree, no rows of
it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Person,
    Placement,
    Position,
    Succession,
)
from thidua.vocabulary import MembershipEnd, MembershipStatus, PositionRole, Tier

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class HasParent(TypedDict):
        under: int

    Child = WithAnnotations[Organisation, HasParent]

_ROOT = "/"
_ROOT_DEPTH = 2
"""Signs "/" in the path of the province: whoever covers it sees everybody there is."""
_TRANSFERRED = MembershipEnd.TRANSFERRED.value


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Organisations inside the actor's part of the tree, those that have left it too, in order of
    their codes.
    """
    return Organisation.objects.filter(within(scope_of(actor)))


def organisation_ids(scope: Scope) -> list[int]:
    """The organisations inside a scope, for whoever narrows a frame to them."""
    return list(Organisation.objects.filter(within(scope)).values_list("pk", flat=True))


def covers_everybody(scope: Scope) -> bool:
    """Whether somebody sees the whole province."""
    return scope.everything or any(path.count("/") <= _ROOT_DEPTH for path in scope.paths)


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """People who are or were members, or hold or held posts, in the actor's part of the tree; and
    the actor.
    """
    scope = scope_of(actor)
    if covers_everybody(scope):
        return Person.objects.all()
    inside = organisations_visible_to(actor).values("pk")
    return Person.objects.filter(
        Q(pk__in=MembershipSpell.objects.filter(organisation__in=inside).values("person"))
        | Q(pk__in=Position.objects.filter(organisation__in=inside).values("person"))
        | Q(pk=scope.person_id)
    )


def children_of(
    actor: Actor, *parents: Organisation, on: dt.date | None = None
) -> "QuerySet[Child]":
    """The organisations directly under these on a day (today), as far as the actor may see them, in
    Vietnamese order.

    Each knows as `under` the id of the one it stands under.
    """
    below = Placement.objects.filter(placed_on(on or timezone.localdate()), parent__in=parents)
    own_place = below.filter(organisation=OuterRef("pk")).values("parent")[:1]
    visible = organisations_visible_to(actor).filter(pk__in=below.values("organisation"))
    return visible.annotate(under=Subquery(own_place)).order_by("sort_key", "code")


def ancestors_of(organisation: Organisation) -> list[Organisation]:
    """The organisations above one, the province first; by its latest place in the tree. Names are
    no secret.
    """
    ids = [int(part) for part in organisation.path.split("/") if part][:-1]
    found = Organisation.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def root_above(organisation: Organisation) -> int:
    """The province, by its id, as the place of an organisation in the tree says."""
    return int(organisation.path.split("/")[1])


def posts_in(
    actor: Actor, organisation: Organisation, *, on: dt.date | None = None
) -> QuerySet[Position]:
    """The posts held in an organisation on a day (today), heads first."""
    day = on or timezone.localdate()
    visible = organisations_visible_to(actor).filter(pk=organisation.pk)
    rank = Case(*(When(role=role.value, then=role.code) for role in PositionRole))
    return (
        Position.objects.filter(placed_on(day), organisation__in=visible)
        .select_related("person")
        .order_by(rank, "person__sort_key", "person__code")
    )


def ended_in_year(year: int, *, actor: Actor) -> dict[str, int]:
    """How many memberships in the actor's part of the tree ended in a year, by the word of
    `MembershipEnd`; "": nobody has said how.

    Who goes on in the part the day after, in another cell or with another standing, has not ended
    there."""
    inside = within(scope_of(actor), organisation="organisation")
    spells = MembershipSpell.objects.filter(inside)
    goes_on = spells.filter(
        person=OuterRef("person"), starts_on=OuterRef("ends_on") + dt.timedelta(days=1)
    )
    how = Case(
        When(end_reason="", status=MembershipStatus.TRANSFERRED, then=Value(_TRANSFERRED)),
        default=F("end_reason"),
    )
    ended = spells.filter(ends_on__year=year).annotate(how=how, goes_on=Exists(goes_on))
    counted = (
        ended.exclude(how__in=["", _TRANSFERRED], goes_on=True)
        .order_by()
        .values_list("how")
        .annotate(number=Count("pk"))
    )
    return dict(counted)


def placed_on(day: dt.date) -> Q:
    """The condition that a dated row holds on a day."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def province() -> Organisation | None:
    """The root of the tree; None before there is one."""
    provinces = Organisation.objects.filter(tier=Tier.PROVINCE).exclude(path="")
    return provinces.order_by("path").first()


def root_path() -> str:
    """The province's path, where what concerns the whole tree is permitted; "/" before there is a
    province.
    """
    root = province()
    return root.path if root else _ROOT


def province_id() -> int | None:
    """The root of the tree; None before there is one."""
    provinces = Organisation.objects.filter(tier=Tier.PROVINCE).order_by("pk")
    return provinces.values_list("pk", flat=True).first()


def within(scope: Scope, *, organisation: str = "", person: str | None = None) -> Q:
    """The condition that a row lies in the scope: under one of its organisations, or about its own
    person.

    `organisation` and `person` are the lookups that lead from the row to an organisation and a
    person; "": the row is an organisation itself."""
    if scope.everything:
        return Q()
    condition = under(scope.paths, organisation=organisation)
    if person is not None and scope.person_id is not None:
        condition |= Q(**{person: scope.person_id})
    return condition


def gone_into(paths: Iterable[str], *, organisation: str) -> Q:
    """The condition that a row belongs to a unit that is gone and whose only successor lies under
    one of these paths: what was the former's is read there. `organisation` as in `within`.
    """
    wanted = list(paths)
    if not wanted:
        return Q(pk__in=[])
    others = Succession.objects.filter(predecessor=OuterRef("predecessor"))
    placed = Placement.objects.filter(organisation=OuterRef("predecessor"), ends_on=None)
    successors = Succession.objects.filter(under(wanted, organisation="successor"))
    alone = successors.exclude(Exists(others.exclude(pk=OuterRef("pk")))).exclude(Exists(placed))
    return Q(**{f"{organisation}__in": alone.values("predecessor")})


def under(paths: Iterable[str], *, organisation: str = "") -> Q:
    """The condition that a row lies under one of these paths of the tree; `organisation` as in
    `within`.
    """
    lookup = f"{organisation}__path__startswith" if organisation else "path__startswith"
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{lookup: path})
    return condition
