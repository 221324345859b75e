"""HD 21 in plain loops, written apart from the product: an independent check of the demo's
frames.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

import polars as pl

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


def source(seed: int) -> Random:
    """A repeatable source of chance."""
    return Random(seed)  # noqa: S311  (a repeatable source is what a test wants)


def standing(reached: int, *, chosen: bool) -> int:
    return 3 if reached == 4 and not chosen else reached


class Province:
    """Every level, worked out from the frames alone."""

    def __init__(self, frames: Frames) -> None:
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
