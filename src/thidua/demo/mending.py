"""The remedies of the demo: what was named in the reviews of the decided year, what its conference
named, and how each stands in the year after. Pure: no database.

Whatever is still owed is owed by bodies that exist nowhere."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from random import Random

from thidua.demo.grading import WORDS
from thidua.demo.season import by_name
from thidua.demo.units import Tree
from thidua.demo.year_of import CellYear, CommuneYear, Member

NAMED = WORDS["remedies"]
EACH_CELL = 2
"""How many members of a cell have a remedy of their own."""
RAISED_AFTER = dt.timedelta(days=1)
MIDDLE, LAST = dt.date(2022, 6, 25), dt.date(2022, 11, 18)


class Stands(StrEnum):
    """How a remedy stands on the day of the demo."""

    CLOSED = "closed"
    WAITS = "waits"
    SENT_BACK = "sent_back"
    OPEN = "open"
    OVERDUE = "overdue"


ORDER = (
    Stands.CLOSED,
    Stands.CLOSED,
    Stands.WAITS,
    Stands.CLOSED,
    Stands.OPEN,
    Stands.CLOSED,
    Stands.OVERDUE,
    Stands.CLOSED,
    Stands.SENT_BACK,
)
"""In turn, over the commune."""
DUE = {
    Stands.CLOSED: dt.date(2022, 11, 30),
    Stands.WAITS: dt.date(2022, 12, 15),
    Stands.SENT_BACK: dt.date(2022, 12, 20),
    Stands.OPEN: dt.date(2022, 12, 25),
    Stands.OVERDUE: dt.date(2022, 10, 31),
}


@dataclass(frozen=True)
class Named:
    """One remedy: of a member of a cell, or of a unit (`person` ""), what is said of it, who
    answers (code of a person) and how it stands.
    """

    unit: str
    person: str
    limit: str
    cause: str
    title: str
    work: str
    measure: str
    measured_in: str
    target: Decimal
    answers: str
    raised_on: dt.date
    due_on: dt.date
    stands: Stands
    steps: tuple[str, ...] = ()


def of_reviews(commune: CommuneYear, random: Random, days: dict[str, dt.date]) -> Iterator[Named]:
    """What the meetings of a year named. `days`: the day of each cell's meeting, by its code."""
    turn = 0
    for cell in commune.cells:
        for number, member in enumerate(_mending(cell, random)):
            words = NAMED["personal"][(turn + number) % len(NAMED["personal"])]
            yield _named(words, cell, member.person.code, days, ORDER[turn % len(ORDER)])
            turn += 1
        words = NAMED["collective"][turn % len(NAMED["collective"])]
        yield _named(words, cell, "", days, ORDER[turn % len(ORDER)])
        turn += 1


def _mending(cell: CellYear, random: Random) -> Sequence[Member]:
    """Somebody who is weak in something, else anybody; and the first by name, as whom the member's
    account of the demo signs in.
    """
    members = [one for one in cell.members if one.role == "member"]
    first = min(cell.members, key=lambda one: by_name(one.person))
    weak = [one for one in members if one.sheet.weak and one is not first]
    others = [one for one in members if one not in weak and one is not first]
    random.shuffle(others)
    return [*[*weak, *others][: EACH_CELL - 1], first]


def _named(
    words: dict[str, object], cell: CellYear, person: str, days: dict[str, dt.date], stands: Stands
) -> Named:
    return Named(
        cell.unit.code,
        person,
        str(words["limit"]),
        str(words["cause"]),
        str(words["title"]),
        str(words["work"]),
        str(words["measure"]),
        str(words["unit"]),
        Decimal(str(words["target"])),
        person or cell.members[0].person.code,
        days[cell.unit.code] + RAISED_AFTER,
        DUE[stands],
        stands,
        tuple(str(one) for one in words["steps"]),  # type: ignore[attr-defined]
    )


def units_of_the_conference(tree: Tree, home: str) -> list[str]:
    """Codes of the units that the limits of the conference go to: the accounts' commune first, then
    other committees that exist nowhere.
    """
    others = [
        one.unit.code
        for one in tree.grassroots
        if one.unit.invented and one.cells and one.unit.code != home
    ]
    return [home, *others]


def shares_of(units: Sequence[str], limits: int) -> list[list[str]]:
    """Of each limit of the conference the units that take it up: the accounts' commune the first
    two and the fourth, every limit one or two others.
    """
    home, *others = units
    found = []
    for number in range(limits):
        mine = [home] if number in {0, 1, 3} else []
        rest = others[number::limits][:2]
        found.append([*mine, *rest] or [home])
    return found


CONFERENCE_DUE = (dt.date(2022, 12, 20), dt.date(2022, 11, 30), dt.date(2022, 12, 31))
"""In turn: one of three is overdue on the day of the demo."""
