"""The history as people read it: who did what, when, about what and why; scoped to who asks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pghistory.models import Context

from thidua.accounts.actors import Scope
from thidua.accounts.models import Role
from thidua.organisations.models import Organisation, Person
from thidua.supervision.act_words import KINDS, words_of
from thidua.web.clock import shown, today

AT_SERVER = frozenset({"operator", "demo", ""})
"""Who acts at the command line, and the invented year of a demo."""
_NAMED = ("subject", "code", "issuer", "successor")
"""Under which words an act tells the code of what it is about."""


@dataclass(frozen=True)
class Wanted:
    """What the history is narrowed to; "" and None narrow nothing. `kind` is a word of
    `act_words.KINDS`, `who` and `place` words of the actor and of the unit they act for.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    kind: str = ""
    who: str = ""
    place: str = ""


@dataclass(frozen=True)
class Line:
    """One act as a table shows it."""

    at: dt.datetime
    who: str
    as_what: str
    place: str
    did: str
    about: str
    reason: str


def acts_in(scope: Scope, *, whole: bool, wanted: Wanted) -> "QuerySet[Context]":
    """The acts of people inside the scope, the newest first; an act within another stands with
    that one. `whole`: the reader sees the province, and so what was done at the server too.
    """
    found = Context.objects.filter(metadata__has_key="act").exclude(metadata__has_key="whole")
    if not whole:
        inside = Q(pk__in=[])
        for path in scope.paths:
            inside |= Q(metadata__path__startswith=path)
        found = found.filter(inside)
    if wanted.kind:
        begins = Q()
        for word in KINDS[wanted.kind][1]:
            begins |= Q(metadata__act__startswith=word)
        found = found.filter(begins)
    if wanted.who:
        found = found.filter(metadata__actor__icontains=wanted.who)
    if wanted.place:
        found = found.filter(metadata__place__icontains=wanted.place)
    if wanted.first:
        found = found.filter(created_at__date__gte=_true_day(wanted.first))
    if wanted.last:
        found = found.filter(created_at__date__lte=_true_day(wanted.last))
    return found.order_by("-created_at", "-pk")


def _true_day(day: dt.date) -> dt.date:
    """The day that the pages tell as this one (see `web.clock.shown`)."""
    return day + (timezone.localdate() - today())


def lines(found: Sequence[Context]) -> list[Line]:
    """Acts in words; names in one question to the database."""
    codes = {code for one in found for code in _codes(one.metadata)}
    units = Organisation.objects.order_by().filter(code__in=codes).values_list("code", "name")
    people = Person.objects.order_by().filter(code__in=codes).values_list("code", "full_name")
    names = dict(units.union(people, all=True)) if codes else {}
    return [_line(one, names) for one in found]


def _line(one: Context, names: Mapping[str, str]) -> Line:
    said: dict[str, Any] = one.metadata
    role, actor = said.get("role", ""), said.get("actor", "")
    at_server = actor in AT_SERVER
    return Line(
        at=shown(one.created_at),
        who=_("người vận hành máy chủ") if at_server else actor,
        as_what=str(Role(role).label) if role in Role.values else "",
        place=said.get("place", ""),
        did=words_of(said["act"]),
        about=_about(said, names),
        reason=said.get("reason", ""),
    )


def _codes(said: Mapping[str, Any]) -> list[str]:
    return [said[name] for name in _NAMED if said.get(name)]


def _about(said: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Whom or what it is about, by name; never by code."""
    parts = [names[code] for code in _codes(said) if code in names]
    if number := said.get("decision") or said.get("number"):
        parts.append(_("Quyết định {number}").format(number=number))
    if files := said.get("files"):
        parts.append(str(files))
    if year := said.get("year"):
        parts.append(_("năm {year}").format(year=year))
    return " · ".join(parts)
