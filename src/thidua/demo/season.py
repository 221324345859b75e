"""The year in progress: 2022 as it stands on the day the demo is told, each of the upper-level
organisations at its own stage.

The people, posts and organisations are those of the decided year; how they come out is planned
anew. What is still to be done is left open on purpose: facts that nobody has entered, choices that
no committee has made."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from random import Random

from thidua.demo import leadership, levels, people
from thidua.demo.build import Province
from thidua.demo.level_plans import LeafPlan, OrganisationPlan
from thidua.demo.plan import LevelTotals, Plan
from thidua.demo.posts import Post, discipline_in_office
from thidua.demo.progress import (
    Progress,
    late_organisations,
    open_organisations,
    progress_of,
)
from thidua.demo.staff import Person, Staff
from thidua.organisations.keys import person_sort_key

YEAR = 2022
DEMO_DAY = dt.date(2022, 12, 12)
"""The day on which the demo lives: ratings are due in eight days."""


@dataclass(frozen=True)
class Season:
    """The province in the middle of its ratings.

    `first`: the cell that the demo's accounts sit in, `own`: the grassroots organisation it is part
    of. `waiting`: by body, the grassroots organisations that have all but decided. `late`: those
    that should have handed in what they have not. `progress`: of every grassroots organisation."""

    province: Province
    plan: Plan
    organisations: list[OrganisationPlan]
    staffs: list[Staff]
    led: leadership.LedUnits
    leading: leadership.Leadership
    first: str
    own: str
    waiting: Mapping[str, tuple[str, ...]]
    late: tuple[str, ...]
    progress: Mapping[str, Progress]

    def random(self, topic: str) -> Random:
        return self.province.random(f"2022 {topic}")

    @property
    def district(self) -> str:
        return self.plan.season.district

    @property
    def open(self) -> tuple[str, ...]:
        """Codes of the grassroots organisations of the accounts' district that have not decided
        yet, the accounts' own first.
        """
        return self.waiting[self.district]

    @property
    def all_waiting(self) -> tuple[str, ...]:
        """Those of every deciding body, the accounts' district first."""
        others = [codes for body, codes in self.waiting.items() if body != self.district]
        return (*self.open, *chain.from_iterable(others))

    @cached_property
    def decided(self) -> list[str]:
        """Codes of the grassroots organisations that have decided about their members and cells."""
        return [code for code, progress in self.progress.items() if progress is Progress.DECIDED]

    @cached_property
    def returned(self) -> str:
        """The organisation whose proposal the accounts' district sends back: one that exists
        nowhere.
        """
        return next(
            planned.organisation.unit.code
            for planned in self.organisations
            if planned.organisation.unit.invented
            and planned.organisation.upper.code == self.district
            and self.progress[planned.organisation.unit.code] is Progress.DECIDED
        )

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
    """The province in 2022. Raises ValueError naming what cannot be met."""
    plan = _plan(province.plan)
    uppers = {upper.code: upper for upper in plan.uppers}
    organisations = [
        OrganisationPlan(
            replace(planned.organisation, upper=uppers[planned.organisation.upper.code]),
            leaves=[LeafPlan(leaf.unit, size=leaf.size) for leaf in planned.leaves],
        )
        for planned in province.organisations
    ]
    levels.rate(plan, organisations, province.random("2022 levels"), exact=False)
    staffs, held = _people_again(province, organisations)
    people.assign(staffs, province.random("2022 outcomes"))
    discipline_in_office(organisations, staffs, held)
    led = leadership.units_led(plan, organisations)
    leading = leadership.lead(
        plan, organisations, held, led=led, random=province.random("2022 leaders")
    )
    home = home_of(province)
    own, first = home.organisation.unit.code, _first_cell(home, staffs)
    random = province.random("2022 open")
    waiting = open_organisations(plan, organisations, own=own, random=random)
    late = late_organisations(plan, organisations)
    progress = progress_of(
        plan,
        organisations,
        waiting=[code for codes in waiting.values() for code in codes],
        late=late,
        random=province.random("2022 progress"),
    )
    return Season(
        province,
        plan,
        organisations,
        staffs,
        led,
        leading,
        first=first,
        own=own,
        waiting=waiting,
        late=late,
        progress=progress,
    )


def _plan(plan: Plan) -> Plan:
    """The decided year's plan with what the season asks for; the province has chosen nobody."""
    season = plan.season
    uppers = tuple(
        replace(
            upper,
            chosen=False,
            completed=season.completed if upper.code == season.district else upper.completed,
        )
        for upper in plan.uppers
    )
    completed = sum(upper.completed for upper in uppers)
    good = plan.grassroots.total - season.outstanding - completed
    lower = season.members_completed + season.members_failed
    return replace(
        plan,
        name=f"{plan.name} 2022",
        uppers=uppers,
        slack=0,
        by_cells=0,
        failed_cells=0,
        grassroots=LevelTotals(season.outstanding, good, completed, 0),
        members=LevelTotals(
            0, plan.members.total - lower, season.members_completed, season.members_failed
        ),
    )


def _people_again(
    province: Province, organisations: Sequence[OrganisationPlan]
) -> tuple[list[Staff], list[Post]]:
    """The people and open posts, without what the decided year said of them."""
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


def home_of(province: Province) -> OrganisationPlan:
    """The commune of the demo's accounts: the invented one of the season's district."""
    return next(
        planned
        for planned in province.organisations
        if planned.organisation.unit.invented
        and planned.organisation.unit.kind == "commune"
        and planned.organisation.upper.code == province.plan.season.district
    )


def _first_cell(home: OrganisationPlan, staffs: Sequence[Staff]) -> str:
    """The cell that the accounts sit in: that of the commune's first member by name
    (`accounts.actions`).
    """
    cells = {leaf.unit.code for leaf in home.leaves}
    there = [
        (*by_name(person), staff.plan.unit.code)
        for staff in staffs
        if staff.plan.unit.code in cells
        for person in staff.rated
    ]
    return min(there)[-1]
