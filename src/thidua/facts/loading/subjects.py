"""The subjects of a year as the sheets name them: who they are, who keeps their facts, what is
decided of them.
"""

from collections.abc import Iterable

import polars as pl
from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.facts.keepers import KEEPER_PATH
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.roster.held_posts import LED_IN_THE_YEAR
from thidua.roster.levels import DECIDING
from thidua.roster.posts import MAIN_POST
from thidua.vocabulary import SubjectType
from thidua.workbooks import fold_expr

# Entries with their organisation (o) and the committee above it (u).
_PLACED = """
    FROM roster_rosterentry e JOIN organisations_organisation o ON o.id = e.organisation_id
    LEFT JOIN organisations_organisation u ON u.id = e.parent_id
"""
# Who led is asked once for the year: asked of each row anew it takes longer than all the rest.
_ROSTER = f"""
    SELECT e.id, e.subject_type, e.code, CASE WHEN e.subject_type = 'leader' THEN o.code END,
        e.name, e.rated,
           e.excluded_by, d.number, e.organisation_id, o.code, starts_with({KEEPER_PATH}, %s),
           coalesce(e.facts ->> '{MAIN_POST}' = 'false', false),
           e.rated OR e.subject_type = 'member' AND e.person_id IN (SELECT q.person_id
               {LED_IN_THE_YEAR} WHERE c.campaign_id = %s)
    {_PLACED}
    {DECIDING}
    WHERE e.campaign_id = %s AND starts_with(o.path, %s)
"""
_COUNTS = f"""
    SELECT unit.id, e.subject_type, count(*)
    {_PLACED}
    JOIN organisations_organisation unit
         ON unit.id = ANY(%s) AND starts_with(o.path, unit.path) AND starts_with({KEEPER_PATH},
             unit.path)
    WHERE e.campaign_id = %s AND e.rated GROUP BY unit.id, e.subject_type
"""
OF_PEOPLE = (SubjectType.MEMBER.value, SubjectType.LEADER.value)


def roster(campaign: Campaign, *, part: str = "") -> pl.DataFrame:
    """The year's subjects: entry_id, subject_type, code, led (code of the organisation led; leaders
    only), stored_name, rated, excluded_by, decided_by (number of the issued decision),
    organisation_id, organisation_code, kept_here, other_post (a leader who is rated for another
    post), wanted.

    `part`: only those under the organisation with this path; `kept_here`: whether a unit there
    keeps their sheet of facts (a member's own cell; for everybody else the committee above), as
    docs/decisions/014 says. `wanted`: facts are asked for: of whoever is rated, and of members who
    held a post in a leadership collective in the year, whose discipline counts for it."""
    texts = ("subject_type", "code", "led", "stored_name")
    return read_frame(
        _ROSTER,
        [part, campaign.pk, campaign.pk, part],
        schema={
            "entry_id": pl.Int64,
            **dict.fromkeys(texts, pl.String),
            "rated": pl.Boolean,
            "excluded_by": pl.String,
            "decided_by": pl.String,
            "organisation_id": pl.Int64,
            "organisation_code": pl.String,
            "kept_here": pl.Boolean,
            "other_post": pl.Boolean,
            "wanted": pl.Boolean,
        },
    )


def counts_by_keeper(campaign: Campaign, units: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each of these organisations, how many subjects of each type it keeps the sheets of."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [list(units), campaign.pk])
        rows = cursor.fetchall()
    found: dict[int, dict[str, int]] = {}
    for unit, kind, number in sorted(rows, key=lambda row: SubjectType.values().index(row[1])):
        found.setdefault(unit, {})[kind] = number
    return found


def warn_of_names(check: Checking) -> None:
    """Rows whose name is not the one we know: rows may have slipped against their codes."""
    unlike = check.frame.filter(pl.col("name") != pl.col("stored_name"))
    check.warn(
        unlike.filter(fold_expr(pl.col("name")) != fold_expr(pl.col("stored_name"))),
        column="name",
        message=Text(
            "tên khác với tên đã lưu của mã này: {stored_name}",
            "the name stored for this code is {stored_name}",
        ),
    )


def refuse_decided(check: Checking, rows: pl.DataFrame, *, column: str) -> None:
    """Rows that would change something of a subject whose level is decided already."""
    check.fail(
        rows.filter(pl.col("decided_by").is_not_null()),
        column=column,
        message=Text(
            "{stored_name} đã được xếp loại tại quyết định số {decided_by}, không sửa được nữa",
            "{stored_name} was decided by decision no. {decided_by} and can no longer be changed",
        ),
        expected=Text("mở lại quyết định trước khi sửa", "the decision reopened first"),
    )
