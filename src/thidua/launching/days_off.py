"""The list of days off: whoever prepares the year keeps it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.known_days_off import known_days_off
from thidua.campaigns.models import DayOff
from thidua.history.tracking import recording
from thidua.organisations.queries import root_path


@transaction.atomic
def add_days_off(*, days: Iterable[tuple[dt.date, str]], actor: Actor) -> int:
    """Put days with their names on the list; one that is on it gets the new name. Gives how many
    are new. Raises PermissionDenied.
    """
    authority = authorise(actor, "launching.prepare", path=root_path())
    given = dict(days)
    before = set(DayOff.objects.filter(day__in=given).values_list("day", flat=True))
    with recording(act="launching.days_off", actor=authority, days=len(given)):
        DayOff.objects.bulk_create(
            [DayOff(day=day, name=name) for day, name in sorted(given.items())],
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["name"],
        )
    return len(given.keys() - before)


def add_known_days_off(*, year: int, actor: Actor) -> int:
    """Take over what the product knows of a year. Gives how many are new."""
    return add_days_off(days=known_days_off(year).days, actor=actor)


@transaction.atomic
def remove_day_off(*, day: dt.date, actor: Actor) -> None:
    """Take a day off the list; a day that is not on it is no fault. Raises PermissionDenied."""
    authority = authorise(actor, "launching.prepare", path=root_path())
    with recording(act="launching.day_off_removed", actor=authority, day=day):
        DayOff.objects.filter(day=day).delete()


@dataclass(frozen=True)
class Spell:
    """Days off on end that have one name."""

    first: dt.date
    last: dt.date
    name: str

    @property
    def days(self) -> str:
        """“01/01”, or “31/01–04/02”."""
        last = "" if self.last == self.first else f"–{self.last:%d/%m}"
        return f"{self.first:%d/%m}{last}"


def spells_of(year: int, off: Mapping[dt.date, str]) -> list[Spell]:
    """The days off (with their names) of one year, on end as one."""
    found: list[Spell] = []
    for day, name in sorted(off.items()):
        if day.year != year:
            continue
        on_end = bool(found) and found[-1].name == name and (day - found[-1].last).days == 1
        if on_end:
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Spell(day, day, name))
    return found
