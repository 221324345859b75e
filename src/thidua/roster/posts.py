"""Who leads what on a day, and for which of several posts somebody is rated.

Whoever holds several leading posts has one level as a leader (HD 21-HD/BTCTW, II.B, point 6): it is
that of the main post. The others stay on the roster, not rated, and name it."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from thidua.db.frames import read_frame
from thidua.vocabulary import PositionRole, Tier

MAIN_POST = "main_post"
"""The fact of a leader: whether this is the post for which the person is rated."""
_POSTS = """
    SELECT q.person_id, q.organisation_id, q.role, q.title, q.main, q.starts_on, s.civil_servant,
           {person}
    FROM organisations_position q JOIN organisations_person p ON p.id = q.person_id
    LEFT JOIN organisations_membershipspell s ON s.person_id = q.person_id
         AND s.starts_on <= %s AND (s.ends_on IS NULL OR s.ends_on >= %s)
    WHERE q.role IN ('head', 'deputy') AND q.starts_on <= %s
          AND (q.ends_on IS NULL OR q.ends_on >= %s)
"""


def leading_posts(
    day: dt.date, led: pl.DataFrame, *, person: str, schema: Mapping[str, type[pl.DataType]]
) -> pl.DataFrame:
    """The heads and deputies of the organisations `led` on that day, with `main_post`.

    `person`: what SQL gives of a person `p`, its columns in `schema`."""
    posts = read_frame(
        _POSTS.format(person=person),
        [day] * 4,
        schema={
            **dict.fromkeys(("person_id", "organisation_id"), pl.Int64),
            **dict.fromkeys(("role", "title"), pl.String),
            "main": pl.Boolean,
            "starts_on": pl.Date,
            "civil_servant": pl.Boolean,
            **schema,
        },
    )
    return with_main_post(posts.join(led, on="organisation_id"))


def with_main_post(posts: pl.DataFrame) -> pl.DataFrame:
    """Posts of one day with `main_post`, true for exactly one post of each person.

    It is the one that is marked `main`; without a mark that of the highest tier, head before
    deputy, the one held longest."""
    ordered = posts.sort(
        pl.col("main"),
        pl.col("tier").replace_strict(Tier.codes(), default=0),
        pl.col("role").replace_strict(PositionRole.codes(), default=9),
        "starts_on",
        "organisation_id",
        descending=[True, True, False, False, False],
    )
    return ordered.with_columns(main_post=pl.int_range(pl.len()).over("person_id") == 0)
