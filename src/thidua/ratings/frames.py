"""The year as frames for the engine: one a subject type, facts in codes, choices and decisions as
levels.
"""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack, cast

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.ratings.errors import ClassificationError
from thidua.ratings.member_discipline import FACT, worst_member_discipline
from thidua.roster.levels import DECIDED_LEVEL, DECIDING
from thidua.rulebook import FactError, Framework, encode, rate_tree, standing
from thidua.vocabulary import Level, SubjectType

_Schema = dict[str, pl.DataType | type[pl.DataType]]
SUBJECT_COLUMNS: _Schema = {
    **dict.fromkeys(
        ("entry", "person_id", "organisation_id", "parent_id", "grassroots", "upper_level"),
        pl.Int64,
    ),
    **dict.fromkeys(("subject_type", "tier", "body", "sector", "role", "code", "name"), pl.String),
    **dict.fromkeys(("chosen", "reason", "decided"), pl.String),
}
_COLUMNS = f"""
    e.id, e.person_id, e.organisation_id, e.parent_id, e.grassroots_id, e.upper_level_id,
    e.subject_type, e.tier, nullif(e.body, ''), e.sector, e.role, e.code, e.name,
    nullif(p.chosen, ''), coalesce(p.reason, ''), {DECIDED_LEVEL}
"""
_TABLES = f"""
    FROM roster_rosterentry e
    LEFT JOIN facts_factsheet f ON f.roster_entry_id = e.id
    LEFT JOIN boards_proposal p ON p.roster_entry_id = e.id
    {DECIDING}
    LEFT JOIN ratings_rating r ON r.roster_entry_id = e.id
    LEFT JOIN roster_putoff late ON late.roster_entry_id = e.id
    LEFT JOIN (SELECT roster_entry_id, max(id) AS newest FROM decisions_reopenedlevel GROUP BY 1)
        again ON again.roster_entry_id = e.id
    WHERE e.campaign_id = %s AND e.rated
"""  # noqa: S608
# Facts that the tree knows stand before what a sheet, or the year's work, says.
_FACTS = "coalesce(f.known, '{}'::jsonb) || e.facts"
# Whatever state that decision is in: nobody stands in two.
_HELD_BY = "i.decision_id"
_RETURNED = "coalesce(p.returned, '') <> ''"


def level_code(column: str) -> pl.Expr:
    """A column of level words as their integers."""
    return pl.col(column).replace_strict(Level.codes(), default=None, return_dtype=pl.Int8)


class Only(TypedDict, total=False):
    """Which subjects are meant; what is left out does not narrow them."""

    entry: Sequence[int]
    subject_type: Sequence[str]
    organisation: Sequence[int]
    parent: Sequence[int]
    grassroots: Sequence[int]
    upper_level: Sequence[int]
    person: Sequence[int]
    under: Sequence[int]


_NARROWING = {
    "entry": ["e.id"],
    "subject_type": ["e.subject_type"],
    "organisation": ["e.organisation_id"],
    "parent": ["e.parent_id"],
    "grassroots": ["e.grassroots_id"],
    "upper_level": ["e.upper_level_id"],
    "person": ["e.person_id"],
    "under": ["e.organisation_id", "e.parent_id", "e.grassroots_id", "e.upper_level_id"],
}
"""The columns of which one has to be among the values."""


def subjects(campaign: Campaign, **only: Unpack[Only]) -> pl.DataFrame:
    """Rated subjects: SUBJECT_COLUMNS and `facts` (JSON text); `chosen` and `decided` as
    integers.
    """
    return _read(campaign, f"{_COLUMNS}, {_FACTS}", only, {"facts": pl.String})


