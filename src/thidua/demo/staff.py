"""A member and the people of a cell, as they are made up."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.demo.level_plans import LeafPlan

YEAR = 2021
HALF_A_YEAR_AT_FORMER_CELL = dt.date(YEAR, 7, 1)
"""Whoever moved on or after this day had spent six whole months of the year at the former cell."""


@dataclass(slots=True)
class Spell:
    """Membership of one cell for a time."""

    cell: str
    status: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    host: str | None = None
    end_reason: str | None = None


@dataclass(slots=True, eq=False)
class Person:
    """One member. `reach`: the level that the facts are to reach (0: not rated); `chosen` by the
    committee.
    """

    full_name: str
    sex: str
    born_on: dt.date
    admitted_on: dt.date
    civil_servant: bool
    spells: list[Spell]
    code: str = ""
    reach: int = 0
    chosen: bool = False
    officer: bool = False
    discipline: str = ""

    @property
    def is_transferred(self) -> bool:
        return len(self.spells) > 1 and self.spells[-1].cell != self.spells[-2].cell

    @property
    def needs_former_comment(self) -> bool:
        return self.is_transferred and self.spells[-1].starts_on >= HALF_A_YEAR_AT_FORMER_CELL

    @property
    def status(self) -> str:
        return self.spells[-1].status


@dataclass(slots=True)
class Staff:
    """One cell with its people: those rated, in no order that means anything, and the others."""

    plan: LeafPlan
    rated: list[Person] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)

    @property
    def everybody(self) -> list[Person]:
        return [*self.rated, *self.others]


def rated_people(staffs: list[Staff]) -> Iterator[tuple[Staff, Person]]:
    """Everybody who is rated, with the cell."""
    return ((staff, person) for staff in staffs for person in staff.rated)
