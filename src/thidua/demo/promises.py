"""What the members of the accounts' commune promised for a year, as it was answered and, of the
year that is over, kept.

In the year in progress some wait for their cell's answer, one came back and some have written
nothing: all of them members of a commune that exists nowhere. Pure: no database."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from thidua.demo.build import Province
from thidua.demo.plan import NOT_COMPLETED
from thidua.demo.results import Promised
from thidua.demo.season import home_of
from thidua.demo.staff import YEAR as DECIDED
from thidua.demo.staff import Person
from thidua.submissions.models import SubmissionStatus

ITEMS = (
    ("Vận động 10 hộ trong cụm phân loại rác tại nhà", (8, 31)),
    ("Dự đủ 12 buổi sinh hoạt chi bộ, phát biểu ít nhất 6 buổi", None),
    ("Giúp một quần chúng học xong lớp cảm tình Đảng", (9, 30)),
    ("Học xong các chuyên đề năm, viết bản thu hoạch", (6, 30)),
    ("Góp 3 ngày công làm đường, rãnh thoát nước", (10, 31)),
    ("Đến thăm 2 gia đình khó khăn trong cụm mỗi quý", None),
)
FEWEST, MOST = 3, 5
UNUSUAL = (
    (SubmissionStatus.SENT, 0.08),
    (SubmissionStatus.RETURNED, 0.04),
    (None, 0.06),
)
"""Of the year in progress: what share waits, came back, has written nothing."""
NOT_DONE = 0.15

Item = tuple[str, dt.date | None]
"""What somebody will do, and by when (None: the whole year)."""


@dataclass(frozen=True)
class Promise:
    """One member's commitment, as it stands. `done`: of each item; empty: nobody has noted."""

    person: str
    cell: str
    status: SubmissionStatus
    sent_on: dt.date
    items: tuple[Item, ...]
    done: tuple[bool, ...]


def promises_of(province: Province, year: int) -> Iterator[Promise]:
    """Everything that members of the accounts' commune promised for a year."""
    random = province.random(f"{year} commitments")
    cells = {cell.code for cell in home_of(province).organisation.leaves}
    leaders = {leader.post.person.code for leader in province.leading.leaders}
    for staff in province.staffs:
        if staff.plan.unit.code in cells:
            for person in staff.rated:
                made = _promise(person, staff.plan.unit.code, year, random)
                # Of a leader's own one in five below standard is the most there may be.
                if made is not None and person.code in leaders and made.done:
                    made = replace(made, done=(True,) * len(made.done))
                if made is not None:
                    yield made


def promised(province: Province, year: int) -> dict[str, Promised]:
    """The same by member, as far as it counts."""
    return {
        one.person: Promised(
            one.status == SubmissionStatus.ACCEPTED, one.done or (None,) * len(one.items)
        )
        for one in promises_of(province, year)
    }


def _promise(person: Person, cell: str, year: int, random: Random) -> Promise | None:
    over = year == DECIDED
    status: SubmissionStatus | None = SubmissionStatus.ACCEPTED
    chance = random.random()
    for unusual, share in () if over else UNUSUAL:
        if 0 <= chance < share:
            status = unusual
        chance -= share
    if status is None:
        return None
    sent_on = dt.date(year, 3, 1 + random.randrange(8))
    chosen = random.sample(ITEMS, random.randint(FEWEST, MOST))
    items = tuple((text, dt.date(year, *until) if until else None) for text, until in chosen)
    done = _kept(len(items), random, failed=person.reach == NOT_COMPLETED) if over else ()
    return Promise(person.code, cell, status, sent_on, items, done)


def _kept(many: int, random: Random, *, failed: bool) -> tuple[bool, ...]:
    """Most was done; by whoever did not complete the year less than half, by others no less."""
    half = many // 2
    if failed:
        broken = many - (many - 1) // 2
    else:
        broken = min(half, sum(random.random() < NOT_DONE for _ in range(many)))
    places = set(random.sample(range(many), broken))
    return tuple(at not in places for at in range(many))
