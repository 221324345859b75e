"""Everything together: from a seed and a plan to the frames of the four workbooks."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random

import polars as pl

from thidua.demo import (
    decisions,
    facts_bodies,
    facts_leadership,
    facts_members,
    history,
    leadership,
    levels,
    people,
    posts,
    year,
)
from thidua.demo.grades import Row
from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.plan import Plan, check
from thidua.demo.plans import FULL
from thidua.demo.posts import Post
from thidua.demo.staff import Staff
from thidua.demo.successions import merge_villages
from thidua.demo.tree import build_tree
from thidua.demo.units import Tree, Unit

SEED = 2021
Frames = dict[str, dict[str, pl.DataFrame]]
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Province:
    """Everything that is made up, before it is laid out in sheets."""

    plan: Plan
    seed: int
    tree: Tree
    organisations: list[OrganisationPlan]
    flagged: list[Unit]
    staffs: list[Staff]
    held: list[Post]
    led: leadership.LedUnits
    leading: leadership.Leadership

    def random(self, topic: str) -> Random:
        """Each topic has its own source: a change in one leaves the others as they are."""
        return _random(self.seed, topic)


def build(seed: int = SEED, plan: Plan = FULL, note: Note = lambda step: None) -> Frames:
    """The demo province as frames: made up, and laid out in sheets."""
    return decided_year(make_up(seed, plan, note), note)


def decided_year(province: Province, note: Note = lambda step: None) -> Frames:
    """The province and its year 2021 as frames: workbook → sheet → rows, with the columns of
    docs/architecture.md.
    """
    note("facts")
    return {
        "organisations": _organisation_frames(province.tree),
        "members": _member_frames(province.staffs, province.held),
        "facts": _fact_frames(province),
        "decisions": _decision_frames(province),
    }


def make_up(seed: int = SEED, plan: Plan = FULL, note: Note = lambda step: None) -> Province:
    """Everything about the province that does not depend on a sheet: the same seed and plan give
    the same.

    Raises ValueError naming what cannot be met. `note` is told what is being made.
    """
    check(plan)
    note("organisations")
    tree = build_tree(plan, _random(seed, "tree"))
    organisations = levels.solve(plan, tree, _random(seed, "levels"))
    levels.check(plan, organisations)
    flagged = decisions.choose_flagged(plan, organisations, _random(seed, "flags"))
    for unit in (flagged[0], *_other_villages(organisations, flagged, _random(seed, "villages"))):
        merge_villages(tree, unit)
    note("members")
    staffs = people.populate(plan, organisations, _random(seed, "people"))
    held = posts.fill_posts(plan, organisations, staffs, _random(seed, "posts"))
    people.assign(staffs, _random(seed, "outcomes"))
    posts.discipline_some(organisations, staffs, held, _random(seed, "discipline"))
    led = leadership.units_led(plan, organisations)
    leading = leadership.lead(plan, organisations, held, led=led, random=_random(seed, "leaders"))
    return Province(plan, seed, tree, organisations, flagged, staffs, held, led, leading)


def _fact_frames(made: Province) -> dict[str, pl.DataFrame]:
    organisations = facts_bodies.organisation_facts(
        made.plan, made.organisations, made.random("organisation facts")
    )
    return {
        "year": frame_of([year.YEAR]),
        "member_facts": frame_of(
            facts_members.member_facts(made.staffs, made.random("member facts"))
        ),
        "organisation_facts": frame_of(organisations),
        "collective_facts": frame_of(
            facts_leadership.collective_facts(made.leading, made.random("collective facts"))
        ),
        "leader_facts": frame_of(
            facts_leadership.leader_facts(made.leading, made.led, made.random("leader facts"))
        ),
        "indicators": frame_of(year.indicators()),
        "limits": frame_of(year.limits()),
    }


def _decision_frames(made: Province) -> dict[str, pl.DataFrame]:
    whole = (made.plan, made.organisations, made.staffs, made.leading)
    honours = decisions.choose_honours(*whole, made.random("honours"))
    earlier = [
        *history.upper_history(made.plan),
        *history.grassroots_history(
            made.plan, made.tree, made.organisations, made.random("grassroots history")
        ),
        *history.cell_history(
            made.tree, made.organisations, made.flagged, made.random("cell history")
        ),
        *history.member_history(made.staffs, honours.members, made.random("member history")),
    ]
    return {
        "decisions": frame_of(
            decisions.decisions(made.plan, made.organisations, made.random("decisions"))
        ),
        "proposals": frame_of(decisions.proposals(*whole, made.random("proposals"))),
        "earlier_levels": frame_of(earlier),
        "awards": frame_of(decisions.awards(honours, made.flagged)),
    }


def _random(seed: int, topic: str) -> Random:
    return Random(f"{seed}: {topic}")


def _other_villages(
    organisations: Iterable[OrganisationPlan], flagged: Iterable[Unit], random: Random
) -> list[Unit]:
    """Some more villages whose cells came out of a merger."""
    villages = [
        leaf.unit
        for planned in organisations
        for leaf in planned.leaves
        if leaf.unit.kind == "village" and leaf.unit not in flagged and len(leaf.unit.places) == 1
    ]
    return random.sample(villages, len(villages) // 300)


def _organisation_frames(tree: Tree) -> dict[str, pl.DataFrame]:
    rows: list[Row] = [
        {
            "code": unit.code,
            "name": unit.name,
            "short_name": unit.short_name,
            "tier": unit.tier,
            "body": unit.body or None,
            "sector": unit.sector or None,
            "parent": parent,
            "from": start,
            "to": end,
        }
        for unit in tree.units()
        for parent, start, end in unit.places
    ]
    successions: list[Row] = [
        {"predecessor": before, "successor": after, "date": day, "kind": kind}
        for before, after, day, kind in tree.successions
    ]
    return {"organisations": frame_of(rows), "successions": frame_of(successions)}


def _member_frames(staffs: Iterable[Staff], held: Iterable[Post]) -> dict[str, pl.DataFrame]:
    rows: list[Row] = [
        {
            "code": person.code,
            "full_name": person.full_name,
            "born_on": person.born_on,
            "sex": person.sex,
            "civil_servant": person.civil_servant,
            "admitted_on": person.admitted_on,
            "cell": spell.cell,
            "status": spell.status,
            "from": spell.starts_on,
            "to": spell.ends_on,
            "end_reason": spell.end_reason,
            "host": spell.host,
        }
        for staff in staffs
        for person in sorted(staff.everybody, key=lambda member: member.code)
        for spell in person.spells
    ]
    positions: list[Row] = [
        {
            "member": post.person.code,
            "organisation": post.organisation,
            "role": post.role,
            "title": post.title,
            "from": post.starts_on,
            "to": post.ends_on,
            "suspended": post.suspended,
        }
        for post in held
    ]
    return {"members": frame_of(rows), "positions": frame_of(positions)}


_TYPES: Mapping[type, pl.DataType] = {
    dt.date: pl.Date(),
    bool: pl.Boolean(),
    int: pl.Int64(),
    str: pl.String(),
}


def frame_of(rows: list[Row]) -> pl.DataFrame:
    """Rows as a frame: every column in the order of its first appearance, nulls where a row does
    not have it.
    """
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame({name: _column([row.get(name) for row in rows]) for name in names})


def _column(values: list[object]) -> pl.Series:
    sample = next((value for value in values if value is not None), None)
    if isinstance(sample, list):
        return pl.Series(values, dtype=pl.List(pl.String()))
    return pl.Series(
        values,
        dtype=_TYPES.get(type(sample), pl.Decimal(18, 4) if sample is not None else pl.String()),
    )