def standing_subjects(campaign: Campaign, **only: Unpack[Only]) -> pl.DataFrame:
    """Rated subjects with the range reached when last classified, and where they stand by now.

    SUBJECT_COLUMNS, `returned` (sent back, not answered), `held_by` (id of the decision that holds
    its level), `supplements` (id of the one that this decision supplements), `reopened` (id of the
    last `ReopenedLevel`; null: never decided again), `made_up_on` (when a review that was put off
    was made up for), `low`, `high` (null: not classified), `standing_low`,
    `standing_high`, `organisation`, `parent`."""
    more: _Schema = {"returned": pl.Boolean, "held_by": pl.Int64, "low": pl.Int8, "high": pl.Int8}
    more |= {"supplements": pl.Int64, "made_up_on": pl.Date, "reopened": pl.Int64}
    columns = f"{_COLUMNS}, {_RETURNED}, {_HELD_BY}, r.low, r.high, d.supplements_id"
    frame = _read(campaign, f"{columns}, late.reviewed_on, again.newest", only, more)
    return standing(frame.with_columns(organisation="organisation_id", parent="parent_id"))


def _read(campaign: Campaign, columns: str, only: Only, more: _Schema) -> pl.DataFrame:
    narrowed, params = "", list[object]([campaign.pk])
    for name, values in only.items():
        columns_of = _NARROWING[name]
        narrowed += f" AND ({' OR '.join(f'{column} = ANY(%s)' for column in columns_of)})"
        params += [list(cast("Sequence[object]", values))] * len(columns_of)
    query = f"SELECT {columns} {_TABLES} {narrowed} ORDER BY e.id"
    frame = read_frame(query, params, schema={**SUBJECT_COLUMNS, **more})
    return frame.with_columns(level_code("chosen"), level_code("decided"))


def with_facts(frame: pl.DataFrame, framework: Framework) -> pl.DataFrame:
    """Open the JSON in `facts` into one coded column for each fact of the framework; a missing key
    is unknown.

    Raises ClassificationError naming the subject whose stored fact nobody can read under this
    framework."""
    wanted = [name for name in framework.fields if name not in frame.columns]
    opened = frame.with_columns(
        pl.col("facts").str.json_decode(pl.Struct(dict.fromkeys(wanted, pl.String())))
    )
    opened = opened.unnest("facts") if wanted else opened.drop("facts")
    try:
        return encode(framework, opened)
    except FactError as error:
        whose = opened.filter(pl.col(error.field).cast(pl.String) == str(error.value))["code"]
        raise ClassificationError.unreadable_fact(
            list(whose.unique(maintain_order=True)), error
        ) from error


def engine_frames(
    campaign: Campaign, frameworks: Mapping[SubjectType, Framework], everybody: pl.DataFrame
) -> dict[SubjectType, pl.DataFrame]:
    """What the engine rates, per subject type: place in the tree, facts in codes, `chosen`,
    `decided`.

    `entry` leads back to the roster; `id` is what the engine knows a subject by (organisations:
    their own id)."""
    frames = {}
    for kind, framework in frameworks.items():
        here = everybody.filter(pl.col("subject_type") == kind.value).drop(
            "name", "reason", "subject_type"
        )
        key = "organisation_id" if kind is SubjectType.ORGANISATION else "entry"
        frames[kind] = with_facts(here, framework).with_columns(
            id=pl.col(key), organisation=pl.col("organisation_id"), parent=pl.col("parent_id")
        )
    frames[SubjectType.COLLECTIVE] = (
        frames[SubjectType.COLLECTIVE]
        .drop(FACT, strict=False)
        .join(
            worst_member_discipline(campaign),
            on="organisation_id",
            how="left",
            maintain_order="left",
        )
    )
    return frames


def rated_tree(
    campaign: Campaign, frameworks: Mapping[SubjectType, Framework]
) -> dict[SubjectType, pl.DataFrame]:
    """Everybody rated from below: the engine's frames with `low`, `high`, `standing_low`,
    `standing_high`, `o:…`.
    """
    return rate_frames(engine_frames(campaign, frameworks, subjects(campaign)), frameworks)


def rate_frames(
    frames: Mapping[SubjectType, pl.DataFrame], frameworks: Mapping[SubjectType, Framework]
) -> dict[SubjectType, pl.DataFrame]:
    """The engine's frames rated from below."""
    return rate_tree(frames, frameworks)
