"""Which units a board is about: those below a body on a day, and which of them make its rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from thidua.accounts.actors import Scope
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import placed_on, within
from thidua.vocabulary import Tier

ABOVE = (Tier.PROVINCE, Tier.UPPER_LEVEL)
ABOVE_CELLS = (*ABOVE, Tier.GRASSROOTS)
_OF_PROVINCE = 2
"""Signs "/" in the path of the province."""


@dataclass(frozen=True)
class Unit:
    """An organisation as the board needs it."""

    pk: int
    code: str
    name: str
    tier: Tier
    path: str

    def below(self, path: str) -> bool:
        """Whether it stands under the organisation with this path; not that one itself."""
        return self.path != path and self.path.startswith(path)


@dataclass(frozen=True)
class Part:
    """A body with the organisations from it downwards, itself first, then in Vietnamese order; of
    the province down to the grassroots: their cells stand on the boards below.
    """

    place: Unit
    units: Sequence[Unit]


def part_of(scope: Scope, day: dt.date, code: str = "") -> Part | None:
    """The body with this code inside the scope, without one the reader's own (the first of their
    grants), as the tree was on a day: one query. None: there is none, or they see no part.
    """
    if not scope.sees_part:
        return None
    top = Organisation.objects.filter(within(scope)).exclude(path="")
    if code:
        path: str | Subquery = Subquery(top.filter(code=code).values("path")[:1])
    elif scope.grants:
        path = scope.grants[0].path
    else:
        path = Subquery(top.filter(tier=Tier.PROVINCE).values("path")[:1])
    return _read(path, day)


def part_under(place: Unit, day: dt.date) -> Part:
    """The same of a body that the caller knows its reader may see."""
    return _read(place.path, day) or Part(place, [place])


def _read(path: str | Subquery, day: dt.date) -> Part | None:
    there = Exists(Placement.objects.filter(placed_on(day), organisation=OuterRef("pk")))
    found = Organisation.objects.filter(there | Q(path=path), path__startswith=path)
    if isinstance(path, str) and path.count("/") == _OF_PROVINCE:
        found = found.exclude(tier__in=[Tier.CELL.value, Tier.SUB_COMMITTEE.value])
    fields = ("pk", "code", "name", "short_name", "tier", "path")
    units = [
        Unit(pk, code, short_name or name, Tier(tier), path)
        for pk, code, name, short_name, tier, path in found.order_by(
            "sort_key", "code"
        ).values_list(*fields)
    ]
    if not units:
        return None
    place = min(units, key=lambda unit: len(unit.path))
    kept = ABOVE_CELLS if place.tier is Tier.PROVINCE else tuple(Tier)
    below = [unit for unit in units if unit.pk != place.pk and unit.tier in kept]
    return Part(place, [place, *below])


def rows_of(place: Unit, units: Sequence[Unit]) -> list[Unit]:
    """The units right below a body, in their order; nothing below it: itself."""
    others = [unit for unit in units if unit.pk != place.pk]
    paths = {unit.path for unit in others}
    rows = [unit for unit in others if not any(unit.below(path) for path in _above(unit, paths))]
    return rows or [place]


def _above(unit: Unit, paths: set[str]) -> list[str]:
    """Which of these paths lead to a unit."""
    steps = unit.path.split("/")
    found = ("/".join(steps[:end]) + "/" for end in range(2, len(steps) - 1))
    return [path for path in found if path in paths]


def counted_in(row: Unit, units: Sequence[Unit]) -> list[Unit]:
    """The units that a row counts: of an upper-level body its grassroots organisations, otherwise
    the unit itself.
    """
    if row.tier not in ABOVE:
        return [row]
    return [unit for unit in units if unit.tier is Tier.GRASSROOTS and unit.below(row.path)]


def reminded_from(place: Unit, units: Sequence[Unit]) -> list[Unit]:
    """The units that the board of a body reminds: down to the grassroots above it, all below a
    grassroots organisation. It never reminds itself.
    """
    below = [unit for unit in units if unit.below(place.path)]
    if place.tier in ABOVE:
        return [unit for unit in below if unit.tier in (Tier.UPPER_LEVEL, Tier.GRASSROOTS)]
    return below
