"""Reading bodies beside the tree, scoped to who asks.

For rooms above: `bodies_for` a committee, `bodies_of` an actor whose grants are narrowed, the
`officers_of` a body, and `committee_paths`: below which an actor reads for their bodies."""

from collections.abc import Iterable

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.accounts.models import Delegation, RoleGrant, User
from thidua.bodies.models import AdvisoryBody
from thidua.organisations.models import Organisation
from thidua.organisations.queries import within
from thidua.vocabulary import Tier
from thidua.web.clock import today
from thidua.workbooks.text import fold


def open_bodies() -> QuerySet[AdvisoryBody]:
    """The bodies that work today, in order of kind and name, whoever asks."""
    open_ones = Q(ends_on=None) | Q(ends_on__gte=today())
    bodies = AdvisoryBody.objects.filter(open_ones).select_related("committee")
    return bodies.order_by("kind", "name", "pk")


def has_ended(body: AdvisoryBody) -> bool:
    """Whether a body works no more: its last day is past."""
    return body.ends_on is not None and body.ends_on < today()


def ended_body_of(user: User, key: int) -> AdvisoryBody | None:
    """A body that works no more, for whoever worked for it to its end; None: no such body. Their
    grant opens nothing of it: what may be told is that it ended.
    """
    grants = RoleGrant.objects.filter(user=user, body=key)
    to_the_end = grants.filter(Q(ends_on=None) | Q(ends_on__gte=F("body__ends_on")))
    ended = AdvisoryBody.objects.filter(pk=key, ends_on__lt=today())
    return ended.filter(Exists(to_the_end)).select_related("committee").first()


def bodies_for(committee: Organisation | int) -> list[AdvisoryBody]:
    """The bodies that a committee works with today. One question."""
    return list(open_bodies().filter(committee=committee))


def bodies_of(actor: Actor) -> list[AdvisoryBody]:
    """The bodies that the actor's narrowed grants are for today; none for whoever has whole grants
    alone. No question to the database where there is none.
    """
    keys = _keys(scope_of(actor))
    return list(open_bodies().filter(pk__in=keys)) if keys else []


def committee_paths(actor: Actor) -> dict[str, list[int]]:
    """Where the actor works for bodies: the path of each committee in the tree, with the keys of
    their bodies there. What a room lets a body read lies under it. Asks nothing.
    """
    found: dict[str, list[int]] = {}
    for grant in scope_of(actor).narrowed:
        if grant.body_id is not None:
            found.setdefault(grant.path, []).append(grant.body_id)
    return found


def officers_of(bodies: "Iterable[AdvisoryBody] | QuerySet[AdvisoryBody]") -> QuerySet[User]:
    """Accounts in use that work for one of these bodies today, by their own grant or a lent one."""
    own, lent = _working(bodies)
    return User.objects.filter(Exists(own) | Exists(lent), is_active=True).order_by("username")


def body_of_officer(bodies: "QuerySet[AdvisoryBody]") -> Coalesce:
    """Of users: the key of the body, among these, that they work for today (None: for none)."""
    own, lent = _working(bodies)
    by_name = ("kind", "name", "pk")
    return Coalesce(
        Subquery(own.order_by(*(f"body__{name}" for name in by_name)).values("body")[:1]),
        Subquery(
            lent.order_by(*(f"grant__body__{name}" for name in by_name)).values("grant__body")[:1]
        ),
    )


def _working(
    bodies: "Iterable[AdvisoryBody] | QuerySet[AdvisoryBody]",
) -> "tuple[QuerySet[RoleGrant], QuerySet[Delegation]]":
    """Of a user of the outer query: the grants by which they work for these bodies today, their own
    and those lent to them.
    """
    day = today()
    in_force = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))
    grants = RoleGrant.objects.filter(
        in_force, body__in=bodies if isinstance(bodies, QuerySet) else list(bodies)
    )
    lent = Delegation.objects.filter(
        revoked_at=None,
        starts_on__lte=day,
        ends_on__gte=day,
        grant__in=grants,
        grant__user__is_active=True,
        delegate=OuterRef("pk"),
    )
    return grants.filter(user=OuterRef("pk")), lent


def bodies_visible_to(actor: Actor) -> QuerySet[AdvisoryBody]:
    """Bodies of the committees in the actor's part of the tree and of those above it, whose names
    are no secret; of a narrowed grant the body alone. Ended ones too.
    """
    scope = scope_of(actor)
    bodies = AdvisoryBody.objects.select_related("committee")
    if scope.everything:
        return bodies
    own = Q(pk__in=_keys(scope))
    part = within(scope, organisation="committee") | Q(committee__in=_above(scope))
    return bodies.filter(own | part)


def bodies_found(
    actor: Actor, *, words: str = "", kind: str = "", ended: bool = False
) -> QuerySet[AdvisoryBody]:
    """Those by words of their name, short name or committee, and by kind; the higher committees
    first. `ended`: those that work no more, instead of those that do.
    """
    past = Q(ends_on__lt=today())
    found = bodies_visible_to(actor).filter(past if ended else ~past)
    if kind:
        found = found.filter(kind=kind)
    if words:
        named = Q(name__icontains=words) | Q(short_name__icontains=words)
        found = found.filter(named | Q(committee__search_key__contains=fold(words)))
    rank = Case(*(When(committee__tier=tier.value, then=-tier.code) for tier in Tier))
    return found.order_by(rank, "committee__sort_key", "kind", "name", "pk")


def _keys(scope: Scope) -> list[int]:
    """The bodies of the narrowed grants."""
    return [grant.body_id for grant in scope.narrowed if grant.body_id is not None]


def _above(scope: Scope) -> set[int]:
    """The organisations above the actor's own, by key."""
    return {int(key) for path in scope.paths for key in path.strip("/").split("/") if key}
