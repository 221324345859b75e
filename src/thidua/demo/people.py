"""The members of the demo province: who they are, in which cell since when, and which posts they
hold.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, cycle
from random import Random

from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.people_names import Namer
from thidua.demo.plan import COMPLETED, GOOD, NOT_COMPLETED, OUTSTANDING, Plan
from thidua.demo.staff import HALF_A_YEAR_AT_FORMER_CELL, YEAR, Person, Spell, Staff
from thidua.demo.units import Unit

FIRST_DAY, LAST_DAY = dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the members of one kind of cell are like: ages, share of women, share of civil
    servants.
    """

    age: float
    spread: float
    youngest: int
    oldest: int
    women: float
    civil_servants: float


KINDS = {
    "village": Kind(57, 15, 21, 94, 0.36, 0.13),
    "quarter": Kind(60, 13, 22, 93, 0.43, 0.15),
    "school": Kind(41, 9, 23, 59, 0.74, 0.97),
    "office": Kind(44, 9, 24, 60, 0.33, 0.85),
    "health": Kind(41, 9, 24, 59, 0.62, 0.95),
    "police": Kind(36, 8, 22, 58, 0.12, 0.0),
    "military": Kind(37, 9, 21, 58, 0.06, 0.0),
    "enterprise": Kind(50, 9, 28, 68, 0.35, 0.0),
    "agency": Kind(42, 9, 24, 60, 0.41, 0.93),
    "hospital": Kind(40, 9, 24, 60, 0.57, 0.95),
    "state_enterprise": Kind(42, 9, 24, 60, 0.34, 0.08),
    "private_enterprise": Kind(41, 9, 24, 62, 0.45, 0.0),
}


def populate(plan: Plan, organisations: Sequence[OrganisationPlan], random: Random) -> list[Staff]:
    """People for every cell: as many as planned, each with the level that the facts are to
    reach.
    """
    maker = _Maker(random)
    staffs = []
    for organisation in organisations:
        for leaf in organisation.leaves:
            staff = Staff(leaf, rated=[maker.member(leaf.unit) for _ in range(leaf.size)])
            staffs.append(staff)
    _exempt(plan, staffs, maker, random)
    _suspend(plan, staffs, maker, random)
    _move(staffs, random)
    _lend(staffs, random)
    _leave(staffs, maker, random)
    _correct_probation(staffs)
    _number(staffs)
    return staffs


