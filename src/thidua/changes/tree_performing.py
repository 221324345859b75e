"""How the tree is changed: a name, two organisations that become one, one that becomes two."""

import datetime as dt
from dataclasses import replace

from thidua.accounts.actors import Actor
from thidua.changes.errors import ChangeError
from thidua.changes.plans import Plan
from thidua.organisations.actions import (
    merge_organisations,
    move_organisation,
    register_organisation,
    rename_organisation,
    split_organisation,
)
from thidua.organisations.models import MembershipSpell, Organisation, Placement
from thidua.organisations.people_actions import transfer_member
from thidua.organisations.queries import placed_on
from thidua.vocabulary import Tier


def rename(plan: Plan, actor: Actor) -> Plan:
    """Another name; the code, the parts and the members stay."""
    name, short_name = plan.details["name"], plan.details.get("short_name", "")
    if (name, short_name) == (plan.organisation.name, plan.organisation.short_name):
        raise ChangeError.same_name()
    rename_organisation(
        organisation=plan.organisation, name=name, short_name=short_name, actor=actor
    )
    return plan


def merge(plan: Plan, actor: Actor) -> Plan:
    """The organisation and another one become a new one, with whatever stands in them."""
    one = plan.organisation
    other = Organisation.objects.get(pk=plan.details["other"])
    if other == one:
        raise ChangeError.with_itself()
    if (other.tier, other.body) != (one.tier, one.body):
        raise ChangeError.unlike(one.name, other.name)
    made = _new_beside(plan, plan.details["name"], actor)
    for pk, name in plan.details.get("renamed", {}).items():
        part = Organisation.objects.get(pk=int(pk))
        if part.name != name:
            rename_organisation(
                organisation=part, name=name, short_name=part.short_name, actor=actor
            )
    refuse_twice(plan, one, other)
    merge_organisations(predecessors=[one, other], successor=made, on=plan.on, actor=actor)
    return replace(plan, to=made, details={**plan.details, "brought": True})


def split(plan: Plan, actor: Actor) -> Plan:
    """Some of its parts, or of its members, come to a new organisation beside it."""
    made = _new_beside(plan, plan.details["name"], actor)
    parts = Organisation.objects.filter(pk__in=plan.details.get("parts", ()))
    spells = MembershipSpell.objects.filter(
        placed_on(plan.on),
        organisation=plan.organisation,
        person__in=plan.details.get("people", ()),
    ).select_related("person")
    for part in parts.order_by("code"):
        move_organisation(organisation=part, parent=made, on=plan.on, actor=actor)
    for spell in spells.order_by("person__code"):
        transfer_member(person=spell.person, cell=made, on=plan.on, actor=actor)
    split_organisation(
        organisation=plan.organisation, successors=[made], on=plan.on, actor=actor, stays=True
    )
    return replace(plan, to=made, details={**plan.details, "brought": True})


def _new_beside(plan: Plan, name: str, actor: Actor) -> Organisation:
    """A new organisation of the same kind under the same one above."""
    one = plan.organisation
    place = Placement.objects.filter(placed_on(plan.on), organisation=one).first()
    if place is None or place.parent is None:
        raise ChangeError.no_place(one.name, plan.on)
    return register_organisation(
        code=_free_code(one, plan.on),
        name=name,
        tier=Tier(one.tier),
        parent=place.parent,
        starts_on=plan.on,
        actor=actor,
        body=one.body,
        sector=one.sector,
    )


def _free_code(one: Organisation, on: dt.date) -> str:
    """The code of a new organisation: that of the one it comes from and the year, a letter more
    where it is taken.
    """
    stem = f"{one.code[:30]}-{on.year}"
    taken = set(Organisation.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(
        code
        for code in (f"{stem}{more}" for more in ("", *"BCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if code not in taken
    )


def parts_on(organisation: Organisation, on: dt.date) -> list[Organisation]:
    """What stands directly under an organisation on a day, in Vietnamese order."""
    there = Placement.objects.filter(placed_on(on), parent=organisation).values("organisation")
    return list(Organisation.objects.filter(pk__in=there).order_by("sort_key", "code"))


def of_one_name(one: Organisation, other: Organisation, on: dt.date) -> list[Organisation]:
    """Parts of both that are called the same: they could not be told apart afterwards."""
    parts = [*parts_on(one, on), *parts_on(other, on)]
    names = [part.name.casefold() for part in parts]
    return [part for part in parts if names.count(part.name.casefold()) > 1]


def refuse_twice(plan: Plan, one: Organisation, other: Organisation) -> None:
    """Raise ChangeError while two parts would have one name."""
    twice = of_one_name(one, other, plan.on)
    if twice:
        raise ChangeError.one_name(twice[0].name)
