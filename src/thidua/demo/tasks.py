"""Tasks that the demo's units registered for a year, by the five clarities (`tasks.yaml`): what
each does, who leads, by when, measured how, who answers. Pure: no database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml

from thidua.demo.build import Province
from thidua.demo.posts import Post
from thidua.demo.units import Unit
from thidua.numbers import format_number
from thidua.organisations.names import committee_of

CELL_KINDS = frozenset(
    {"school", "agency", "state_enterprise", "private_enterprise", "hospital", "police", "military"}
)
"""Kinds of a cell that are sectors of a grassroots organisation too: a cell's tasks stand under
`<kind>_cell`.
"""
CHECKS = (
    "báo cáo mỗi quý; kiểm tra thực tế, có biên bản",
    "báo cáo mỗi tháng; đối chiếu sổ theo dõi",
    "báo cáo mỗi quý; nghiệm thu có biên bản",
)
CHECKED_IN = ("tháng 6 và tháng 9", "tháng 9", "tháng 10")
ENDS = ((9, 30), (10, 31), (11, 15), (11, 30))
MIDDLE = (6, 30)


@dataclass(frozen=True)
class Template:
    """One task of a kind of unit: texts with `{n}` and `{last}`, and between what they lie."""

    kind: str
    theme: str
    title: str
    work: str
    place: str
    measure: str
    unit: str
    last: tuple[Decimal, Decimal]
    target: tuple[Decimal, Decimal]
    lower: bool


@dataclass(frozen=True)
class DemoTask:
    """A task as a unit registers it; people by code, with their posts. `by_unit`: the unit itself
    does it, whoever leads.
    """

    unit: str
    kind: str
    title: str
    work: str
    place: str
    lead: Post
    answers: Post
    answers_to: str
    starts_on: dt.date
    ends_on: dt.date
    milestone: tuple[dt.date, str]
    measure: str
    measured_in: str
    last: Decimal
    target: Decimal
    lower: bool
    check: str
    checked_in: str
    theme: str
    by_unit: bool = False


def _between(given: Sequence[object]) -> tuple[Decimal, Decimal]:
    low, high = given
    return Decimal(str(low)), Decimal(str(high))


def _templates() -> dict[str, list[Template]]:
    """Kind of unit → what such units register."""
    found: dict[str, list[Template]] = defaultdict(list)
    rows: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text())
    for row in rows:
        template = Template(
            kind=row.get("kind", "key_task"),
            theme=row.get("theme", ""),
            title=row["title"],
            work=row["work"],
            place=row.get("place", ""),
            measure=row["measure"],
            unit=row["unit"],
            last=_between(row["last"]),
            target=_between(row["target"]),
            lower=row.get("lower", False),
        )
        for kind in row["of"]:
            found[kind].append(template)
    return found


TEMPLATES = _templates()


def tasks_of_year(province: Province, year: int) -> Iterator[DemoTask]:
    """Everything that was registered for a year: several tasks of an upper-level body and of a
    grassroots organisation, one of a cell; units without a secretary register none.
    """
    posts = _posts(province)
    names = {unit.code: unit.name for unit in province.tree.units()}

    def of(unit: Unit, kind: str, above: str, most: int = 5) -> Iterator[DemoTask]:
        random = province.random(f"{year} tasks {unit.code}")
        held = posts.get(unit.code, [])
        return _Registering(unit, kind, above, held, year, random).tasks(most)

    for upper in province.tree.uppers:
        yield from of(upper, upper.sector, _standing_committee(province.tree.province.name))
    for organisation in province.tree.grassroots:
        unit = organisation.unit
        yield from of(unit, unit.sector, _standing_committee(names[organisation.upper.code]))
        for cell in organisation.cells:
            kind = f"{cell.kind}_cell" if cell.kind in CELL_KINDS else cell.kind
            yield from of(cell, kind, committee_of(unit.name), most=1)


def _standing_committee(name: str) -> str:
    return f"Ban Thường vụ {committee_of(name)}"


def _posts(province: Province) -> Mapping[str, list[Post]]:
    """Code of a unit → who holds a post there, the head first."""
    found: dict[str, list[Post]] = defaultdict(list)
    for post in sorted(
        (post for post in province.held if post.is_open), key=lambda post: post.role != "head"
    ):
        found[post.organisation].append(post)
    return found


@dataclass(frozen=True)
class _Registering:
    """One unit that registers tasks of its kind: to whom it answers, the people with a post in it,
    the head first.
    """

    unit: Unit
    kind: str
    above: str
    posts: Sequence[Post]
    year: int
    random: Random

    def tasks(self, most: int) -> Iterator[DemoTask]:
        offered = TEMPLATES.get(self.kind, [])
        if not self.posts or not offered:
            return
        chosen = offered if len(offered) <= most else self.random.sample(offered, most)
        for template in sorted(chosen, key=lambda one: one.kind != "key_task"):
            yield self._task(template)

    def _task(self, template: Template) -> DemoTask:
        random, year = self.random, self.year
        lead = random.choice(self.posts[1:] or self.posts)
        target, last = _number(template.target, random), _number(template.last, random)
        number = format_number(target)
        half = f"{format_number(_half(last, target))} {template.unit}".replace(" %", "%")
        return DemoTask(
            unit=self.unit.code,
            kind=template.kind,
            title=template.title.format(n=number),
            work=template.work.format(n=number),
            place=template.place,
            lead=lead,
            answers=self.posts[0],
            answers_to=self.above,
            starts_on=dt.date(year, 4, 1),
            ends_on=dt.date(year, *random.choice(ENDS)),
            milestone=(dt.date(year, *MIDDLE), f"{template.measure}: {half}"),
            measure=template.measure,
            measured_in=template.unit,
            last=last,
            target=target,
            lower=template.lower,
            check=random.choice(CHECKS),
            checked_in=random.choice(CHECKED_IN),
            theme=template.theme,
        )


def _number(between: tuple[Decimal, Decimal], random: Random) -> Decimal:
    """A number between two, as fine as they are: whole ones, or tenths."""
    tenths = any(bound % 1 for bound in between)
    low, high = (int(bound * (10 if tenths else 1)) for bound in between)
    number = Decimal(random.randint(low, high))
    return number / 10 if tenths else number


def _half(last: Decimal, target: Decimal) -> Decimal:
    """What is to be reached by the middle of the year: half the way, as fine as both are."""
    middle = (last + target) / 2
    return middle if middle % 1 == 0 or target % 1 else middle.quantize(Decimal(1))
