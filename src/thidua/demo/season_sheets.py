"""The year in progress as two workbooks: the facts that came in so far, what committees said."""

import datetime as dt
from collections.abc import Collection
from random import Random

import polars as pl

from thidua.demo import decisions, facts_bodies, facts_leadership, facts_members, year
from thidua.demo.facts_bodies import hit_by_epidemic
from thidua.demo.facts_work import without_work
from thidua.demo.frames import Frames, frame_of
from thidua.demo.grades import Row
from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.plan import Stage
from thidua.demo.progress import TODAY_AT_THE_LATEST, Progress, review_days
from thidua.demo.results import YearResults
from thidua.demo.season import YEAR, Season, by_name
from thidua.language import Text
from thidua.rulebook import packaged_layers
from thidua.rulebook.layers import Layer
from thidua.rulebook.rules import Period, Source

REVIEW_DATE, CUT_OFF_DATE = dt.date(2022, 12, 1), dt.date(2022, 12, 15)
DECIDED_AFTER = dt.date(2022, 12, 1)
LOCAL_LAYER = "hai_duong_2022"
NOT_CHOSEN_YET = 0.6
"""The share of choices that committees which are still at work have not made."""
NOT_HANDED_IN = 0.4
"""The share of cells without any fact, where only some have handed in."""

THE_YEAR: Row = {
    "year": YEAR,
    "name": "Phong trào thi đua năm 2022 của Đảng bộ tỉnh Hải Dương",
    "spirit": year.YEAR["next_theme"],
    "review_date": REVIEW_DATE,
    "cut_off_date": CUT_OFF_DATE,
    "launch_date": year.YEAR["launch_date"],
    "launch_venue": year.YEAR["launch_venue"],
    "local_layer": LOCAL_LAYER,
    "deadline_launch": dt.date(2022, 2, 28),
    "deadline_register": dt.date(2022, 3, 31),
    "deadline_carry_out": dt.date(2022, 11, 25),
    "deadline_review": dt.date(2022, 12, 15),
    "deadline_rate": dt.date(2022, 12, 20),
    "deadline_recognise": dt.date(2023, 1, 10),
    "deadline_sum_up": dt.date(2023, 2, 10),
    "deadline_follow_up": dt.date(2023, 6, 30),
}


def layer() -> Layer:
    """The province's guidance for 2022, an assumption of the demo: quotas are counted as in
    2021.
    """
    before = packaged_layers()[year.LOCAL_LAYER]
    title = Text(
        "Giả định của tỉnh mẫu: năm 2022 tính tỷ lệ như năm 2021",
        "The demo assumes that 2022 counts quotas as 2021",
    )
    return before.model_copy(
        update={
            "id": LOCAL_LAYER,
            "title": Text(
                "Tham số của Đảng bộ tỉnh Hải Dương, năm 2022",
                "Parameters of the Hải Dương province, 2022",
            ),
            "in_force": Period.model_validate(
                {"from": dt.date(2022, 1, 1), "to": dt.date(2023, 1, 1)}
            ),
            "sources": {
                name: Source(number="Tỉnh mẫu", title=title, date=dt.date(2022, 11, 1))
                for name in before.sources
            },
            "sets": tuple(setting.model_copy(update={"reason": None}) for setting in before.sets),
        }
    )


def season_frames(season: Season, results: YearResults) -> Frames:
    """The workbooks of facts and of decisions, as far as the province has got. What the tasks of
    the year tell (`results`) stands on no sheet.
    """
    silent = _silent_cells(season)
    return {"facts": _facts(season, results, silent), "decisions": _decisions(season, silent)}


def _silent_cells(season: Season) -> set[str]:
    """Cells of which nothing has come in."""
    random = season.random("silent cells")
    silent = set()
    for planned in season.organisations:
        progress = season.progress[planned.organisation.unit.code]
        cells = [leaf.unit.code for leaf in planned.leaves]
        if progress is Progress.SILENT:
            silent.update(cells)
        elif progress is Progress.PARTIAL and planned.is_committee:
            silent.update(random.sample(cells, max(1, round(len(cells) * NOT_HANDED_IN))))
    return silent


def _facts(season: Season, results: YearResults, silent: set[str]) -> dict[str, pl.DataFrame]:
    nothing = _without_anything(season, silent)
    organisations = facts_bodies.organisation_facts(
        season.plan,
        season.organisations,
        season.random("organisation facts"),
        hit=hit_by_epidemic(season.organisations, season.random("epidemic")),
    )
    members = facts_members.member_facts(
        season.staffs, season.random("member facts"), work=results.people
    )
    collectives = facts_leadership.collective_facts(
        season.leading, season.random("collective facts")
    )
    leaders = facts_leadership.leader_facts(
        season.leading, season.led, results, season.random("leader facts")
    )
    without_work(
        {
            "member_facts": members,
            "organisation_facts": organisations,
            "collective_facts": collectives,
            "leader_facts": leaders,
        },
        results,
    )
    for row in members:  # nobody moved this year
        row["former_cell_comment"] = None
    _leave_out(season, members, organisations, collectives, leaders)
    _leave_out_elsewhere(season, silent, members)
    return {
        "year": frame_of([THE_YEAR]),
        "review_days": frame_of(
            list(review_days(season.plan, waiting=season.all_waiting, late=season.late))
        ),
        "member_facts": frame_of([row for row in members if row["member"] not in nothing]),
        "organisation_facts": frame_of(
            [row for row in organisations if row["organisation"] not in nothing]
        ),
        "collective_facts": frame_of(
            [row for row in collectives if row["collective"] not in nothing]
        ),
        "leader_facts": frame_of([row for row in leaders if row["organisation"] not in nothing]),
        "indicators": frame_of([_not_yet_measured(row) for row in year.indicators()]),
    }


