"""The movement's own criteria: written, sent to the members, agreed to, signed, made anew.

Written for the head unit of a bloc or by whoever set it up; answered by each member unit itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.blocs.actions import copy_criteria
from thidua.blocs.errors import BlocError
from thidua.blocs.models import (
    Agreement,
    Bloc,
    CriteriaSet,
    Criterion,
    LinkKind,
    Scale,
    SetState,
)
from thidua.blocs.permissions import authorise_agreeing, authorise_leading
from thidua.blocs.queries import no_more
from thidua.blocs.sums import sum_of
from thidua.blocs.telling import tell_sent, tell_signed
from thidua.campaigns.models import Campaign
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation


@dataclass(frozen=True)
class Row:
    """One criterion as it is written; numbers are exact, None where nothing was written."""

    content: str = ""
    measure: str = ""
    evidence: str = ""
    points: Decimal | None = None
    weight: Decimal | None = None
    link_kind: str = ""
    link_key: str = ""


@dataclass(frozen=True)
class Draft:
    """A whole set as it is written: by points (and what they add up to) or by grades; its rows in
    order.
    """

    scale: Scale
    total: Decimal
    rows: tuple[Row, ...]


def start_set(
    *, campaign: Campaign, organiser: Organisation, bloc: Bloc | None, actor: Actor
) -> CriteriaSet:
    """Begin the criteria of a bloc, or of all units of an organiser's part; what is open already
    is given back. Raises PermissionDenied; BlocError where there is a signed version.
    """
    made = CriteriaSet(campaign=campaign, organiser=organiser, bloc=bloc)
    authority = authorise_leading(actor, made)
    with recording(act="blocs.start_criteria", actor=authority, year=campaign.year):
        Organisation.objects.select_for_update().get(pk=organiser.pk)
        same = CriteriaSet.objects.filter(campaign=campaign, organiser=organiser, bloc=bloc)
        newest = same.order_by("-version").first()
        if newest is None:
            made.save()
            return made
        if newest.state == SetState.SIGNED:
            raise BlocError.not_a_draft()
        return newest


def save_criteria(
    *, criteria_set: CriteriaSet, revision: int, draft: Draft, actor: Actor
) -> CriteriaSet:
    """Write a draft anew, all rows. `revision`: of what was read before typing.

    Raises BlocError (no draft, somebody saved meanwhile), PermissionDenied."""
    authority = authorise_leading(actor, criteria_set)
    with recording(act="blocs.save_criteria", actor=authority, **_details(criteria_set)):
        held = _held(criteria_set)
        if held.state != SetState.DRAFT:
            raise BlocError.not_a_draft()
        if held.revision != revision:
            raise BlocError.changed_meanwhile()
        held.scale, held.total = draft.scale, draft.total
        held.revision += 1
        held.save()
        _write(held, draft.rows)
        return held


def _write(held: CriteriaSet, rows: Sequence[Row]) -> None:
    """Rows that stay in their place are changed, so that the history says what became of each."""
    known = list(held.criteria.all())
    for position, row in enumerate(rows, start=1):
        values = vars(row) | {"position": position}
        if position <= len(known):
            there = known[position - 1]
            if any(getattr(there, name) != value for name, value in values.items()):
                Criterion.objects.filter(pk=there.pk).update(**values)
        else:
            Criterion.objects.create(criteria_set=held, **values)
    held.criteria.filter(pk__in=[one.pk for one in known[len(rows) :]]).delete()


def send(*, criteria_set: CriteriaSet, actor: Actor) -> CriteriaSet:
    """Send the criteria of a bloc to its members, who are told. Raises BlocError (what is not
    whole, too few members), PermissionDenied.
    """
    authority = authorise_leading(actor, criteria_set)
    with recording(act="blocs.send_criteria", actor=authority, **_details(criteria_set)):
        held = _held(criteria_set)
        if held.state != SetState.DRAFT or held.bloc is None:
            raise BlocError.not_a_draft()
        _check(held)
        members = _members(held.bloc)
        if held.bloc.head is None or len(members) < 2:
            raise BlocError.no_members()
        held.state, held.sent_at = SetState.SENT, timezone.now()
        held.save()
        held.agreements.all().delete()
        _agree_oneself(held, authority, members)
        answered = set(held.agreements.values_list("organisation", flat=True))
        tell_sent(held, [unit for unit in members if unit.pk not in answered], authority)
        return held


def _agree_oneself(
    held: CriteriaSet, authority: Authority, members: Sequence[Organisation]
) -> None:
    """Whoever sends for the head unit agrees to what it wrote."""
    unit = authority.grant.organisation_id if authority.grant else None
    if unit in {member.pk for member in members}:
        Agreement.objects.create(
            criteria_set=held,
            organisation_id=unit,
            agreed=True,
            by_name=named_actor(authority),
            at=timezone.now(),
        )


def take_back(*, criteria_set: CriteriaSet, actor: Actor) -> CriteriaSet:
    """Take back what was sent, to change it: what the members answered goes with it, the history
    keeps it. Raises BlocError (not sent), PermissionDenied.
    """
    authority = authorise_leading(actor, criteria_set)
    with recording(act="blocs.take_back_criteria", actor=authority, **_details(criteria_set)):
        held = _held(criteria_set)
        if held.state != SetState.SENT:
            raise BlocError.not_sent()
        held.state, held.sent_at = SetState.DRAFT, None
        held.revision += 1
        held.save()
        return held


def answer(
    *, criteria_set: CriteriaSet, unit: Organisation, agreed: bool, words: str, actor: Actor
) -> Agreement:
    """What a member unit says of the scoring: whoever acts for this very unit says it; it may be
    said anew until the pact is signed.

    Raises BlocError (not sent, no member, no words where it does not agree), PermissionDenied."""
    authority = authorise_agreeing(actor, unit)
    with recording(act="blocs.answer", actor=authority, unit=unit.code, **_details(criteria_set)):
        held = _held(criteria_set)
        if held.state != SetState.SENT or held.bloc is None:
            raise BlocError.not_sent()
        if not held.bloc.members.filter(organisation=unit).exists():
            raise BlocError.not_a_member(unit.name)
        if not agreed and not words.strip():
            raise BlocError.say_what()
        given, _ = Agreement.objects.update_or_create(
            criteria_set=held,
            organisation=unit,
            defaults={
                "agreed": agreed,
                "words": words.strip(),
                "by_name": named_actor(authority),
                "at": timezone.now(),
            },
        )
        return given


def sign(*, criteria_set: CriteriaSet, actor: Actor) -> CriteriaSet:
    """Note that the pact is signed: the version changes no more. Of a bloc every member that is at
    work agreed; criteria for all units are signed by whoever set them up, at once.

    Raises BlocError (not sent, not whole, who did not agree), PermissionDenied."""
    authority = authorise_leading(actor, criteria_set)
    with recording(act="blocs.sign", actor=authority, **_details(criteria_set)):
        held = _held(criteria_set)
        wanted = SetState.DRAFT if held.bloc is None else SetState.SENT
        if held.state != wanted:
            raise BlocError.not_sent()
        _check(held)
        members = _members(held.bloc) if held.bloc else []
        agreed = held.agreements.filter(agreed=True).values_list("organisation", flat=True)
        if open_ones := [unit.name for unit in members if unit.pk not in set(agreed)]:
            raise BlocError.not_agreed(open_ones)
        held.state, held.signed_at = SetState.SIGNED, timezone.now()
        held.signed_by_name = named_actor(authority)
        held.save()
        tell_signed(held, members, authority)
        return held


def new_version(*, criteria_set: CriteriaSet, reason: str, actor: Actor) -> CriteriaSet:
    """Begin the next version of what is signed, as a draft with the same rows; the signed one
    counts until the next is signed. Raises BlocError (no reason, not signed, one is open),
    PermissionDenied.
    """
    authority = authorise_leading(actor, criteria_set)
    if not reason.strip():
        raise BlocError.no_reason()
    with recording(
        act="blocs.new_version", actor=authority, reason=reason.strip(), **_details(criteria_set)
    ):
        held = _held(criteria_set)
        if held.state != SetState.SIGNED:
            raise BlocError.not_signed_yet()
        newest = _versions(held).order_by("-version").first()
        if newest is not None and newest.state != SetState.SIGNED:
            raise BlocError.open_version()
        made = CriteriaSet.objects.create(
            campaign=held.campaign,
            organiser=held.organiser,
            bloc=held.bloc,
            version=(newest or held).version + 1,
            scale=held.scale,
            total=held.total,
            reason=reason.strip(),
        )
        copy_criteria(held, made)
        return made


def _versions(held: CriteriaSet) -> QuerySet[CriteriaSet]:
    return CriteriaSet.objects.filter(
        campaign=held.campaign_id, organiser=held.organiser_id, bloc=held.bloc_id
    )


def _held(criteria_set: CriteriaSet) -> CriteriaSet:
    """The version, locked."""
    locked = CriteriaSet.objects.select_for_update(of=("self",))
    return locked.select_related("organiser", "campaign", "bloc__head").get(pk=criteria_set.pk)


def _members(bloc: Bloc) -> list[Organisation]:
    """The members that are at work today: a unit that was merged does not hold up the others."""
    units = [one.organisation for one in bloc.members.select_related("organisation")]
    gone = no_more([unit.pk for unit in units])
    return [unit for unit in units if unit.pk not in gone]


def _check(held: CriteriaSet) -> None:
    """Raises BlocError where something is missing, or the sum is another."""
    rows = list(held.criteria.order_by("position", "pk"))
    if not rows:
        raise BlocError.nothing_there()
    if empty := [at for at, row in enumerate(rows, start=1) if not row.content]:
        raise BlocError.without_content(empty)
    keyed = {LinkKind.INDICATOR.value, LinkKind.TASK.value}
    if open_links := [
        at for at, row in enumerate(rows, start=1) if row.link_kind in keyed and not row.link_key
    ]:
        raise BlocError.without_link(open_links)
    found = sum_of(rows, by_points=held.scale == Scale.POINTS, total=held.total)
    if not found.is_right:
        raise BlocError.sum_is_wrong(found)


def _details(criteria_set: CriteriaSet) -> dict[str, object]:
    """What the history says beside the act."""
    whose = criteria_set.bloc.name if criteria_set.bloc else criteria_set.organiser.name
    return {"criteria_of": whose, "version": criteria_set.version}
