"""Reading changes and what they are about; scoped to who asks."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Case, Q, QuerySet, When

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.changes.models import Change, State
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position
from thidua.organisations.names import short_name
from thidua.organisations.queries import (
    ancestors_of,
    organisations_visible_to,
    placed_on,
    under,
    within,
)
from thidua.vocabulary import Body, PositionRole, Tier
from thidua.workbooks import fold

MOST_OFFERED = 8


def changes_visible_to(scope: Scope) -> "QuerySet[Change]":
    """Changes that touch an organisation of the scope, the newest first."""
    inside = within(scope, organisation="organisation") | within(scope, organisation="to")
    return Change.objects.filter(inside).select_related("organisation", "to", "person")


def latest_of(scope: Scope, user_id: int) -> Change | None:
    """What the reader did last and can still take back."""
    return changes_visible_to(scope).filter(by=user_id, state=State.DONE).first()


def member_for(actor: Actor, code: str, on: dt.date) -> tuple[Person, Organisation] | None:
    """Somebody who is a member on a day, or was last, inside the actor's part; and of which
    cell.
    """
    inside = within(scope_of(actor), organisation="organisation")
    spells = MembershipSpell.objects.filter(inside, person__code=code).select_related(
        "person", "organisation"
    )
    spell = spells.filter(placed_on(on)).first()
    return (spell.person, spell.organisation) if spell else None


def organisation_for(actor: Actor, code: str) -> Organisation | None:
    """An organisation of the actor's part."""
    return organisations_visible_to(actor).filter(code=code).first()


def members_of(organisation: Organisation, on: dt.date, words: str) -> "QuerySet[MembershipSpell]":
    """Who belongs to a cell on a day, in Vietnamese order. Of another organisation: those of its
    cells whose name has every word; without words nobody.
    """
    found = MembershipSpell.objects.filter(placed_on(on))
    if organisation.tier == Tier.CELL or organisation.body == Body.CELL:
        found = found.filter(organisation=organisation)
    else:
        inside = found.filter(under([organisation.path], organisation="organisation"))
        found = inside if words.strip() else found.none()
    for word in fold(words).split():
        found = found.filter(person__search_key__contains=word)
    rows = found.select_related("person", "host", "organisation")
    return rows.order_by("person__sort_key", "person__code")


def organisations_below(organisation: Organisation, on: dt.date) -> list[Organisation]:
    """What stands directly under an organisation on a day, in Vietnamese order."""
    there = Placement.objects.filter(placed_on(on), parent=organisation).values("organisation")
    return list(Organisation.objects.filter(pk__in=there).order_by("sort_key", "code"))


def posts_of(organisation: Organisation, on: dt.date) -> "QuerySet[Position]":
    """The posts held in an organisation on a day, heads first."""
    rank = Case(*(When(role=role.value, then=role.code) for role in PositionRole))
    held = Position.objects.filter(placed_on(on), organisation=organisation)
    return held.select_related("person").order_by(rank, "person__sort_key", "person__code")


def changes_of(scope: Scope, organisation: Organisation) -> "QuerySet[Change]":
    """What was changed of one organisation and its people, the newest first."""
    touches = Q(organisation=organisation) | Q(to=organisation)
    return changes_visible_to(scope).filter(touches)


def cells_named(words: str, on: dt.date) -> list[Organisation]:
    """Organisations with members directly whose name, with the names above it, has every word;
    those whose own name has them all come first. Names are no secret. Blank words find nothing.
    """
    wanted = fold(words).split()
    if not wanted:
        return []
    has_members = Q(tier=Tier.CELL) | Q(body=Body.CELL)
    there = Placement.objects.filter(placed_on(on)).values("organisation")
    above = dict(
        Organisation.objects.exclude(has_members).values_list("pk", "search_key").iterator()
    )
    found = []
    cells = Organisation.objects.filter(has_members, pk__in=there).order_by("sort_key", "code")
    for pk, path, own in cells.values_list("pk", "path", "search_key"):
        whole = " ".join([own, *(above.get(int(part), "") for part in path.split("/") if part)])
        if all(word in whole for word in wanted):
            found.append((not all(word in own for word in wanted), pk))
    chosen = [pk for _, pk in sorted(found, key=lambda one: one[0])[:MOST_OFFERED]]
    by_key = Organisation.objects.in_bulk(chosen)
    return [by_key[pk] for pk in chosen]


def members_named(
    paths: Iterable[str], words: str, on: dt.date, *, person: int | None = None
) -> list[MembershipSpell]:
    """Members under these paths on a day whose name has every word, or the one of that key. Blank
    words find nobody.
    """
    wanted = fold(words).split()
    if not wanted and person is None:
        return []
    found = MembershipSpell.objects.filter(placed_on(on)).filter(
        under(paths, organisation="organisation")
    )
    if person is not None:
        found = found.filter(person=person)
    for word in wanted:
        found = found.filter(person__search_key__contains=word)
    rows = found.select_related("person", "organisation")
    return list(rows.order_by("person__sort_key", "person__code")[:MOST_OFFERED])


def organisations_like(
    one: Organisation, words: str, *, pk: int | None = None
) -> list[Organisation]:
    """Other organisations of the same tier and kind that are in the tree now and whose name has
    every word, or the one of that key. Blank words find nothing.
    """
    wanted = fold(words).split()
    if not wanted and pk is None:
        return []
    there = Placement.objects.filter(ends_on=None).values("organisation")
    found = Organisation.objects.filter(tier=one.tier, body=one.body, pk__in=there)
    found = found.exclude(pk=one.pk)
    if pk is not None:
        found = found.filter(pk=pk)
    for word in wanted:
        found = found.filter(search_key__contains=word)
    return list(found.order_by("sort_key", "code")[:MOST_OFFERED])


def place_line(organisation: Organisation) -> str:
    """Where an organisation stands, from below: “xã Gia Minh · huyện Gia Lộc”."""
    above = [one for one in ancestors_of(organisation) if one.tier != Tier.PROVINCE]
    return " · ".join(short_name(one) for one in reversed(above))