def _without_anything(season: Season, silent: set[str]) -> set[str]:
    """Codes of cells, their members, and committees of which nothing has come in. The facts of a
    grassroots organisation are the body's above it: one that decides has handed in its own.
    """
    members = {
        person.code
        for staff in season.staffs
        if staff.plan.unit.code in silent
        for person in staff.rated
    }
    stages = season.plan.season.stages
    above = {
        planned.organisation.unit.code: stages[planned.organisation.upper.code].decides
        for planned in season.organisations
    }
    committees = {
        code
        for code, decides in above.items()
        if season.progress[code] is Progress.SILENT and not decides
    }
    begun = {upper.code for upper in season.plan.uppers if stages[upper.code] is Stage.BEGINNING}
    handed_in_above = {code for code, decides in above.items() if decides}
    return (silent - handed_in_above) | members | committees | begun


def _not_yet_measured(indicator: Row) -> Row:
    return indicator | {"result": None, "rank_region": None, "rank_country": None}


_ASKED_LAST = ("year_tasks", "duties", "targets_done")


def _leave_out(season: Season, members: list[Row], *others: list[Row]) -> None:
    """Take away a fact here and there in the accounts' district: those levels cannot be told yet,
    nor some that rest on them.
    """
    organisations, collectives, leaders = others
    random = season.random("facts left out")
    member = min(
        season.staff_of(season.first).rated, key=by_name
    )  # the member's account shall have an answer
    for cell, many in [
        (season.first, 3),
        *((season.other_cell(code, random), 1) for code in season.open[:4]),
    ]:
        there = [person.code for person in season.staff_of(cell).rated if person is not member]
        _forget(members, "member", random.sample(there, many), random.choice(_ASKED_LAST))
    cells = [season.other_cell(code, random) for code in season.open[:2]]
    _forget(organisations, "organisation", [season.first, *cells], "socio_economic")
    below = [
        planned.organisation.unit.code
        for planned in season.organisations
        if planned.organisation.upper.code == season.district
    ]
    decided = [code for code in below if season.progress[code] is Progress.DECIDED]
    _forget(organisations, "organisation", random.sample(decided, 2), "inspection_discipline")
    led = [str(row["collective"]) for row in collectives if row["collective"] in below]
    _forget(collectives, "collective", random.sample(led, 1), "remedying")
    deputies = [
        leader.post.person.code
        for leader in season.leading.leaders
        if not leader.is_head and leader.post.organisation in below
    ]
    _forget(leaders, "member", random.sample(deputies, 2), "own_duties")


def _leave_out_elsewhere(season: Season, silent: set[str], members: list[Row]) -> None:
    """Where facts are still coming in, one cell of each organisation lacks some of them."""
    random = season.random("facts left out elsewhere")
    staffs = {staff.plan.unit.code: staff.rated for staff in season.staffs}
    forgotten: dict[str, set[str]] = {fact: set() for fact in _ASKED_LAST}
    for planned in season.organisations:
        cells = [leaf.unit.code for leaf in planned.leaves if leaf.unit.code not in silent]
        if season.progress[planned.organisation.unit.code] is Progress.PARTIAL and cells:
            there = staffs[random.choice(cells)]
            for fact in random.sample(_ASKED_LAST, 2):
                forgotten[fact] |= {one.code for one in random.sample(there, len(there) // 4 + 1)}
    for fact, codes in forgotten.items():
        _forget(members, "member", codes, fact)


def _forget(rows: list[Row], key: str, codes: Collection[str], fact: str) -> None:
    for row in rows:
        if row[key] in codes:
            row[fact] = None


def _decisions(season: Season, silent: set[str]) -> dict[str, pl.DataFrame]:
    random = season.random("choices")
    whole = (season.plan, season.organisations, season.staffs, season.leading)
    proposals = decisions.proposals(*whole, season.random("proposals"))
    drafted = season.open[1]  # one of those that have not decided has its decision drafted
    nothing = _without_anything(season, silent)
    return {
        "decisions": frame_of(
            [
                _decided_by(planned, random, drafted=code == drafted)
                for planned in season.organisations
                for code in [planned.organisation.unit.code]
                if code == drafted or season.progress[code] is Progress.DECIDED
            ]
        ),
        "proposals": frame_of(
            [
                _so_far(season, row, random)
                for row in proposals
                if row["code"] not in nothing and row["organisation"] not in nothing
            ]
        ),
    }


def _decided_by(planned: OrganisationPlan, random: Random, *, drafted: bool) -> Row:
    """A draft is of the day on which its organisation reviews."""
    row = decisions.grassroots_decision(planned, random, after=DECIDED_AFTER)
    return row | {"date": TODAY_AT_THE_LATEST} if drafted else row


def _so_far(season: Season, row: Row, random: Random) -> Row:
    """What has been said of one subject by now: committees at work have chosen some, the province
    nothing.
    """
    code = str(row["organisation"] or row["code"])
    if code in season.plan.season.stages:
        return row | {"chosen": None}
    below = season.grassroots_of.get(code)
    if below is None:
        return _of_committee(season, row, code, random)
    progress = season.progress[below]
    if progress is Progress.PARTIAL:
        return row | {"proposed": None, "chosen": None, "reason": None}
    waits = (
        progress is not Progress.DECIDED
        and row["reason"] is None
        and random.random() < NOT_CHOSEN_YET
    )
    return row | {"chosen": None} if waits else row


def _of_committee(season: Season, row: Row, code: str, random: Random) -> Row:
    """A grassroots organisation, its leadership: the body above decides, once they have decided."""
    if season.progress[code] is not Progress.DECIDED:
        return row | {"proposed": None, "chosen": None}
    return row if random.random() > NOT_CHOSEN_YET else row | {"chosen": None}
