"""Who holds which post: secretaries, deputies and committee members, dated, some of them changed
during the year.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.plan import COMPLETED, GOOD, NOT_COMPLETED, Plan, UpperPlan
from thidua.demo.staff import YEAR, Person, Staff

CELL_TERM, GRASSROOTS_TERM, UPPER_TERM = (
    dt.date(2020, 2, 1),
    dt.date(2020, 5, 20),
    dt.date(2020, 8, 15),
)
DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Post:
    """One post held for a time."""

    person: Person
    organisation: str
    role: str
    title: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    suspended: bool = False

    @property
    def is_open(self) -> bool:
        return self.ends_on is None


def fill_posts(
    plan: Plan, organisations: Sequence[OrganisationPlan], staffs: Sequence[Staff], random: Random
) -> list[Post]:
    """All posts: of cells, of grassroots committees, of upper-level committees; marks who holds one
    as officer.
    """
    by_code = {staff.plan.unit.code: staff for staff in staffs}
    posts: list[Post] = []
    secretaries: dict[str, list[Person]] = {upper.code: [] for upper in plan.uppers}
    for planned in organisations:
        own = [by_code[leaf.unit.code] for leaf in planned.leaves]
        cell_posts = [post for staff in own for post in _cell_posts(staff, random)]
        posts += cell_posts
        if planned.is_committee:
            committee = _committee_posts(planned, own, cell_posts, random)
            posts += committee
            secretaries[planned.organisation.upper.code].append(committee[0].person)
    for upper in plan.uppers:
        posts += _upper_posts(upper, organisations, by_code, secretaries[upper.code], random)
    _suspend_from_committee(posts, organisations, random)
    for post in posts:
        post.person.officer = True
    posts += _former_heads(posts, by_code, organisations, random)
    return posts


def _since(person: Person, day: dt.date) -> dt.date:
    """The first day of a post: the term's, or the day the person came to the cell."""
    return max(person.spells[-1].starts_on, day)


def _able(people: Sequence[Person]) -> list[Person]:
    """Those who may hold a post, most likely first: full members, not too young, not too old."""
    return sorted(
        (person for person in people if person.status == "official"),
        key=lambda person: (not person.civil_servant, abs(YEAR - person.born_on.year - 47)),
    )


def _cell_posts(staff: Staff, random: Random) -> list[Post]:
    """A secretary; from nine members on a deputy; from twenty a third member of the cell's
    committee.
    """
    able = _able(staff.rated)
    random.shuffle(able)
    able = sorted(able, key=lambda person: abs(YEAR - person.born_on.year - 47) > 12)
    titles = [
        ("head", "Bí thư chi bộ"),
        ("deputy", "Phó Bí thư chi bộ"),
        ("committee_member", "Chi uỷ viên"),
    ]
    wanted = 1 + (len(staff.rated) >= 9) + (len(staff.rated) >= 20)
    return [
        Post(person, staff.plan.unit.code, role, title, _since(person, CELL_TERM))
        for person, (role, title) in zip(able, titles[:wanted], strict=False)
    ]


def _committee_posts(
    planned: OrganisationPlan, own: Sequence[Staff], cell_posts: Sequence[Post], random: Random
) -> list[Post]:
    """Secretary, one or two deputies and members of a grassroots committee, taken from its
    cells.
    """
    commune = planned.organisation.unit.kind == "commune"
    offices = [staff for staff in own if staff.plan.unit.kind in {"office", "agency"}]
    leaders = _able([person for staff in offices or own for person in staff.rated])[:40]
    chiefs = random.sample(leaders, min(3 if commune else 2, len(leaders)))
    heads = [
        post.person for post in cell_posts if post.role == "head" and post.person not in chiefs
    ]
    members = random.sample(
        heads, min(len(heads), random.randint(8, 11) if commune else random.randint(3, 5))
    )
    code = planned.organisation.unit.code
    titles = (
        ["Bí thư", "Phó Bí thư Thường trực", "Phó Bí thư"] if commune else ["Bí thư", "Phó Bí thư"]
    )
    start = max(GRASSROOTS_TERM, planned.organisation.unit.starts_on)
    posts = [
        Post(person, code, "deputy" if number else "head", title, _since(person, start))
        for number, (person, title) in enumerate(zip(chiefs, titles, strict=False))
    ]
    return posts + [
        Post(person, code, "committee_member", "Uỷ viên Ban Chấp hành", _since(person, start))
        for person in members
    ]


def _upper_posts(
    upper: UpperPlan,
    organisations: Sequence[OrganisationPlan],
    by_code: dict[str, Staff],
    secretaries: Sequence[Person],
    random: Random,
) -> list[Post]:
    """Secretary, two deputies and the standing committee of an upper-level organisation, from its
    agencies.
    """
    below = [planned for planned in organisations if planned.organisation.upper is upper]
    homes = [
        planned
        for planned in below
        if planned.organisation.unit.kind in {"agency", "police", "military"}
    ] or below
    people = _able(
        [
            person
            for planned in homes
            for leaf in planned.leaves
            for person in by_code[leaf.unit.code].rated
        ]
    )
    chiefs = random.sample([person for person in people[:80] if person not in secretaries], 3)
    members = [
        person
        for person in random.sample(secretaries, min(8, len(secretaries)))
        if person not in chiefs
    ]
    body = {"city": "Thành uỷ", "town": "Thị uỷ", "district": "Huyện uỷ"}.get(
        upper.sector, "Đảng uỷ"
    )
    titles = (f"Bí thư {body}", f"Phó Bí thư Thường trực {body}", f"Phó Bí thư {body}")
    return [
        Post(person, upper.code, "deputy" if number else "head", title, _since(person, UPPER_TERM))
        for number, (person, title) in enumerate(zip(chiefs, titles, strict=True))
    ] + [
        Post(
            person,
            upper.code,
            "committee_member",
            "Uỷ viên Ban Thường vụ",
            _since(person, UPPER_TERM),
        )
        for person in members
    ]