class _Maker:
    """Makes people."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._namer = Namer(random)

    def member(self, unit: Unit) -> Person:
        """Somebody who belongs to this cell on the last day of the year."""
        random, kind = self._random, KINDS[unit.kind]
        age = min(kind.oldest, max(kind.youngest, round(random.gauss(kind.age, kind.spread))))
        born = dt.date(YEAR - age, random.randint(1, 12), random.randint(1, 28))
        sex = "female" if random.random() < kind.women else "male"
        civil_servant = age <= 60 and random.random() < kind.civil_servants
        probationary = age <= 38 and random.random() < 0.1
        admitted = _in_the_year(random) if probationary else _admission(born, random)
        starts = max(admitted, unit.starts_on)
        if not probationary and random.random() < 0.3:
            starts = max(
                starts,
                dt.date(random.randint(2016, 2020), random.randint(1, 12), random.randint(1, 28)),
            )
        status = "probationary" if probationary else "official"
        return Person(
            full_name=self._namer.full_name(sex=sex, born=born.year),
            sex=sex,
            born_on=born,
            admitted_on=admitted,
            civil_servant=civil_servant,
            spells=[Spell(unit.code, status, starts)],
        )

    def old_member(self, unit: Unit) -> Person:
        """Somebody old enough to be exempt from work and activities."""
        person = self.member(unit)
        person.born_on = dt.date(
            self._random.randint(1928, 1945), person.born_on.month, person.born_on.day
        )
        person.admitted_on = _admission(person.born_on, self._random)
        person.civil_servant = False
        person.spells = [Spell(unit.code, "official", unit.starts_on)]
        person.full_name = self._namer.full_name(sex=person.sex, born=person.born_on.year)
        return person


def _in_the_year(random: Random) -> dt.date:
    """Six months before the review or earlier: whoever is newer would not be rated."""
    return dt.date(YEAR, 1, 10) + dt.timedelta(days=random.randint(0, 340) * 5 // 12)


def _admission(born: dt.date, random: Random) -> dt.date:
    """The day of admission of somebody who is a full member by now: from 18 years of age, mostly
    about 28.
    """
    age = max(18.5, random.gauss(28, 5))
    day = born + dt.timedelta(days=round(age * 365.25))
    latest = dt.date(YEAR - 1, 11, 30) - dt.timedelta(days=random.randint(0, 900))
    earliest = born + dt.timedelta(days=round(18.1 * 365.25))
    return max(min(day, latest), min(earliest, dt.date(YEAR - 1, 12, 20)))


def _exempt(plan: Plan, staffs: list[Staff], maker: _Maker, random: Random) -> None:
    """Old or ill members exempt from work and activities, mostly in villages and quarters."""
    homes = [staff for staff in staffs if staff.plan.unit.kind in {"village", "quarter"}]
    for staff in random.choices(homes, k=plan.exempt):
        person = maker.old_member(staff.plan.unit)
        since = dt.date(random.randint(2017, 2021), random.randint(1, 12), 1)
        since = max(since, person.spells[0].starts_on + dt.timedelta(days=30))
        person.spells[0].ends_on = since - dt.timedelta(days=1)
        person.spells.append(Spell(staff.plan.unit.code, "exempt", since))
        staff.others.append(person)


def _suspend(plan: Plan, staffs: list[Staff], maker: _Maker, random: Random) -> None:
    for staff in random.sample(staffs, plan.suspended):
        person = maker.member(staff.plan.unit)
        while person.status != "official":
            person = maker.member(staff.plan.unit)
        since = dt.date(YEAR, random.randint(3, 12), random.randint(1, 28))
        person.spells[0].ends_on = since - dt.timedelta(days=1)
        person.spells.append(Spell(staff.plan.unit.code, "suspended", since))
        staff.others.append(person)


def _full_members(staffs: list[Staff]) -> list[tuple[Staff, Person]]:
    """Members whose only spell is open and official, and began before the year."""
    return [
        (staff, person)
        for staff in staffs
        for person in staff.rated
        if len(person.spells) == 1
        and person.status == "official"
        and person.spells[0].starts_on < FIRST_DAY
    ]


def _move(staffs: list[Staff], random: Random) -> None:
    """Some came from another cell during the year; two of them on the days around the half-year."""
    candidates = _full_members(staffs)
    moved = random.sample(candidates, max(3, len(candidates) // 240))
    edges = [HALF_A_YEAR_AT_FORMER_CELL, HALF_A_YEAR_AT_FORMER_CELL - dt.timedelta(days=1)]
    for number, (staff, person) in enumerate(moved):
        day = (
            edges[number]
            if number < len(edges)
            else dt.date(YEAR, random.randint(2, 11), random.randint(1, 28))
        )
        former = random.choice([other for other in random.sample(staffs, 12) if other is not staff])
        starts = max(former.plan.unit.starts_on, person.spells[0].starts_on)
        yesterday = day - dt.timedelta(days=1)
        person.spells = [
            Spell(
                former.plan.unit.code, "transferred", starts, yesterday, end_reason="transferred"
            ),
            Spell(staff.plan.unit.code, "official", day),
        ]


def _lend(staffs: list[Staff], random: Random) -> None:
    """Some are temporarily active in another cell."""
    candidates = _full_members(staffs)
    for staff, person in random.sample(candidates, max(2, len(candidates) // 700)):
        host = next(other for other in random.sample(staffs, 2) if other is not staff)
        since = dt.date(YEAR, random.randint(1, 9), random.randint(1, 28))
        person.spells[0].ends_on = since - dt.timedelta(days=1)
        person.spells.append(
            Spell(staff.plan.unit.code, "temporary_elsewhere", since, host=host.plan.unit.code)
        )


_LEAVING = (
    ("transferred", "transferred"),
    ("official", "died"),
    ("transferred", "transferred"),
    ("official", "struck_off"),
    ("official", "died"),
    ("transferred", "abroad"),
    ("official", "left"),
    ("official", "expelled"),
)
"""How memberships end, in turn: the status until then, and the reason."""


def _leave(staffs: list[Staff], maker: _Maker, random: Random) -> None:
    """Some left the province or the Party, or died, during the year: not on the roster at all."""
    leaving = random.sample(staffs, max(1, len(staffs) // 50))
    for staff, (status, reason) in zip(leaving, cycle(_LEAVING), strict=False):
        person = maker.member(staff.plan.unit)
        day = dt.date(YEAR, random.randint(2, 11), random.randint(1, 28))
        starts = min(person.spells[0].starts_on, FIRST_DAY)
        person.admitted_on = min(person.admitted_on, starts)
        person.spells = [Spell(staff.plan.unit.code, status, starts, day, end_reason=reason)]
        staff.others.append(person)


def _correct_probation(staffs: list[Staff]) -> None:
    """Whoever left a cell within a year of admission was still on probation there."""
    for staff in staffs:
        for person in staff.everybody:
            full = person.admitted_on + dt.timedelta(days=366)
            for spell in person.spells:
                if spell.status == "official" and spell.ends_on and spell.ends_on < full:
                    spell.status = "probationary"


def _number(staffs: list[Staff]) -> None:
    """Codes in the order of admission within each cell, so that a code says nothing of a level."""
    numbers = count(1)
    for staff in staffs:
        for person in sorted(
            staff.everybody, key=lambda member: (member.admitted_on, member.full_name)
        ):
            person.code = f"HD{next(numbers):06}"


def assign(staffs: list[Staff], random: Random) -> None:
    """Say who of each cell's rated members is to reach which level, and whom the committee chooses.

    Officers come out at good or better wherever enough others are there to carry the lower levels.
    """
    for staff in staffs:
        leaf = staff.plan
        low = [NOT_COMPLETED] * leaf.not_completed + [COMPLETED] * leaf.completed
        people = sorted(staff.rated, key=lambda member: (member.officer, random.random()))
        for person, level in zip(people, low, strict=False):
            person.reach = level
        good = people[len(low) :]
        best = sorted(good, key=lambda member: (not member.officer) * 0.5 + random.random())[
            : leaf.reaching
        ]
        for person in good:
            person.reach = GOOD
        for person in best:
            person.reach = OUTSTANDING
        for person in sorted(best, key=lambda member: (not member.officer) * 0.4 + random.random())[
            : leaf.chosen
        ]:
            person.chosen = True
