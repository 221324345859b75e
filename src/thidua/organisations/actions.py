"""Everything that changes the tree: one function one business act, in one
transaction, recorded.

Days are the first day on which the new state holds; what was before ends the day before.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import connection, transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.errors import StillHasError, TakenError, WrongDayError, WrongPlaceError
from thidua.organisations.keys import (
    organisation_search_key,
    organisation_sort_key,
)
from thidua.organisations.loading.tree_checks import PARENTS_OF
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Placement,
    Position,
    Succession,
)
from thidua.organisations.people_actions import DAY, check_cell, continue_spell
from thidua.organisations.queries import placed_on, root_path
from thidua.organisations.succeeding import tell_succeeded
from thidua.vocabulary import Body, Sector, SuccessionKind, Tier

CHANGE = "organisations.change"
_TITLES: dict[str, Text] = {tier.value: tier.short for tier in Tier}


class Details(TypedDict, total=False):
    """What is said of an organisation besides its code and name."""

    short_name: str
    body: Body | str
    sector: Sector | str


def refresh_paths() -> int:
    """Work out every organisation's path again from its latest placement. Returns how many
    changed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_refresh_paths()")
        return int(cursor.fetchone()[0])


@transaction.atomic
def register_organisation(  # noqa: PLR0913 - what an organisation is
    *,
    code: str,
    name: str,
    tier: Tier,
    parent: Organisation | None,
    starts_on: dt.date,
    actor: Actor,
    **details: Unpack[Details],
) -> Organisation:
    """Put a new organisation into the tree. Raises TakenError, WrongPlaceError, WrongDayError."""
    authority = authorise(actor, CHANGE, path=parent.path if parent else root_path())
    if Organisation.objects.filter(code=code).exists():
        raise TakenError.code(code)
    organisation = Organisation(code=code, name=name, tier=tier, **details)
    _check_place(organisation, parent, starts_on)
    with recording(act="organisations.register", actor=authority, code=code):
        _save(organisation)
        Placement.objects.create(organisation=organisation, parent=parent, starts_on=starts_on)
        refresh_paths()
    organisation.refresh_from_db()
    return organisation


@transaction.atomic
def rename_organisation(
    *, organisation: Organisation, name: str, actor: Actor, short_name: str = ""
) -> Organisation:
    """Give an organisation another name; it stays the same organisation."""
    authority = authorise(actor, CHANGE, path=organisation.path)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    organisation.name, organisation.short_name = name, short_name
    with recording(act="organisations.rename", actor=authority, code=organisation.code):
        _save(organisation)
    return organisation


def _save(organisation: Organisation) -> None:
    organisation.search_key = organisation_search_key(
        name=organisation.name, short_name=organisation.short_name, code=organisation.code
    )
    organisation.sort_key = organisation_sort_key(organisation.name)
    organisation.save()


@transaction.atomic
def move_organisation(
    *, organisation: Organisation, parent: Organisation, on: dt.date, actor: Actor
) -> Placement:
    """Let an organisation stand under another parent from a day on; what stands below moves with
    it.

    Raises WrongPlaceError (tiers, itself), WrongDayError (not in the tree then, or moved on that
    very day)."""
    authority = authorise(actor, CHANGE, path=root_path())
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _check_place(organisation, parent, on)
    with recording(act="organisations.move", actor=authority, code=organisation.code):
        _end_placement(organisation, on)
        placement = Placement.objects.create(organisation=organisation, parent=parent, starts_on=on)
        refresh_paths()
    return placement


def _check_place(organisation: Organisation, parent: Organisation | None, on: dt.date) -> None:
    allowed = PARENTS_OF[organisation.tier]
    titles = Text(
        " / ".join(_TITLES[tier].vi for tier in allowed) or "–",
        " / ".join(_TITLES[tier].en for tier in allowed) or "–",
    )
    if (parent.tier if parent else "") not in (allowed or ("",)) or (
        parent and parent.body == Body.CELL
    ):
        raise WrongPlaceError.under(
            organisation.name, parent.name if parent else "–", allowed=titles
        )
    if parent is None:
        return
    if organisation.pk and parent.path.startswith(organisation.path):
        raise WrongPlaceError.under_itself(organisation.name, parent.name)
    if not Placement.objects.filter(placed_on(on), organisation=parent).exists():
        raise WrongDayError.not_placed(parent.name, on)


