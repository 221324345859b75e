"""How the demo's tasks of a year come out, planned so that every level stays as it was planned.

Bodies with a real name did what they promised, in time. What came late or not at all is told of
bodies that exist nowhere, and only where it moves no level: a leader at good or better needs every
target of the unit done and four fifths in time, one at completed more than seven tenths done and
four fifths of their own (QĐ 89-QĐ/TW, III.1), a member half of theirs (HD 21-HD/BTCTW).

Pure: no database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from thidua.demo.build import Province
from thidua.demo.facts_bodies import hit_by_epidemic
from thidua.demo.leadership import Leadership
from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.open_tasks import going_on, open_result
from thidua.demo.plan import GOOD, OUTSTANDING
from thidua.demo.results import Ending, Promised, Result, YearResults
from thidua.demo.tasks import DemoTask, tasks_of_year
from thidua.demo.year import share_indicators

SOME_EXCEED = 0.35
LATE_CELL, LATE_ONE, MISSED_ONE = 0.3, 0.7, 0.7
"""How often something of the kind is told of a body that exists nowhere, where it may be."""
BEFORE_ITS_END, AFTER_ITS_END = (0, 20), (3, 12)
"""So many days before its end a task is done, and after it one that is late."""
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Plans:
    """What decides how the tasks of one year come out.

    `lost`: by unit, how many of its first tasks were not accepted; `going_on`: by unit whose tasks
    still go on, how each of them stands."""

    province: Province
    year: int
    organisations: Sequence[OrganisationPlan]
    leading: Leadership
    promises: Mapping[str, Promised] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    going_on: Mapping[str, Sequence[Ending]] = field(default_factory=dict)

    def random(self, topic: str) -> Random:
        return self.province.random(f"{self.year} {topic}")


def results_of(plans: Plans) -> YearResults:
    """How everything that was registered for a year came out, by unit."""
    tasks: dict[str, list[DemoTask]] = defaultdict(list)
    for task in tasks_of_year(plans.province, plans.year):
        tasks[task.unit].append(task)
    ends = _Ends(plans)
    found = {code: ends.of(code, registered) for code, registered in tasks.items()}
    return YearResults(found, _indicators(plans, found), plans.promises)


class _Ends:
    """How the tasks of a unit come out."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.invented = {unit.code for unit in plans.province.tree.units() if unit.invented}
        self.best: dict[str, int] = {}
        for leader in plans.leading.leaders:
            code = leader.post.organisation
            self.best[code] = max(leader.own, self.best.get(code, 0))
        # Of their own tasks one in five below standard is the most there may be.
        self.careful = {leader.post.person.code for leader in plans.leading.leaders}
        self.hit = hit_by_epidemic(plans.organisations, plans.random("epidemic"))
        self.grassroots = {one.organisation.unit.code for one in plans.organisations}

    def of(self, code: str, tasks: Sequence[DemoTask]) -> list[Result]:
        random = self.plans.random(f"results {code}")
        if code in self.plans.going_on:
            made = going_on(tasks, self.plans.going_on[code])
        elif code in self.hit:
            made = _under_half(tasks)
        elif code in self.invented:
            made = self._with_weakness(code, tasks, random)
        else:
            made = [(task, Ending.REACHED) for task in tasks]
        made = _some_exceed(made, self.best.get(code, 0), random)
        lost = self.plans.lost.get(code, 0)
        return [
            replace(_result(task, ending, random), accepted=number >= lost)
            for number, (task, ending) in enumerate(made)
        ]

    def _with_weakness(
        self, code: str, tasks: Sequence[DemoTask], random: Random
    ) -> list[tuple[DemoTask, Ending]]:
        """One late, one missed, where that moves no level."""
        many, best = len(tasks), self.best.get(code, 0)
        ends = [Ending.REACHED] * many
        made = list(tasks)
        able = [at for at, task in enumerate(tasks) if self._may_be_weak(task)]
        random.shuffle(able)
        if many == 1:
            if able and random.random() < LATE_CELL:
                ends[0] = Ending.LATE
            return list(zip(made, ends, strict=True))
        if best < GOOD and many >= 4 and random.random() < MISSED_ONE:
            _miss_one(made, ends, able)
        late = many // 5 if best >= GOOD else 1
        for at in [at for at in able if ends[at] is Ending.REACHED][:late]:
            if random.random() < LATE_ONE:
                ends[at] = Ending.LATE
        return list(zip(made, ends, strict=True))

    def _may_be_weak(self, task: DemoTask) -> bool:
        return task.lead.person.code not in self.careful


