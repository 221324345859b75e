"""What the year knows of each member and unit of the accounts' commune, in one place: what their
reviews, meetings and grades are made from. Pure: no database."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thidua.demo.build import Province
from thidua.demo.posts import Post
from thidua.demo.promises import Promise, promises_of
from thidua.demo.results import Result, YearResults
from thidua.demo.season import by_name, home_of
from thidua.demo.staff import Person, Staff
from thidua.demo.units import Unit

WEAK = ("poor", "average")


@dataclass(frozen=True)
class Sheet:
    """What the sheets of a year say of one subject: the grade of each criterion (None: not handed
    in), the level as a civil servant ("": none), what was claimed and proposed.
    """

    grades: Mapping[str, str | None]
    servant: str = ""
    claimed: str = ""
    proposed: str = ""
    disciplined: bool = False

    @property
    def weak(self) -> list[str]:
        """The criteria that are below good, the worst first."""
        return sorted(
            (name for name, grade in self.grades.items() if grade in WEAK),
            key=lambda name: WEAK.index(self.grades[name] or ""),
        )


NOTHING = Sheet({})
Task = tuple[str, int, Result]
"""A task by the unit that registered it and its place there, with how it came out."""


@dataclass(frozen=True)
class Member:
    """One member with their year. `led`: tasks they lead; `joined`: those of their cell and, of a
    few, the commune's, that they take part in.
    """

    person: Person
    cell: Unit
    role: str
    led: Sequence[Task]
    joined: Sequence[Task]
    promise: Promise | None
    sheet: Sheet
    in_committee: bool = False


@dataclass(frozen=True)
class CellYear:
    """One cell with its year, the head first, then by name."""

    unit: Unit
    members: Sequence[Member]
    tasks: Sequence[Task]
    sheet: Sheet

    @property
    def committee(self) -> list[Member]:
        """The secretary, the deputy, others of the cell's committee."""
        return [member for member in self.members if member.role != "member"]


@dataclass(frozen=True)
class CommuneYear:
    """The accounts' commune in one year."""

    unit: Unit
    cells: Sequence[CellYear]
    tasks: Sequence[Task]
    sheet: Sheet
    committee: Sequence[Member]
    leaders: Mapping[str, Sheet]
    """By the person's code: what the sheets say of the leaders of the commune."""


ORDER = ("head", "deputy", "committee_member", "member")
Sheets = Mapping[tuple[str, str], Sheet]
"""(Subject type, code) → what the sheets say."""


def commune_year(
    province: Province, year: int, results: YearResults, staffs: Sequence[Staff], sheets: Sheets
) -> CommuneYear:
    """The commune of the demo's accounts in a year. `staffs`: the people as that year has them."""
    home = home_of(province).organisation
    posts = _posts(province)
    promises = {one.person: one for one in promises_of(province, year)}
    tasks = {
        code: [(code, number, one) for number, one in enumerate(found) if one.accepted]
        for code, found in results.of.items()
    }
    led = defaultdict(list)
    for found in tasks.values():
        for task in found:
            led[task[2].task.lead.person.code].append(task)
    by_cell = {staff.plan.unit.code: staff for staff in staffs}

    def member(person: Person, cell: Unit) -> Member:
        own = led.get(person.code, [])
        joined = [task for task in tasks.get(cell.code, []) if task not in own]
        return Member(
            person,
            cell,
            next((post.role for post in posts.get(cell.code, []) if _is(post, person)), "member"),
            own,
            joined,
            promises.get(person.code),
            sheets.get(("member", person.code), NOTHING),
            any(_is(post, person) for post in posts.get(home.unit.code, [])),
        )

    cells = []
    for cell in home.leaves:
        people = [member(person, cell) for person in by_cell[cell.code].rated]
        people.sort(key=lambda one: (ORDER.index(one.role), by_name(one.person)))
        sheet = sheets.get(("organisation", cell.code), NOTHING)
        cells.append(CellYear(cell, people, tasks.get(cell.code, []), sheet))
    everybody = {one.person.code: one for cell in cells for one in cell.members}
    committee = [
        everybody[post.person.code]
        for post in posts.get(home.unit.code, [])
        if post.person.code in everybody
    ]
    return CommuneYear(
        home.unit,
        cells,
        tasks.get(home.unit.code, []),
        sheets.get(("organisation", home.unit.code), NOTHING),
        committee,
        {code: sheet for (kind, code), sheet in sheets.items() if kind == "leader"},
    )


def everybody_of(commune: CommuneYear) -> Iterator[Member]:
    return (member for cell in commune.cells for member in cell.members)


def _is(post: Post, person: Person) -> bool:
    return post.person.code == person.code


def _posts(province: Province) -> Mapping[str, list[Post]]:
    """Code of a unit → the open posts there, the head first."""
    found: dict[str, list[Post]] = defaultdict(list)
    for post in sorted(
        (post for post in province.held if post.is_open), key=lambda post: ORDER.index(post.role)
    ):
        found[post.organisation].append(post)
    return found
