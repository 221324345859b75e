"""The year in progress as the two workbooks that its district has handed in: facts, and what
committees said so far.
"""

import datetime as dt
from collections.abc import Sequence
from random import Random

import polars as pl

from thidua.demo import decisions, facts_bodies, facts_leadership, facts_members, year
from thidua.demo.build import Frames, frame_of
from thidua.demo.grades import Row
from thidua.demo.season import YEAR, Season, by_name
from thidua.language import Text
from thidua.rulebook import packaged_layers
from thidua.rulebook.layers import Layer
from thidua.rulebook.rules import Period, Source

REVIEW_DATE, CUT_OFF_DATE = dt.date(2022, 12, 1), dt.date(2022, 11, 30)
DECIDED_AFTER = dt.date(2022, 12, 1)
LOCAL_LAYER = "hai_duong_2022"
NOT_CHOSEN_YET = 0.6
"""The share of choices that committees which are still at work have not made."""

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
    "deadline_review": dt.date(2022, 12, 9),
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


def season_frames(season: Season) -> Frames:
    """The workbooks of facts and of decisions, as far as the district has got."""
    return {"facts": _facts(season), "decisions": _decisions(season)}


def _facts(season: Season) -> dict[str, pl.DataFrame]:
    organisations = facts_bodies.organisation_facts(
        season.plan, season.organisations, season.random("organisation facts")
    )
    members = facts_members.member_facts(season.staffs, season.random("member facts"))
    collectives = facts_leadership.collective_facts(
        season.leading, season.random("collective facts")
    )
    leaders = facts_leadership.leader_facts(
        season.leading, season.led, season.random("leader facts")
    )
    for row in members:  # nobody moved this year
        row["former_cell_comment"] = None
    _leave_out(season, members, organisations, collectives, leaders)
    return {
        "year": frame_of([THE_YEAR]),
        "member_facts": frame_of(members),
        "organisation_facts": frame_of(organisations),
        "collective_facts": frame_of(collectives),
        "leader_facts": frame_of(leaders),
        "indicators": frame_of([_not_yet_measured(row) for row in year.indicators()]),
    }


def _not_yet_measured(indicator: Row) -> Row:
    return indicator | {"result": None, "rank_region": None, "rank_country": None}


def _leave_out(season: Season, members: list[Row], *others: list[Row]) -> None:
    """Take away a fact here and there: those levels cannot be told yet, nor some that rest on
    them.
    """
    organisations, collectives, leaders = others
    random = season.random("facts left out")
    member = min(
        season.staff_of(season.first).rated, key=by_name
    )  # the member's account shall have an answer
    for cell, many in [
        (season.first, 2),
        *((season.other_cell(code, random), 1) for code in season.open[:4]),
    ]:
        there = [person.code for person in season.staff_of(cell).rated if person is not member]
        _forget(
            members,
            "member",
            random.sample(there, many),
            random.choice(("year_tasks", "duties", "targets_done")),
        )
    cells = [season.other_cell(code, random) for code in season.open[:2]]
    _forget(organisations, "organisation", cells, "socio_economic")
    _forget(
        organisations, "organisation", random.sample(season.decided, 2), "inspection_discipline"
    )
    led = [str(row["collective"]) for row in collectives if row["collective"] != season.district]
    _forget(collectives, "collective", random.sample(led, 1), "remedying")
    deputies = [
        leader.post.person.code
        for leader in season.leading.leaders
        if not leader.is_head and leader.tier == "grassroots"
    ]
    _forget(leaders, "member", random.sample(deputies, 2), "own_duties")


def _forget(rows: list[Row], key: str, codes: Sequence[str], fact: str) -> None:
    for row in rows:
        if row[key] in codes:
            row[fact] = None


def _decisions(season: Season) -> dict[str, pl.DataFrame]:
    random = season.random("choices")
    whole = (season.plan, season.organisations, season.staffs, season.leading)
    proposals = decisions.proposals(*whole, season.random("proposals"))
    written = {
        *season.decided,
        season.open[1],
    }  # one of those that have not decided has its decision drafted
    return {
        "decisions": frame_of(
            [
                decisions.grassroots_decision(planned, random, after=DECIDED_AFTER)
                for planned in season.organisations
                if planned.organisation.unit.code in written
            ]
        ),
        "proposals": frame_of([_so_far(season, row, random) for row in proposals]),
    }


def _so_far(season: Season, row: Row, random: Random) -> Row:
    """What has been said of one subject by now: open committees have chosen some, the province
    nothing.
    """
    code = str(row["organisation"] or row["code"])
    below = season.grassroots_of.get(code)
    if code == season.district:
        return row | {"chosen": None}
    if (
        below is None
    ):  # a grassroots organisation, its leadership: the district decides, once they have decided
        not_sent: Row = {"proposed": None, "chosen": None} if code in season.open else {}
        return (row if random.random() > NOT_CHOSEN_YET else row | {"chosen": None}) | not_sent
    waits = below in season.open and row["reason"] is None and random.random() < NOT_CHOSEN_YET
    return row | {"chosen": None} if waits else row