def _miss_one(tasks: list[DemoTask], ends: list[Ending], able: Sequence[int]) -> None:
    """One task is missed: whoever leads it leads another that is done, so that half of what they
    lead is, and is no leader of the unit.
    """
    seated = [at for at in able if tasks[at].lead.role == "committee_member"]
    if len(able) > 1 and seated:
        done = seated[0]
        missed = next(at for at in able if at != done)
        tasks[missed] = replace(tasks[missed], lead=tasks[done].lead)
        ends[missed] = Ending.MISSED


def _under_half(tasks: Sequence[DemoTask]) -> list[tuple[DemoTask, Ending]]:
    """Less than half is done, because of the epidemic. What was missed the organisation as a whole
    was to do: no single member came short.
    """
    done = (len(tasks) - 1) // 2
    return [
        (task, Ending.REACHED) if number < done else (replace(task, by_unit=True), Ending.MISSED)
        for number, task in enumerate(reversed(tasks))
    ][::-1]


def _some_exceed(
    made: Sequence[tuple[DemoTask, Ending]], best: int, random: Random
) -> list[tuple[DemoTask, Ending]]:
    """Some of what was reached was passed: where somebody leads outstandingly, at least half."""
    able = [
        at
        for at, (task, ending) in enumerate(made)
        if ending is Ending.REACHED and can_exceed(task.target, task.measured_in, lower=task.lower)
    ]
    random.shuffle(able)
    half = -(-len(made) // 2)
    many = sum(random.random() < SOME_EXCEED for _ in able)
    passed = set(able[: max(many, half) if best == OUTSTANDING else many])
    return [
        (task, Ending.EXCEEDED if at in passed else ending)
        for at, (task, ending) in enumerate(made)
    ]


def can_exceed(target: Decimal, measured_in: str, *, lower: bool) -> bool:
    """Whether anything is better than the target: not than all of it, not than none."""
    return target > 0 if lower else measured_in != "%" or target < WHOLE


def _result(task: DemoTask, ending: Ending, random: Random) -> Result:
    if ending.is_open:
        share, on = open_result(task, ending, random)
        return Result(task, ending, on_the_way(task, share), on)
    if ending.is_in_time:
        on = task.ends_on - dt.timedelta(days=random.randint(*BEFORE_ITS_END))
    else:
        on = task.ends_on + dt.timedelta(days=random.randint(*AFTER_ITS_END))
    if ending is Ending.MISSED:
        return Result(task, ending, on_the_way(task, Decimal(random.randint(5, 8)) / 10), on)
    if ending is Ending.EXCEEDED:
        return Result(task, ending, better(task, random), on)
    return Result(task, ending, task.target, on)


def on_the_way(task: DemoTask, share: Decimal) -> Decimal:
    """How far it was when this share of the way from last year's value was done: short of the
    target, as fine as both are.
    """
    fine = _fineness(task)
    value = (task.last + (task.target - task.last) * share).quantize(fine)
    if value == task.target:
        value += fine if task.lower else -fine
    return value


def better(task: DemoTask, random: Random) -> Decimal:
    """A little better than the target."""
    fine = _fineness(task)
    by = max(fine, (task.target * random.randint(1, 6) / 100).quantize(fine))
    if task.lower:
        return max(Decimal(0), task.target - by)
    value = task.target + by
    return min(value, WHOLE) if task.measured_in == "%" else value


def _fineness(task: DemoTask) -> Decimal:
    return Decimal(1) if task.target % 1 == 0 and task.last % 1 == 0 else Decimal("0.1")


def _indicators(plans: Plans, found: Mapping[str, Sequence[Result]]) -> dict[str, dict[str, bool]]:
    """By upper-level body: which of the indicators that it aims at it passed; with its tasks at
    least half where somebody leads outstandingly.
    """
    best = {leader.post.organisation: 0 for leader in plans.leading.leaders}
    for leader in plans.leading.leaders:
        best[leader.post.organisation] = max(best[leader.post.organisation], leader.own)
    passed = {}
    for upper in plans.province.tree.uppers:
        random = plans.random(f"indicators {upper.code}")
        codes = list(share_indicators())
        random.shuffle(codes)
        by_tasks = [one.ending is Ending.EXCEEDED for one in found.get(upper.code, [])]
        half = -(-(len(codes) + len(by_tasks)) // 2)
        least = max(0, half - sum(by_tasks)) if best.get(upper.code) == OUTSTANDING else 0
        many = max(least, sum(random.random() < SOME_EXCEED for _ in codes))
        passed[upper.code] = {code: at < many for at, code in enumerate(codes)}
    return passed
