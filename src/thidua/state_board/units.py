"""Which units a board is about: those below a body on a day, and which of them make its rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from thidua.accounts.actors import Scope
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import placed_on, within
from thidua.vocabulary import Tier

ABOVE = (Tier.PROVINCE, Tier.UPPER_LEVEL)


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


def place_of(scope: Scope, code: str = "") -> Unit | None:
    """The body with this code inside the scope, without one the reader's own (the first of their
    grants); None: there is none, or they see no part of the tree.
    """
    if not scope.sees_part:
        return None
    found = Organisation.objects.filter(within(scope)).exclude(path="")
    if code:
        found = found.filter(code=code)
    elif scope.grants:
        found = found.filter(pk=scope.grants[0].organisation_id)
    else:
        found = found.filter(tier=Tier.PROVINCE)
    return next(iter(_read(found[:1])), None)


def units_under(place: Unit, day: dt.date) -> list[Unit]:
    """The organisations of a day from a body downwards, itself first, then in Vietnamese order; of
    the province down to the grassroots: their cells stand on the boards below.
    """
    there = Exists(Placement.objects.filter(placed_on(day), organisation=OuterRef("pk")))
    found = Organisation.objects.filter(there, path__startswith=place.path).exclude(pk=place.pk)
    if place.tier is Tier.PROVINCE:
        found = found.filter(tier__in=[Tier.UPPER_LEVEL.value, Tier.GRASSROOTS.value])
    return [place, *_read(found.order_by("sort_key", "code"))]


def _read(found: QuerySet[Organisation]) -> list[Unit]:
    fields = ("pk", "code", "name", "short_name", "tier", "path")
    return [
        Unit(pk, code, short_name or name, Tier(tier), path)
        for pk, code, name, short_name, tier, path in found.values_list(*fields)
    ]


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
