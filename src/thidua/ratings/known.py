"""Everything that is known of some subjects of a year, in codes: their sheets and lists, and from
the tree the levels below them, those that cap them, the discipline in their collective.
"""

from typing import Any

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.ratings.frames import standing_subjects, with_facts
from thidua.ratings.member_discipline import FACT, worst_member_discipline
from thidua.rulebook import Framework, count_children
from thidua.rulebook.conditions import count_columns
from thidua.vocabulary import SubjectType

CHILDREN = {"members": SubjectType.MEMBER, "subordinates": SubjectType.ORGANISATION}
CAPS = {"unit": SubjectType.ORGANISATION, "collective": SubjectType.COLLECTIVE}
PLACE_OF = {"members": "organisation_id", "subordinates": "parent_id"}
"""Where children say whose they are."""


def known(campaign: Campaign, framework: Framework, here: pl.DataFrame) -> pl.DataFrame:
    """Subjects of one type (as `frames.subjects` gives them) with every column that rating reads.

    Children and caps count as they stand by now, chosen and decided levels included. Raises
    ClassificationError for a stored fact that the framework cannot read."""
    frame = with_facts(here, framework)
    places = here["organisation_id"].unique().to_list()
    if framework.subject is SubjectType.ORGANISATION:
        for children in CHILDREN:
            frame = _with_children(campaign, frame, children, places)
    for of in {cap.of for cap in framework.caps if cap.of is not None}:
        frame = _with_cap(campaign, frame, of, places)
    if FACT in framework.facts:
        worst = worst_member_discipline(campaign, places)
        frame = frame.drop(FACT, strict=False)
        frame = frame.join(worst, on="organisation_id", how="left", maintain_order="left")
    return frame


def _with_children(
    campaign: Campaign, frame: pl.DataFrame, children: str, places: list[Any]
) -> pl.DataFrame:
    if children == "members":
        below = standing_subjects(campaign, subject_type=["member"], organisation=places)
    else:
        below = standing_subjects(campaign, subject_type=["organisation"], parent=places)
    counted = count_children(below, by=PLACE_OF[children], children=children).rename(
        {PLACE_OF[children]: "organisation_id"}
    )
    joined = frame.join(counted, on="organisation_id", how="left", maintain_order="left")
    return joined.with_columns(pl.col(name).fill_null(0) for name in count_columns(children))


def _with_cap(campaign: Campaign, frame: pl.DataFrame, of: str, places: list[Any]) -> pl.DataFrame:
    """0 where that one is not rated."""
    names = (f"cap.{of}.low", f"cap.{of}.high")
    levels = standing_subjects(campaign, subject_type=[CAPS[of].value], organisation=places).select(
        "organisation_id",
        *(
            pl.col(f"standing_{bound}").alias(name)
            for bound, name in zip(("low", "high"), names, strict=True)
        ),
        rated=pl.lit(value=True),
    )
    joined = frame.join(levels, on="organisation_id", how="left", maintain_order="left")
    unrated = pl.col("rated").is_null()
    return joined.with_columns(
        pl.when(unrated).then(0).otherwise(pl.col(name)).cast(pl.Int8).alias(name) for name in names
    ).drop("rated")