def _suspend_from_committee(
    posts: Sequence[Post], organisations: Sequence[OrganisationPlan], random: Random
) -> None:
    """A few are suspended from the committee only: they are rated like everybody else."""
    invented = invented_committees(organisations)
    members = [
        post
        for post in posts
        if post.role == "committee_member"
        and post.title == "Uỷ viên Ban Chấp hành"
        and post.organisation in invented
    ]
    many = max(1, len(organisations) // 60)
    for post in random.sample(members, min(many, len(members))):
        post.suspended = True


def invented_committees(organisations: Iterable[OrganisationPlan]) -> set[str]:
    """Codes of the grassroots committees that exist nowhere: whoever is disciplined in office sits
    in one of these.
    """
    return {
        planned.organisation.unit.code
        for planned in organisations
        if planned.is_committee and planned.organisation.unit.invented
    }


def _former_heads(
    posts: Sequence[Post],
    by_code: dict[str, Staff],
    organisations: Sequence[OrganisationPlan],
    random: Random,
) -> list[Post]:
    """Some secretaries took office during the year; who held the post before is now without it."""
    former = []
    cells = {
        planned.organisation.unit.code: [leaf.unit.code for leaf in planned.leaves]
        for planned in organisations
    }
    heads = [
        post
        for post in posts
        if post.role == "head"
        and post.organisation in cells
        and post.starts_on < dt.date(YEAR, 1, 1)
    ]
    for post in random.sample(heads, max(1, len(heads) // 30)):
        people = [
            person
            for cell in cells[post.organisation]
            for person in by_code[cell].rated
            if not person.officer
            and person.spells[-1].starts_on <= post.starts_on
            and person.status == "official"
        ]
        if people:
            handed_over = dt.date(YEAR, random.randint(3, 10), 1)
            before = random.choice(people)
            former.append(
                Post(
                    before,
                    post.organisation,
                    "head",
                    post.title,
                    post.starts_on,
                    ends_on=handed_over - DAY,
                )
            )
            post.starts_on = handed_over
    return former


def discipline_some(
    organisations: Sequence[OrganisationPlan],
    staffs: Sequence[Staff],
    posts: list[Post],
    random: Random,
) -> None:
    """Give a committee seat to some members who come out not completed.

    All sit in committees that exist nowhere. A warning sinks the leadership collective: only in
    organisations that are completed themselves.
    A reprimand of one member does not (HD 21-HD/BTCTW, II.B.3)."""
    by_code = {staff.plan.unit.code: staff for staff in staffs}
    for level, word, wanted in ((COMPLETED, "warning", 2), (GOOD, "reprimand", 3)):
        committees = [
            planned
            for planned in organisations
            if planned.is_committee
            and planned.organisation.unit.invented
            and planned.reach == level
        ]
        found = 0
        for planned in random.sample(committees, len(committees)):
            failed = [
                person
                for leaf in planned.leaves
                for person in by_code[leaf.unit.code].rated
                if person.reach == NOT_COMPLETED
                and person.status == "official"
                and not person.is_transferred
            ]
            if failed and found < wanted:
                found += 1
                person = random.choice(failed)
                person.discipline, person.officer = word, True
                start = max(GRASSROOTS_TERM, planned.organisation.unit.starts_on)
                code = planned.organisation.unit.code
                posts.append(
                    Post(
                        person,
                        code,
                        "committee_member",
                        "Uỷ viên Ban Chấp hành",
                        _since(person, start),
                    )
                )


def discipline_in_office(
    organisations: Sequence[OrganisationPlan], staffs: Sequence[Staff], held: Sequence[Post]
) -> None:
    """Some who hold a seat in a committee that exists nowhere were disciplined this year: they come
    out not completed in the place of somebody else of their cell.
    """
    invented = invented_committees(organisations)
    levels = {planned.organisation.unit.code: planned.reach for planned in organisations}
    seats = {
        id(post.person): post.organisation
        for post in held
        if post.role == "committee_member" and post.organisation in invented
    }
    for staff in staffs:
        failed = next((one for one in staff.rated if one.reach == NOT_COMPLETED), None)
        seated = next((one for one in staff.rated if id(one) in seats), None)
        if failed is None or seated is None or seated.reach < GOOD:
            continue
        seated.reach, failed.reach = failed.reach, min(seated.reach, GOOD)
        seated.chosen = False
        sunk = levels[seats[id(seated)]] == COMPLETED
        seated.discipline = "warning" if sunk else "reprimand"
