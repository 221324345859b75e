"""HD 21 in plain loops, written apart from the product: an independent check of the demo's
frames.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

import polars as pl

from thidua.demo.results import Result, YearResults

GRADES = {"poor": 1, "average": 2, "good": 3, "excellent": 4}
LEVELS = {"not_applicable": 0, "not_completed": 1, "completed": 2, "good": 3, "outstanding": 4}
Frames = Mapping[str, Mapping[str, pl.DataFrame]]
Row = dict[str, Any]

MEMBER_TASKS = ("duties", "year_tasks")
MEMBER_OTHERS = (
    "political_thought",
    "ethics_lifestyle",
    "discipline_awareness",
    "working_style",
    "self_commitment",
    "remedying",
)
LEADER_OTHERS = (
    "political_thought",
    "ethics_lifestyle",
    "discipline_awareness",
    "working_style",
    "innovation",
)
RESULTS = ("programme", "socio_economic")
BUILDING = ("political_ideology", "organisation_cadres", "leading_bodies", "inspection_discipline")
BODIES = ("authority_level", "front_level", "mass_level")


def _by_grades(row: Row, tasks: Iterable[str], others: Iterable[str]) -> int:
    worst_task, worst_other = (
        min(GRADES[row[name]] for name in tasks),
        min(GRADES[row[name]] for name in others),
    )
    if worst_task == 4 and worst_other >= 3:
        return 4
    if worst_task >= 3 and worst_other >= 2:
        return 3
    return 2 if min(worst_task, worst_other) >= 2 else 1


def member_level(row: Row, *, civil_servant: bool) -> int:
    if row["degraded"] or row["targets_done"] < 50:
        return 1
    if row["discipline"] != "none" and not row["violation_counted_before"]:
        return 1
    level = _by_grades(row, MEMBER_TASKS, MEMBER_OTHERS)
    return min(level, LEVELS[row["civil_servant_level"]]) if civil_servant else level


def organisation_level(row: Row, children: list[int], *, of_members: bool) -> int:
    """`children`: standing levels of the members of a cell, of the organisations below a
    committee.
    """
    count = len(children)
    at_least = Counter({level: sum(child >= level for child in children) for level in (2, 3)})
    if row["disunity_concluded"] or row["committee_disciplined"]:
        return 1
    if row["targets_done"] < 50 and not row["main_targets_done"] and not row["force_majeure"]:
        return 1
    if of_members and (count - at_least[2]) * 5 > count:
        return 1
    level = _by_grades(row, RESULTS, (*BUILDING, "remedying"))
    worst_body = min((LEVELS[row[name]] for name in BODIES if LEVELS[row[name]]), default=4)
    if level == 4 and not (
        at_least[2] == count and at_least[3] * 5 >= count * 4 and worst_body >= 3
    ):
        level = 3
    if level == 3 and not (at_least[2] == count and at_least[3] * 2 >= count and worst_body >= 2):
        level = 2
    return level


def leader_level(row: Row) -> int:
    """What a leader's own facts reach, caps aside."""
    if row["degraded"] or row["discipline"] in {"warning", "removal", "expulsion"}:
        return 1
    whole, done = row["unit_targets"], row["unit_targets_done"]
    units, good_units = row["led_units"], row["led_units_good"]
    if done * 2 < whole:
        return 1
    own = GRADES[row["own_duties"]]
    others = min(GRADES[row[name]] for name in (*LEADER_OTHERS, "remedying"))
    enough = done * 10 > whole * 7 and row["led_units_completed"] * 10 >= units * 7
    if not enough or row["own_tasks_below_standard"] > 20 or min(own, others) < 2:
        return 1
    all_done = done == whole and row["led_units_completed"] == units
    exceeds = row["unit_targets_exceeded"] * 2 >= whole and good_units * 10 >= units * 7
    if all_done and exceeds and row["initiatives_applied"] and own == 4 and others >= 3:
        return 4
    if all_done and row["unit_targets_on_time"] * 5 >= whole * 4 and own >= 3 and others >= 2:
        return 3
    return 2


