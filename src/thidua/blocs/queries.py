"""Reading blocs and criteria, scoped to who asks.

For rooms above: `sets_in_force` (what a unit is measured by this year), `bloc_of`."""

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.blocs.models import Agreement, Bloc, BlocMember, CriteriaSet, Criterion, SetState
from thidua.blocs.permissions import leads
from thidua.bodies.queries import committee_paths
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Placement, Succession
from thidua.organisations.queries import placed_on, under
from thidua.web.clock import today


def _paths(actor: Actor) -> tuple[str, ...]:
    """The parts of the tree that lie open to the actor here: by whole grants, and by grants for a
    body beside the tree, which reads the criteria of its committee's part.
    """
    return (*scope_of(actor).paths, *committee_paths(actor))


def _above(paths: Collection[str]) -> set[int]:
    """These organisations and those above them, by key."""
    return {int(key) for path in paths for key in path.strip("/").split("/") if key}


def blocs_visible_to(actor: Actor, campaign: Campaign) -> QuerySet[Bloc]:
    """Blocs of a year that were set up in the actor's part, that have a member there, or of which
    the actor's own unit, or one above it, is a member.
    """
    blocs = Bloc.objects.filter(campaign=campaign).select_related("organiser", "head", "deputy")
    if scope_of(actor).everything:
        return blocs
    paths = _paths(actor)
    inside = under(paths, organisation="organisation") | Q(organisation__in=_above(paths))
    members = BlocMember.objects.filter(inside, bloc=OuterRef("pk"))
    return blocs.filter(under(paths, organisation="organiser") | Exists(members))


def with_numbers(blocs: QuerySet[Bloc]) -> QuerySet[Bloc]:
    """Blocs that know how many members they have (`size`), in order of kind and name."""
    return blocs.annotate(size=Count("members")).order_by("kind", "name", "pk")


def members_of(bloc: Bloc) -> list[BlocMember]:
    """The members in Vietnamese order, each with its unit."""
    return list(bloc.members.select_related("organisation"))


def no_more(units: Collection[int]) -> dict[int, Organisation | None]:
    """Which of these units stand in the tree no more today, and what each became (None: nothing
    is known). Two questions.
    """
    standing = Placement.objects.filter(placed_on(today()), organisation__in=units)
    here = set(standing.values_list("organisation", flat=True))
    gone: dict[int, Organisation | None] = {unit: None for unit in units if unit not in here}
    if gone:
        into = Succession.objects.filter(predecessor__in=gone).select_related("successor")
        gone |= {one.predecessor_id: one.successor for one in into.order_by("happened_on", "pk")}
    return gone


def sets_visible_to(actor: Actor, campaign: Campaign) -> QuerySet[CriteriaSet]:
    """Versions of criteria of a year that the actor may read: of blocs that they see, and those
    for all units of an organiser at, above or below their own. Drafts too: see `readable`.
    """
    sets = CriteriaSet.objects.filter(campaign=campaign).select_related(
        "organiser", "bloc__organiser", "bloc__head"
    )
    if scope_of(actor).everything:
        return sets
    paths = _paths(actor)
    for_all = Q(bloc=None) & (
        under(paths, organisation="organiser") | Q(organiser__in=_above(paths))
    )
    return sets.filter(for_all | Q(bloc__in=blocs_visible_to(actor, campaign)))


def readable(criteria_set: CriteriaSet, actor: Actor) -> bool:
    """A draft is private to whoever writes it; what was sent or signed is read by all who see its
    bloc.
    """
    drafted = criteria_set.state == SetState.DRAFT
    return not drafted or leads(actor, criteria_set.bloc, criteria_set.organiser)


def versions_of(bloc: Bloc, actor: Actor) -> list[CriteriaSet]:
    """The versions of a bloc's criteria that the actor may read, the newest first."""
    sets = bloc.criteria_sets.select_related("organiser", "bloc__head", "bloc__organiser")
    return [one for one in sets.order_by("-version") if readable(one, actor)]


def agreements_of(criteria_set: CriteriaSet) -> dict[int, Agreement]:
    """What each member answered, by the unit's key."""
    return {one.organisation_id: one for one in criteria_set.agreements.all()}


def bloc_of(unit: Organisation, campaign: Campaign) -> list[Bloc]:
    """The blocs of a year that a unit is a member of: at most one of each kind."""
    return list(Bloc.objects.filter(campaign=campaign, members__organisation=unit))


def sets_in_force(unit: Organisation, campaign: Campaign) -> list[CriteriaSet]:
    """The newest signed criteria that a unit is measured by: of its blocs, and those for all units
    of the organisations above it; each with its criteria.
    """
    own = Q(bloc__members__organisation=unit)
    for_all = Q(bloc=None, organiser__in=_above([unit.path])) & ~Q(organiser=unit)
    signed = CriteriaSet.objects.filter(own | for_all, campaign=campaign, state=SetState.SIGNED)
    rows = Prefetch("criteria", queryset=Criterion.objects.order_by("position", "pk"))
    newest: dict[tuple[int, int | None], CriteriaSet] = {}
    for one in (
        signed.select_related("bloc", "organiser").prefetch_related(rows).order_by("version")
    ):
        newest[one.organiser_id, one.bloc_id] = one
    return list(newest.values())


def children_free(bloc: Bloc, sector: str) -> list[Organisation]:
    """The units of a kind directly under a bloc's organiser today that are in no bloc of its kind
    this year.
    """
    places = Placement.objects.filter(placed_on(today()), parent=bloc.organiser_id)
    taken = BlocMember.objects.filter(campaign=bloc.campaign_id, kind=bloc.kind)
    found = Organisation.objects.filter(pk__in=places.values("organisation"), sector=sector)
    return list(found.exclude(pk__in=taken.values("organisation")).order_by("sort_key", "code"))
