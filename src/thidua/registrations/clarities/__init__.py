"""What a registered task must be clear about: a list in data, with the days from which it holds.

Pure: files in, values out. Nobody has confirmed the lists against a document; they say so."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from thidua.language import Text
from thidua.rulebook.texts import read_yaml

HERE = Path(__file__).parent


class Clarity(StrEnum):
    """The parts of a task, in the order of its form. `AUTHORITY` (thẩm quyền) came in 2025: which
    of them a year asks for, `clarities_of` says.
    """

    WORK = "work"
    PERSON = "person"
    TIME = "time"
    EFFECT = "effect"
    RESPONSIBILITY = "responsibility"
    AUTHORITY = "authority"


@dataclass(frozen=True)
class ClarityText:
    """One clarity of a list: its name ("rõ việc"), what it asks, and which checks of `clear` must
    hold before a task can be sent.
    """

    id: Clarity
    title: Text
    asks: Text
    requires: tuple[str, ...]


@dataclass(frozen=True)
class ClarityList:
    """The clarities of some years, and where the list is from."""

    id: str
    starts_on: dt.date
    ends_on: dt.date | None
    title: Text
    source: Text
    confirmed: bool
    clarities: tuple[ClarityText, ...]


@cache
def lists() -> tuple[ClarityList, ...]:
    """Every list, the oldest first; 5.5 ms each time without the cache.

    Raises FrameworkError, KeyError or ValueError for a file that is none; a test reads them all.
    """
    found = (_list(read_yaml(path.read_text("utf-8"), path.name)) for path in HERE.glob("*.yaml"))
    return tuple(sorted(found, key=lambda each: each.starts_on))


def list_of(year: int) -> ClarityList:
    """The list that a year is registered by: the newest that holds on its first day; years before
    all of them go by the oldest.
    """
    day = dt.date(year, 1, 1)
    return next((each for each in reversed(lists()) if each.starts_on <= day), lists()[0])


def clarities_of(year: int) -> tuple[ClarityText, ...]:
    """What the tasks of a year must be clear about, in the order of the form."""
    return list_of(year).clarities


def clarity_text(year: int, clarity: str) -> ClarityText:
    """One of them by its word. Raises KeyError for one that the year does not ask for."""
    return {each.id.value: each for each in clarities_of(year)}[clarity]


def _list(raw: dict[str, Any]) -> ClarityList:
    return ClarityList(
        id=raw["id"],
        starts_on=dt.date.fromisoformat(raw["starts_on"]),
        ends_on=dt.date.fromisoformat(raw["ends_on"]) if "ends_on" in raw else None,
        title=Text(**raw["title"]),
        source=Text(**raw["source"]),
        confirmed=raw["confirmed"],
        clarities=tuple(
            ClarityText(
                id=Clarity(each["id"]),
                title=Text(**each["title"]),
                asks=Text(**each["asks"]),
                requires=tuple(each["requires"]),
            )
            for each in raw["clarities"]
        ),
    )