class Work:
    """What the tasks of a year tell, counted one by one: by unit, by person."""

    def __init__(self, results: YearResults) -> None:
        self.units: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
        self.people: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
        self.unknown: set[str] = set()
        for unit, found in results.of.items():
            for one in found:
                if not one.accepted:
                    continue
                if one.ending.is_open:
                    self.unknown |= {unit, one.task.lead.person.code}
                how = _how(one)
                self.units[unit].append(how)
                if not one.task.by_unit:
                    self.people[one.task.lead.person.code].append(how)
        for unit, indicators in results.indicators.items():
            self.units[unit] += [(True, passed, True) for passed in indicators.values()]
        self.members = {code: [how[0] for how in found] for code, found in self.people.items()}
        self.items: dict[str, list[bool]] = {}
        for member, promised in results.promises.items():
            if promised.accepted and None in promised.done:
                self.unknown.add(member)
            elif promised.accepted:
                self.items[member] = [bool(done) for done in promised.done]
                self.members.setdefault(member, []).extend(self.items[member])

    def complete(self, facts: Mapping[str, Mapping[str, Row]]) -> None:
        """Put what the work tells where the sheets say nothing."""
        for kind in ("organisation", "collective"):
            for code, row in facts[kind].items():
                if code in self.units and code not in self.unknown:
                    done = [how[0] for how in self.units[code]]
                    assert row.get("targets_done") is None
                    row["targets_done"] = 100 * sum(done) / len(done)
                    row["main_targets_done"] = all(done)
        for code, row in facts["member"].items():
            if code in self.members and code not in self.unknown:
                done = self.members[code]
                assert row["targets_done"] is None
                row["targets_done"] = 100 * sum(done) / len(done)

    def complete_leader(self, row: Row) -> Row:
        """The same of a leader's sheet, as a copy."""
        unit, person = row["organisation"], row["member"]
        more: Row = {}
        if unit in self.units and unit not in self.unknown:
            found = self.units[unit]
            assert row.get("unit_targets") is None
            more = {"unit_targets": len(found)} | {
                f"unit_targets_{word}": sum(how[at] for how in found)
                for at, word in enumerate(("done", "exceeded", "on_time"))
            }
        if person in self.members and person not in self.unknown:
            on_time = [how[2] for how in self.people.get(person, [])]
            on_time += self.items.get(person, [])
            assert row["own_tasks_below_standard"] is None
            more["own_tasks_below_standard"] = 100 - 100 * sum(on_time) / len(on_time)
        return row | more


def _how(one: Result) -> tuple[bool, bool, bool]:
    """Whether it was reached, passed, reached in time."""
    task = one.task
    better = one.value < task.target if task.lower else one.value > task.target
    done = better or one.value == task.target
    return done, better, done and one.on <= task.ends_on


def source(seed: int) -> Random:
    """A repeatable source of chance."""
    return Random(seed)  # noqa: S311  (a repeatable source is what a test wants)


def standing(reached: int, *, chosen: bool) -> int:
    return 3 if reached == 4 and not chosen else reached


class Province:
    """Every level, worked out from the frames alone."""

    def __init__(self, frames: Frames, results: YearResults) -> None:
        self.work = Work(results)
        self.organisations = {
            row["code"]: row
            for row in frames["organisations"]["organisations"].iter_rows(named=True)
            if row["to"] is None
        }
        proposals = frames["decisions"]["proposals"].iter_rows(named=True)
        self._chosen = {
            (row["subject_type"], row["code"], row["organisation"])
            for row in proposals
            if row["chosen"] == "outstanding"
        }
        self._facts = {
            kind: {row[kind]: row for row in frames["facts"][f"{kind}_facts"].iter_rows(named=True)}
            for kind in ("member", "organisation", "collective")
        }
        self.work.complete(self._facts)
        self.cell_of, self.members = self._members(frames)
        self.reached: dict[str, int] = {}
        self.levels: dict[str, int] = {}
        self._rate_organisations()

    def _members(self, frames: Frames) -> tuple[dict[str, str], dict[str, int]]:
        cells, reached = {}, {}
        for row in (
            frames["members"]["members"].filter(pl.col("to").is_null()).iter_rows(named=True)
        ):
            if row["status"] in {"exempt", "suspended"}:
                assert row["code"] not in self._facts["member"]
                continue
            cells[row["code"]] = row["cell"]
            reached[row["code"]] = member_level(
                self._facts["member"][row["code"]], civil_servant=row["civil_servant"]
            )
        self.reached_members = reached
        return cells, {
            code: standing(level, chosen=self.chosen("member", code))
            for code, level in reached.items()
        }

    def chosen(self, kind: str, code: str, organisation: str | None = None) -> bool:
        return (kind, code, organisation) in self._chosen

    def _rate_organisations(self) -> None:
        members = defaultdict(list)
        for code, cell in self.cell_of.items():
            members[cell].append(self.members[code])
        for tier in ("cell", "grassroots", "upper_level"):
            below = defaultdict(list)
            for code, level in self.levels.items():
                below[self.organisations[code]["parent"]].append(level)
            for code, row in self.organisations.items():
                if row["tier"] == tier:
                    of_members = tier == "cell" or row["body"] == "cell"
                    children = members[code] if of_members else below[code]
                    facts = self._facts["organisation"][code]
                    self.reached[code] = organisation_level(facts, children, of_members=of_members)
                    self.levels[code] = standing(
                        self.reached[code], chosen=self.chosen("organisation", code)
                    )

    def count(self, tier: str) -> Counter[int]:
        return Counter(
            level for code, level in self.levels.items() if self.organisations[code]["tier"] == tier
        )

    def grassroots_of(self, cell: str) -> str:
        return (
            cell
            if self.organisations[cell]["tier"] == "grassroots"
            else str(self.organisations[cell]["parent"])
        )