def _end_placement(organisation: Organisation, on: dt.date) -> None:
    """End the placement of the day before `on`."""
    current = (
        Placement.objects.select_for_update()
        .filter(placed_on(on), organisation=organisation)
        .first()
    )
    if current is None:
        raise WrongDayError.not_placed(organisation.name, on)
    if current.starts_on >= on:
        raise WrongDayError.not_after(organisation.name, on, since=current.starts_on)
    current.ends_on = on - DAY
    current.save(update_fields=["ends_on"])


@transaction.atomic
def close_organisation(*, organisation: Organisation, on: dt.date, actor: Actor) -> None:
    """Take an organisation out of the tree from a day on. Raises StillHasError while anything hangs
    on it.
    """
    authority = authorise(actor, CHANGE, path=root_path())
    _refuse_if_inhabited(organisation, on)
    with recording(act="organisations.close", actor=authority, code=organisation.code):
        _end_posts(organisation, on)
        _end_placement(organisation, on)


def _refuse_if_inhabited(organisation: Organisation, on: dt.date) -> None:
    children = Placement.objects.filter(placed_on(on), parent=organisation).count()
    members = MembershipSpell.objects.filter(placed_on(on), organisation=organisation).count()
    if children or members:
        raise StillHasError.parts(organisation.name, on, children=children, members=members)


def _end_posts(organisation: Organisation, on: dt.date) -> None:
    posts = Position.objects.filter(placed_on(on), organisation=organisation)
    posts.filter(starts_on__lt=on).update(ends_on=on - DAY)


@transaction.atomic
def merge_organisations(
    *, predecessors: Sequence[Organisation], successor: Organisation, on: dt.date, actor: Actor
) -> list[Succession]:
    """Merge organisations into another one: their parts and members pass to it, they close, the
    succession is kept.

    Raises WrongPlaceError when parts or members cannot stand in the successor, WrongDayError.
    """
    authority = authorise(actor, CHANGE, path=root_path())
    successions = []
    with recording(act="organisations.merge", actor=authority, successor=successor.code):
        for predecessor in predecessors:
            _pass_on(predecessor, successor, on=on)
            _end_posts(predecessor, on)
            _end_placement(predecessor, on)
            successions.append(
                Succession.objects.create(
                    predecessor=predecessor,
                    successor=successor,
                    happened_on=on,
                    kind=SuccessionKind.MERGE,
                )
            )
        refresh_paths()
        tell_succeeded(successions, authority)
    return successions


def _pass_on(predecessor: Organisation, successor: Organisation, *, on: dt.date) -> None:
    """Move what stands directly in one organisation into another."""
    for child in Organisation.objects.filter(
        pk__in=Placement.objects.filter(placed_on(on), parent=predecessor).values("organisation")
    ):
        _check_place(child, successor, on)
        _end_placement(child, on)
        Placement.objects.create(organisation=child, parent=successor, starts_on=on)
    spells = list(
        MembershipSpell.objects.filter(placed_on(on), organisation=predecessor).select_related(
            "person"
        )
    )
    if spells:
        check_cell(successor, on)
    for spell in spells:
        continue_spell(spell, on=on, organisation=successor, status=spell.status, host=spell.host)


@transaction.atomic
def split_organisation(
    *,
    organisation: Organisation,
    successors: Sequence[Organisation],
    on: dt.date,
    actor: Actor,
    stays: bool = False,
) -> list[Succession]:
    """Record that organisations came out of one; unless it `stays`, it closes, its parts and
    members having moved.

    Raises StillHasError while anything hangs on it.
    """
    authority = authorise(actor, CHANGE, path=root_path())
    with recording(act="organisations.split", actor=authority, code=organisation.code):
        if not stays:
            _refuse_if_inhabited(organisation, on)
            _end_posts(organisation, on)
            _end_placement(organisation, on)
        successions = [
            Succession.objects.create(
                predecessor=organisation,
                successor=successor,
                happened_on=on,
                kind=SuccessionKind.SPLIT,
            )
            for successor in successors
        ]
        tell_succeeded(successions, authority)
    return successions
