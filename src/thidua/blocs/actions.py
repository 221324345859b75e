"""Setting up blocs: made, named, members in and out, head and deputy, last year's copied.

Whoever acts for the organisation in whose part the members stand does it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.blocs.errors import BlocError
from thidua.blocs.models import Bloc, BlocKind, BlocMember, CriteriaSet, Criterion, SetState
from thidua.blocs.permissions import ARRANGE
from thidua.blocs.queries import no_more
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.models import Organisation


def add_bloc(
    *, campaign: Campaign, organiser: Organisation, kind: BlocKind, name: str, actor: Actor
) -> Bloc:
    """Set up a bloc without members. Raises BlocError (no name, one in use), PermissionDenied."""
    authority = authorise(actor, ARRANGE, path=organiser.path)
    name = name.strip()
    if not name:
        raise BlocError.no_name()
    with recording(act="blocs.add", actor=authority, bloc=name, year=campaign.year):
        same = Bloc.objects.filter(campaign=campaign, organiser=organiser, kind=kind)
        if same.filter(name__iexact=name).exists():
            raise BlocError.name_in_use(name)
        return Bloc.objects.create(campaign=campaign, organiser=organiser, kind=kind, name=name)


def add_members(*, bloc: Bloc, units: Iterable[Organisation], actor: Actor) -> None:
    """Take units in, all or none. Raises BlocError (outside the organiser's part, no more, in
    another bloc of this kind, the pact is signed), PermissionDenied.
    """
    authority = authorise(actor, ARRANGE, path=bloc.organiser.path)
    wanted = list({unit.pk: unit for unit in units}.values())
    with recording(act="blocs.add_members", actor=authority, bloc=bloc.name):
        bloc = _open(bloc)
        gone = no_more([unit.pk for unit in wanted])
        for unit in wanted:
            if unit.pk in gone:
                became = gone[unit.pk]
                raise BlocError.no_more(unit.name, became.name if became else "")
            if unit.pk == bloc.organiser_id or not unit.path.startswith(bloc.organiser.path):
                raise BlocError.outside(unit.name, bloc.organiser.name)
        _refuse_elsewhere(bloc, wanted)
        here = set(bloc.members.values_list("organisation", flat=True))
        rows = [_member(bloc, unit) for unit in wanted if unit.pk not in here]
        try:
            with transaction.atomic():
                BlocMember.objects.bulk_create(rows)
        except IntegrityError:  # somebody took one of them into another bloc this very moment
            _refuse_elsewhere(bloc, wanted)
            raise


def _member(bloc: Bloc, unit: Organisation) -> BlocMember:
    return BlocMember(bloc=bloc, organisation=unit, campaign_id=bloc.campaign_id, kind=bloc.kind)


def _refuse_elsewhere(bloc: Bloc, units: Iterable[Organisation]) -> None:
    places = BlocMember.objects.filter(
        campaign=bloc.campaign_id, kind=bloc.kind, organisation__in=list(units)
    ).exclude(bloc=bloc)
    taken = places.select_related("organisation", "bloc").first()
    if taken is not None:
        raise BlocError.elsewhere(taken.organisation.name, taken.bloc.name)


def remove_member(*, bloc: Bloc, unit: Organisation, actor: Actor) -> None:
    """Let a unit go; a head or deputy that goes leaves its place empty. Raises BlocError (no
    member, the pact is signed), PermissionDenied.
    """
    authority = authorise(actor, ARRANGE, path=bloc.organiser.path)
    with recording(act="blocs.remove_member", actor=authority, bloc=bloc.name, unit=unit.code):
        bloc = _open(bloc)
        deleted, _ = bloc.members.filter(organisation=unit).delete()
        if not deleted:
            raise BlocError.not_a_member(unit.name)
        bloc.head = None if bloc.head_id == unit.pk else bloc.head
        bloc.deputy = None if bloc.deputy_id == unit.pk else bloc.deputy
        bloc.save()


def name_leaders(
    *, bloc: Bloc, head: Organisation | None, deputy: Organisation | None, actor: Actor
) -> None:
    """Say which members lead the bloc this year. Raises BlocError (no member, the same twice),
    PermissionDenied.
    """
    authority = authorise(actor, ARRANGE, path=bloc.organiser.path)
    if head is not None and head == deputy:
        raise BlocError.deputy_is_head()
    with recording(act="blocs.name_leaders", actor=authority, bloc=bloc.name):
        held = Bloc.objects.select_for_update().get(pk=bloc.pk)
        members = set(held.members.values_list("organisation", flat=True))
        for unit in (head, deputy):
            if unit is not None and unit.pk not in members:
                raise BlocError.not_a_member(unit.name)
        held.head, held.deputy = head, deputy
        held.save()


def remove_bloc(*, bloc: Bloc, actor: Actor) -> None:
    """Take a bloc away with its drafts. Raises BlocError once its pact is signed, PermissionDenied;
    IntegrityError while a file lies with it.
    """
    authority = authorise(actor, ARRANGE, path=bloc.organiser.path)
    with recording(act="blocs.remove", actor=authority, bloc=bloc.name):
        _open(bloc).delete()


def _open(bloc: Bloc) -> Bloc:
    """The bloc, locked. Raises BlocError where its newest criteria are signed."""
    locked = Bloc.objects.select_for_update(of=("self",)).select_related("organiser")
    held = locked.get(pk=bloc.pk)
    newest = held.criteria_sets.order_by("-version").first()
    if newest is not None and newest.state == SetState.SIGNED:
        raise BlocError.already_signed()
    return held


# Last year's
# --------------------------------------------------------------------------------------------------


@dataclass
class Copied:
    """What came over from another year, and what did not, in sentences."""

    blocs: int = 0
    sets: int = 0
    left: list[Text] = field(default_factory=list)


def copy_year(
    *, campaign: Campaign, before: Campaign, organiser: Organisation, actor: Actor
) -> Copied:
    """Bring over an organiser's blocs and criteria of another year, as drafts. A bloc of the same
    name stays as it is; a unit that is no more gives its place to what it became.

    Raises BlocError where there is nothing, PermissionDenied."""
    authority = authorise(actor, ARRANGE, path=organiser.path)
    copied = Copied()
    with recording(act="blocs.copy", actor=authority, year=campaign.year, of=before.year):
        here = {
            (bloc.kind, bloc.name)
            for bloc in Bloc.objects.filter(campaign=campaign, organiser=organiser)
        }
        earlier = list(Bloc.objects.filter(campaign=before, organiser=organiser).order_by("pk"))
        for bloc in earlier:
            if (bloc.kind, bloc.name) in here:
                copied.left.append(_there_already(bloc))
            else:
                _copy_bloc(bloc, campaign, copied)
        _copy_newest_set(campaign, organiser, None, _sets(before, organiser), copied)
    if not earlier and not copied.sets:
        raise BlocError.nothing_to_copy(before.year)
    return copied


def _there_already(bloc: Bloc) -> Text:
    return Text(
        f"“{bloc.name}” đã có ở năm này: giữ nguyên.",
        f"“{bloc.name}” is there already: left as is.",
    )


def _copy_bloc(bloc: Bloc, campaign: Campaign, copied: Copied) -> None:
    new = Bloc.objects.create(
        campaign=campaign, organiser_id=bloc.organiser_id, kind=bloc.kind, name=bloc.name
    )
    copied.blocs += 1
    members = [member.organisation for member in bloc.members.select_related("organisation")]
    gone = no_more([unit.pk for unit in members])
    taken = dict(
        BlocMember.objects.filter(campaign=campaign, kind=bloc.kind).values_list(
            "organisation", "bloc__name"
        )
    )
    units: dict[int, Organisation] = {}
    for unit in members:
        now = gone.get(unit.pk, unit)
        if now is None or now.pk in taken:
            copied.left.append(_not_copied(unit, bloc, taken.get(now.pk, "") if now else ""))
        else:
            units[now.pk] = now
    BlocMember.objects.bulk_create(_member(new, unit) for unit in units.values())
    new.head_id = bloc.head_id if bloc.head_id in units else None
    new.deputy_id = bloc.deputy_id if bloc.deputy_id in units else None
    new.save()
    sets = CriteriaSet.objects.filter(bloc=bloc)
    _copy_newest_set(campaign, bloc.organiser, new, sets, copied)


def _not_copied(unit: Organisation, bloc: Bloc, other: str) -> Text:
    if other:
        return Text(
            f"{unit.name} đã ở “{other}”: không đưa vào “{bloc.name}”.",
            f"{unit.name} is in “{other}”: not taken into “{bloc.name}”.",
        )
    return Text(
        f"{unit.name} không còn hoạt động: không đưa vào “{bloc.name}”.",
        f"{unit.name} is no more: not taken into “{bloc.name}”.",
    )


def _sets(campaign: Campaign, organiser: Organisation) -> "QuerySet[CriteriaSet]":
    return CriteriaSet.objects.filter(campaign=campaign, organiser=organiser, bloc=None)


def _copy_newest_set(
    campaign: Campaign,
    organiser: Organisation,
    bloc: Bloc | None,
    earlier: "QuerySet[CriteriaSet]",
    copied: Copied,
) -> None:
    newest = earlier.order_by("-version").first()
    if newest is None or (bloc is None and _sets(campaign, organiser).exists()):
        return
    new = CriteriaSet.objects.create(
        campaign=campaign, organiser=organiser, bloc=bloc, scale=newest.scale, total=newest.total
    )
    copy_criteria(newest, new)
    copied.sets += 1


def copy_criteria(of: CriteriaSet, into: CriteriaSet) -> None:
    """Write the rows of one version into another that has none. Inside the caller's act."""
    rows = list(of.criteria.all())
    for row in rows:
        row.pk, row.criteria_set = None, into
        row._state.adding = True
    Criterion.objects.bulk_create(rows)
