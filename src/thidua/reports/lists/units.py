"""The unit a list is narrowed to, typed or chosen by its name."""

from collections.abc import Iterable

from thidua.accounts.models import User
from thidua.organisations.finding import search
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name

OFFERED = 8
_LOOKED_AT = 40
_BETWEEN = " · "


def unit_called(actor: User, written: str) -> Organisation | None:
    """The organisation of the reader's part that is meant by its name, or by its name and the
    places above it as they are offered; the nearest one. None: there is none.
    """
    name, *places = written.split(_BETWEEN)
    found = [one.row for one in search(actor, name, _LOOKED_AT)]
    if places:
        above = names_above(found)
        found = [one for one in found if above[one.pk][: len(places)] == places]
    return found[0] if found else None


def units_like(actor: User, written: str) -> list[str]:
    """Organisations to choose from while somebody types: each by its name and what it is under."""
    found = [one.row for one in search(actor, written.split(_BETWEEN, maxsplit=1)[0], OFFERED)]
    above = names_above(found)
    return [_BETWEEN.join([one.name, *above[one.pk]]) for one in found]


def names_above(organisations: Iterable[Organisation]) -> dict[int, list[str]]:
    """What each stands under, by its short name, from below up; the province goes without
    saying.
    """
    ids = {one.pk: _above(one) for one in organisations}
    every = {pk for above in ids.values() for pk in above}
    known = Organisation.objects.in_bulk(every) if every else {}
    return {
        pk: [short_name(known[one]) for one in above if one in known] for pk, above in ids.items()
    }


def _above(organisation: Organisation) -> list[int]:
    return [int(part) for part in organisation.path.split("/") if part][1:-1][::-1]
