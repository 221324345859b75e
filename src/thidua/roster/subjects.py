"""Who is rated this year and who is not: worked out as frames, as of one day.

Every function returns one row a subject with the columns of `RosterEntry` that it knows, plus the
facts that the tree knows (`FACTS`); `roster.freezing` lays them into the database."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from thidua.db.frames import read_frame
from thidua.roster.errors import RosterError
from thidua.roster.membership import (
    MONTHS_SINCE_ADMISSION,
    memberships_on,
    on_day,
    spells_up_to,
)
from thidua.roster.months import whole_months
from thidua.roster.posts import leading_posts
from thidua.rulebook import OUTCOME, Framework, classify, encode

FACTS: dict[str, pl.DataType] = {
    "membership_status": pl.String(),
    "civil_servant": pl.Boolean(),
    "transferred_in_year": pl.Boolean(),
    "months_at_former_cell": pl.Int64(),
    "months_since_admission": pl.Int64(),
    "months_since_founding": pl.Int64(),
    "is_head": pl.Boolean(),
    "main_post": pl.Boolean(),
}
"""What the tree knows of a subject; a framework uses those it declares `given_by: roster`."""

PLACE = [
    "organisation_id",
    "parent_id",
    "grassroots_id",
    "upper_level_id",
    "tier",
    "body",
    "sector",
]
WHO = [
    "subject_type",
    "person_id",
    *PLACE,
    "role",
    "title",
    "code",
    "name",
    "sort_key",
    "search_key",
]
COLLECTIVELY_LED = (pl.col("tier") == "upper_level") | (
    (pl.col("tier") == "grassroots") & (pl.col("body") == "committee")
)
"""Organisations whose leadership is rated: upper-level ones, and grassroots ones that have cells.
"""

_PERSON = "p.code AS code, p.full_name AS name, p.sort_key, p.search_key"
_PERSON_SCHEMA = dict.fromkeys(("code", "name", "sort_key", "search_key"), pl.String)


def roster_on(*, day: dt.date, year: int, tree: pl.DataFrame) -> pl.DataFrame:
    """Everybody and every body that the year may rate, as of `day`: columns WHO and FACTS.

    `tree`: as of that day, with `review_date`, `months_since_founding` (`roster.tree`).
    Raises RosterError when a member's organisation has no place in the tree that day.
    """
    parts = [
        members_on(day=day, year=year, tree=tree),
        organisations(tree),
        collectives(tree),
        leaders_on(day, tree),
    ]
    columns = {**dict.fromkeys(WHO, pl.String()), **dict.fromkeys(_IDS, pl.Int64()), **FACTS}
    return pl.concat([_complete(part, columns) for part in parts])


_IDS = ("person_id", "organisation_id", "parent_id", "grassroots_id", "upper_level_id")


def _complete(part: pl.DataFrame, columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    missing = [
        pl.lit(None, dtype).alias(name)
        for name, dtype in columns.items()
        if name not in part.columns
    ]
    texts = [name for name in WHO if name not in _IDS]
    return part.with_columns(missing).select(
        pl.col(name).cast(dtype).fill_null("") if name in texts else pl.col(name).cast(dtype)
        for name, dtype in columns.items()
    )


def organisations(tree: pl.DataFrame) -> pl.DataFrame:
    """Each organisation of the tree as a subject."""
    return tree.with_columns(subject_type=pl.lit("organisation"))


def collectives(tree: pl.DataFrame) -> pl.DataFrame:
    """The leadership of each organisation that has one to be rated."""
    return tree.filter(COLLECTIVELY_LED).with_columns(subject_type=pl.lit("collective"))


def leaders_on(day: dt.date, tree: pl.DataFrame) -> pl.DataFrame:
    """The heads and deputies of those organisations on that day, with their standing as members."""
    led = tree.filter(COLLECTIVELY_LED).select(*PLACE, "review_date")
    posts = leading_posts(day, led, person=_PERSON, schema=_PERSON_SCHEMA)
    return posts.join(
        memberships_on(day), on="person_id", how="left", maintain_order="left"
    ).with_columns(
        subject_type=pl.lit("leader"),
        is_head=pl.col("role") == "head",
        months_since_admission=MONTHS_SINCE_ADMISSION,
    )


def members_on(*, day: dt.date, year: int, tree: pl.DataFrame) -> pl.DataFrame:
    """Everybody with a spell of membership on that day, each once, in the cell of official
    membership.

    Whoever moved during the year belongs to the receiving cell; whoever is temporarily active
    elsewhere, to the cell of official membership (HD 21-HD/BTCTW, II.B, point 6)."""
    spells = spells_up_to(day)
    people = read_frame(
        f"SELECT p.id AS person_id, {_PERSON} FROM organisations_person p",  # noqa: S608
        schema={"person_id": pl.Int64, **_PERSON_SCHEMA},
    )
    current = spells.filter(on_day(day))
    members = (
        current.join(people, on="person_id")
        .join(memberships_on(day), on="person_id", how="left", maintain_order="left")
        .join(tree.select(*PLACE, "review_date"), on="organisation_id", how="left")
        .join(_moves(spells, current, year=year), on="person_id", how="left")
    )
    unplaced = members.filter(pl.col("tier").is_null())
    if not unplaced.is_empty():
        raise RosterError.unplaced(day, sorted(unplaced["code"]))
    return members.with_columns(
        subject_type=pl.lit("member"),
        transferred_in_year=pl.col("transferred_in_year").fill_null(value=False),
        months_since_admission=MONTHS_SINCE_ADMISSION,
    )


def _moves(spells: pl.DataFrame, current: pl.DataFrame, *, year: int) -> pl.DataFrame:
    """Who moved to the present cell within the year: person_id, transferred_in_year,
    months_at_former_cell.

    Spells in one cell that follow each other are one stay, whatever the status. Passing from an
    organisation to its successor is no move: the organisation changed, not the member. Only the
    months of the review year count at the former cell, because the comment is about the year."""
    several = spells.filter(pl.len().over("person_id") > 1)
    stays = (
        several.with_columns(stay=(pl.col("organisation_id").rle_id()).over("person_id"))
        .group_by("person_id", "stay", maintain_order=True)
        .agg(
            pl.col("organisation_id").first(), pl.col("starts_on").first(), pl.col("ends_on").last()
        )
        .with_columns(
            pl.col("organisation_id", "starts_on", "ends_on")
            .shift(1)
            .over("person_id")
            .name.prefix("former_")
        )
        .drop_nulls("former_organisation_id")
        .join(_successions(), on=["former_organisation_id", "organisation_id"], how="anti")
    )
    first = dt.date(year, 1, 1)
    moved = stays.filter(pl.col("starts_on") >= first).join(
        current.select("person_id", "organisation_id"),
        on=["person_id", "organisation_id"],
        how="semi",
    )
    return (
        moved.group_by("person_id", maintain_order=True)
        .last()
        .select(
            "person_id",
            transferred_in_year=pl.lit(value=True),
            months_at_former_cell=whole_months(
                pl.max_horizontal(pl.col("former_starts_on"), pl.lit(first)),
                pl.max_horizontal(pl.col("former_ends_on") + pl.duration(days=1), pl.lit(first)),
            ),
        )
    )


def _successions() -> pl.DataFrame:
    return read_frame(
        "SELECT predecessor_id, successor_id FROM organisations_succession",
        schema=dict.fromkeys(("former_organisation_id", "organisation_id"), pl.Int64),
    )


def excluded_by(frame: pl.DataFrame, framework: Framework) -> pl.Series:
    """The id of the rule (of the framework's `subjects.excluded`) by which each subject is not
    rated; null: it is.

    Only a rule that certainly applies excludes: what cannot be told is left to the rating itself.
    """
    rules = framework.subjects.excluded
    if not rules:
        return pl.Series("excluded_by", [None] * frame.height, dtype=pl.String)
    facts = frame.select(name for name in framework.facts if name in frame.columns)
    blank = pl.col(pl.String).replace("", None)
    tested = classify(framework, encode(framework, facts.with_columns(blank)))
    first = pl.coalesce(pl.when(pl.col(OUTCOME + rule.id)).then(pl.lit(rule.id)) for rule in rules)
    return tested.select(excluded_by=first)["excluded_by"]
