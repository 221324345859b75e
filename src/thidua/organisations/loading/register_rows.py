"""A row of a register and a spell of membership, as they are weighed against each other."""

import datetime as dt
from dataclasses import dataclass
from typing import NoReturn

from thidua.language import Text
from thidua.organisations.register_sheet import FROM_ADMISSION
from thidua.vocabulary import MembershipEnd, MembershipStatus
from thidua.workbooks import show

DAY = dt.timedelta(days=1)
ENDS = frozenset(MembershipEnd.values())
STATUSES = frozenset(MembershipStatus.values()) - ENDS
OFFICIAL, PROBATIONARY = MembershipStatus.OFFICIAL.value, MembershipStatus.PROBATIONARY.value
EXEMPT = MembershipStatus.EXEMPT.value
FULL = frozenset({OFFICIAL, PROBATIONARY})
"""Who takes part, one way or the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a register: its days and words, the cell's id and the cell's first day."""

    cell: int
    cell_since: dt.date
    as_of: dt.date
    since: str = FROM_ADMISSION
    standing: str | None = None
    admitted_on: dt.date | None = None
    official_on: dt.date | None = None
    left_on: dt.date | None = None
    civil_servant: bool | None = None

    @property
    def ended(self) -> bool:
        """Whether the row says how the membership ended."""
        return self.standing in ENDS

    @property
    def status(self) -> str | None:
        """The status that the row names, if it names one."""
        return self.standing if self.standing in STATUSES else None


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell of membership, stored or to be."""

    starts_on: dt.date
    ends_on: dt.date | None
    organisation_id: int
    status: str
    host_id: int | None = None
    civil_servant: bool | None = None
    end_reason: str = ""

    def holds_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


class RowFaultError(Exception):
    """What keeps a row from being written: the column to blame, what is wrong, what is wanted."""

    def __init__(self, column: str, message: Text, expected: Text) -> None:
        super().__init__(str(message))
        self.column, self.message, self.expected = column, message, expected


def refuse(column: str, message: Text, expected: Text, **days: dt.date) -> NoReturn:
    words = {name: show(day) for name, day in days.items()}
    raise RowFaultError(column, message.format(**words), expected.format(**words))
