"""What the sheet *Đảng viên* would say of people as they are stored now: single acts are refused
for what a sheet is refused for, in the same words.
"""

from collections.abc import Collection, Sequence

import polars as pl

from thidua.accounts.actors import Actor
from thidua.db.frames import read_frame
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Loading
from thidua.organisations.loading.endings import check_posts_left
from thidua.organisations.loading.members import check_members
from thidua.organisations.loading.posts_in_membership import check_posts_of_members
from thidua.organisations.sheets import MEMBERS
from thidua.workbooks import ParsedSheet, Problem
from thidua.workbooks.problems import Place, Problems

_PERSON = "p.code, p.full_name, p.born_on, p.born_year, nullif(p.sex, '') AS sex, p.admitted_on"
_ROWS = """
    SELECT p.code, p.full_name, p.born_on, p.born_year, nullif(p.sex, ''), s.civil_servant,
           p.admitted_on, o.code, s.status, s.starts_on, s.ends_on, nullif(s.end_reason, ''), h.code
    FROM organisations_membershipspell s JOIN organisations_person p ON p.id = s.person_id
    JOIN organisations_organisation o ON o.id = s.organisation_id
    LEFT JOIN organisations_organisation h ON h.id = s.host_id
    WHERE p.code = ANY(%s) ORDER BY p.code, s.starts_on
"""
"""In the order of the sheet's columns."""
_ALIKE = f"""
    SELECT p.id, {_PERSON} FROM organisations_person p
    WHERE p.code = ANY(%s) OR p.born_on IN
        (SELECT q.born_on FROM organisations_person q WHERE q.code = ANY(%s))
"""  # noqa: S608 - names of our own columns


def problems_of(codes: Sequence[str], *, actor: Actor, new: Collection[str] = ()) -> list[Problem]:
    """What a sheet with the stored spells of these people would be told, in its order. `new`: codes
    that only this change brings.
    """
    columns = MEMBERS.empty_frame().drop("row").schema
    rows = read_frame(_ROWS, [list(codes)], schema=columns)
    rows = rows.with_row_index("row", offset=1).cast({"row": pl.Int64})
    places = {column.id: Place("", column.title) for column in MEMBERS.columns}
    words = {
        column.id: {choice.word: choice.title for choice in column.choices}
        for column in MEMBERS.columns
        if column.choices
    }
    problems = Problems(sheet=MEMBERS.title.vi, places=places, words=words)
    parsed = ParsedSheet(
        spec=MEMBERS,
        frame=rows,
        problems=problems,
        found=frozenset(places),
    )
    check = Checking(parsed, Loading(actor, keeps=False))
    check_members(check, _known(codes).filter(~pl.col("code").is_in(list(new))))
    check_posts_left(check)
    check_posts_of_members(check)
    return list(problems)


def _known(codes: Sequence[str]) -> pl.DataFrame:
    """As `stored.people`, of those who may be one of these people: of their code or birth."""
    texts = dict.fromkeys(("code", "full_name"), pl.String())
    schema = {
        "id": pl.Int64(),
        **texts,
        "born_on": pl.Date(),
        "born_year": pl.Int64(),
        "sex": pl.String(),
        "admitted_on": pl.Date(),
    }
    return read_frame(_ALIKE, [list(codes), list(codes)], schema=schema)
