"""The made-up province and its decided year, laid out in the frames of the four workbooks."""

import datetime as dt
from collections.abc import Iterable, Mapping

import polars as pl

from thidua.demo import decisions, facts_bodies, facts_leadership, facts_members, history, year
from thidua.demo.build import SEED, Note, Province, make_up
from thidua.demo.facts_bodies import hit_by_epidemic
from thidua.demo.facts_work import without_work
from thidua.demo.grades import Row
from thidua.demo.outcomes import of_the_decided_year
from thidua.demo.plan import Plan
from thidua.demo.plans import FULL
from thidua.demo.posts import Post
from thidua.demo.results import YearResults
from thidua.demo.staff import Staff
from thidua.demo.units import Tree

Frames = dict[str, dict[str, pl.DataFrame]]


def build(seed: int = SEED, plan: Plan = FULL, note: Note = lambda step: None) -> Frames:
    """The demo province as frames: made up, and laid out in sheets."""
    province = make_up(seed, plan, note)
    return decided_year(province, of_the_decided_year(province), note)


def decided_year(
    province: Province, results: YearResults, note: Note = lambda step: None
) -> Frames:
    """The province and its year 2021 as frames: workbook → sheet → rows, with the columns of
    docs/architecture.md. What the tasks of the year tell (`results`) stands on no sheet.
    """
    note("facts")
    return {
        "organisations": _organisation_frames(province.tree),
        "members": _member_frames(province.staffs, province.held),
        "facts": _fact_frames(province, results),
        "decisions": _decision_frames(province),
    }


def _fact_frames(made: Province, results: YearResults) -> dict[str, pl.DataFrame]:
    sheets = {
        "member_facts": facts_members.member_facts(
            made.staffs, made.random("member facts"), work=results.people
        ),
        "organisation_facts": facts_bodies.organisation_facts(
            made.plan,
            made.organisations,
            made.random("organisation facts"),
            hit=hit_by_epidemic(made.organisations, made.random("2021 epidemic")),
        ),
        "collective_facts": facts_leadership.collective_facts(
            made.leading, made.random("collective facts")
        ),
        "leader_facts": facts_leadership.leader_facts(
            made.leading, made.led, results, made.random("leader facts")
        ),
    }
    without_work(sheets, results)
    return {
        "year": frame_of([year.YEAR]),
        **{name: frame_of(rows) for name, rows in sheets.items()},
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
