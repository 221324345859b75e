"""The year in progress: 2022 as it stands on the day the demo is told, in the one district that has
handed in.

The people, posts and organisations are those of the decided year; how they come out is planned
anew. What is still to be done is left open on purpose: facts that nobody has entered, choices that
no committee has made."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from thidua.demo import leadership, levels, people
from thidua.demo.build import Province
from thidua.demo.level_plans import LeafPlan, OrganisationPlan
from thidua.demo.plan import LevelTotals, Plan, UpperPlan
from thidua.demo.posts import Post
from thidua.demo.staff import Person, Staff
from thidua.organisations.keys import person_sort_key

YEAR = 2022
DEMO_DAY = dt.date(2022, 12, 12)
"""The day on which the demo lives: ratings are due in eight days."""
STORY_COMMUNE = "Xã Đoàn Thượng"
"""The commune of the published story, where there is one."""


@dataclass(frozen=True)
class Season:
    """One district in the middle of its ratings.

    `open`: codes of the grassroots organisations that have not decided yet, the demo accounts' own
    first. `first`: the cell that those accounts sit in."""

    province: Province
    plan: Plan
    organisations: list[OrganisationPlan]
    staffs: list[Staff]
    led: leadership.LedUnits
    leading: leadership.Leadership
    first: str
    open: tuple[str, ...]

    def random(self, topic: str) -> Random:
        return self.province.random(f"2022 {topic}")

    @property
    def district(self) -> str:
        return self.plan.season.district

    @cached_property
    def decided(self) -> list[str]:
        """Codes of the grassroots organisations that have decided about their members and cells."""
        codes = [planned.organisation.unit.code for planned in self.organisations]
        return [code for code in codes if code not in self.open]

    @cached_property
    def grassroots_of(self) -> dict[str, str]:
        """Members and cells by code → the grassroots organisation that decides about them."""
        above = dict(_cells(self.organisations))
        members = {
            person.code: above[staff.plan.unit.code]
            for staff in self.staffs
            for person in staff.rated
        }
        return members | {cell: code for cell, code in above.items() if cell != code}

    def staff_of(self, cell: str) -> Staff:
        return next(staff for staff in self.staffs if staff.plan.unit.code == cell)

    def other_cell(self, grassroots: str, random: Random) -> str:
        """Some cell of an organisation, but not the accounts' own."""
        cells = [
            cell
            for cell, code in _cells(self.organisations)
            if code == grassroots and cell != self.first
        ]
        return random.choice(cells)


def begin(province: Province) -> Season:
    """The district of the plan's season in 2022. Raises ValueError naming what cannot be met."""
    season = province.plan.season
    upper = next(upper for upper in province.plan.uppers if upper.code == season.district)
    upper = replace(upper, completed=season.completed, chosen=False)
    organisations = [
        OrganisationPlan(
            replace(planned.organisation, upper=upper),
            leaves=[LeafPlan(leaf.unit, size=leaf.size) for leaf in planned.leaves],
        )
        for planned in province.organisations
        if planned.organisation.upper.code == season.district
    ]
    plan = _plan(province.plan, upper, organisations)
    levels.rate(plan, organisations, province.random("2022 levels"), exact=False)
    staffs, held = _people_again(province, organisations)
    people.assign(staffs, province.random("2022 outcomes"))
    led = leadership.units_led(plan, organisations)
    leading = leadership.lead(
        plan, organisations, held, led=led, random=province.random("2022 leaders")
    )
    first = _first_cell(organisations, staffs)
    waiting = _open(
        organisations, first=first, random=province.random("2022 open"), many=plan.season.open
    )
    return Season(province, plan, organisations, staffs, led, leading, first, waiting)


def _plan(plan: Plan, upper: UpperPlan, organisations: Sequence[OrganisationPlan]) -> Plan:
    season, size = (
        plan.season,
        sum(leaf.size for planned in organisations for leaf in planned.leaves),
    )
    good = len(organisations) - season.outstanding - season.completed
    completed, failed = season.members_completed, season.members_failed
    return replace(
        plan,
        name=f"{plan.name} 2022",
        uppers=(upper,),
        slack=0,
        by_cells=0,
        failed_cells=0,
        grassroots=LevelTotals(season.outstanding, good, season.completed, 0),
        members=LevelTotals(0, size - completed - failed, completed, failed),
    )


def _people_again(
    province: Province, organisations: Sequence[OrganisationPlan]
) -> tuple[list[Staff], list[Post]]:
    """The district's people and open posts, without what the decided year said of them."""
    before = {staff.plan.unit.code: staff.rated for staff in province.staffs}
    again: dict[int, Person] = {}
    staffs = []
    for leaf in (leaf for planned in organisations for leaf in planned.leaves):
        rated = []
        for person in before[leaf.unit.code]:
            again[id(person)] = replace(person, reach=0, chosen=False, discipline="")
            rated.append(again[id(person)])
        staffs.append(Staff(leaf, rated=rated))
    held = [
        replace(post, person=again[id(post.person)])
        for post in province.held
        if post.is_open and id(post.person) in again
    ]
    return staffs, held


def _cells(organisations: Sequence[OrganisationPlan]) -> Iterator[tuple[str, str]]:
    """Cells (a grassroots cell: itself) with the grassroots organisation each is part of."""
    return (
        (leaf.unit.code, planned.organisation.unit.code)
        for planned in organisations
        for leaf in planned.leaves
    )


def by_name(person: Person) -> tuple[str, str]:
    """The order of people in lists."""
    return person_sort_key(person.full_name), person.code


def _first_cell(organisations: Sequence[OrganisationPlan], staffs: Sequence[Staff]) -> str:
    """Where the demo accounts sit: the cell of their commune's first member by name
    (`accounts.actions`).
    """
    communes = [
        planned for planned in organisations if planned.organisation.unit.sector == "commune"
    ]
    candidates = [
        planned for planned in communes if planned.organisation.unit.short_name == STORY_COMMUNE
    ] or communes
    cells = {leaf.unit.code for planned in candidates for leaf in planned.leaves}
    there = [(*by_name(person), staff.plan.unit.code) for staff in staffs for person in staff.rated]
    return min(place for place in there if place[-1] in cells)[-1]


def _open(
    organisations: Sequence[OrganisationPlan], *, first: str, random: Random, many: int
) -> tuple[str, ...]:
    """The accounts' own organisation, then others: those who take their time are mostly
    communes.
    """
    own = dict(_cells(organisations))[first]
    others = [
        planned.organisation.unit
        for planned in organisations
        if planned.is_committee and planned.organisation.unit.code != own
    ]
    others.sort(key=lambda unit: (unit.sector != "commune") * 0.4 + random.random())
    return (own, *(unit.code for unit in others[: many - 1]))
