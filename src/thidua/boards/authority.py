"""Which subjects a decision sets the level of: those that lie directly within its issuer's
authority.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from thidua.rulebook import Framework
from thidua.vocabulary import SubjectType, Tier

ABOVE = {
    Tier.GRASSROOTS: "grassroots",
    Tier.UPPER_LEVEL: "upper_level",
    Tier.PROVINCE: "province_id",
}


def with_authority(frame: pl.DataFrame, framework: Framework) -> pl.DataFrame:
    """Add `authority_id`: the organisation whose decision sets each subject's level.

    The framework says of which tier it is; where the subject has no ancestor of that tier (a
    grassroots organisation directly under the province), and where no rule says, it is the
    organisation directly above. Members are decided by the grassroots organisation they belong to,
    their own cell where that is it."""
    by_tier = pl.lit(None, pl.Int64)
    for tier in Tier:
        decider = framework.decided_by(tier)
        column = ABOVE.get(decider) if decider is not None else None
        if column is not None:
            by_tier = pl.when(pl.col("tier") == tier.value).then(pl.col(column)).otherwise(by_tier)
    if framework.subject != SubjectType.MEMBER:  # nobody decides about itself
        by_tier = pl.when(by_tier != pl.col("organisation_id")).then(by_tier)
    return frame.with_columns(authority_id=pl.coalesce(by_tier, "parent_id"))


def deciders(framework: Framework, tiers: Iterable[str]) -> list[Tier]:
    """The tiers whose organisations decide about subjects standing at these tiers."""
    found = [framework.decided_by(Tier(tier)) for tier in tiers]
    return sorted({tier for tier in found if tier is not None}, key=lambda tier: tier.code)


def covered(asked: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """The subjects of each decision: the columns of `everybody` (with `authority_id`) and
    `decision`.
    """
    of_tier = (pl.col("only_tier") == "") | (pl.col("only_tier") == pl.col("tier"))
    return (
        everybody.join(
            asked,
            left_on=["authority_id", "subject_type"],
            right_on=["issuer_id", "subject_type"],
            how="inner",
        )
        .filter(of_tier)
        .drop("only_tier")
    )


def beyond_authority(
    asked: pl.DataFrame, items: pl.DataFrame, everybody: pl.DataFrame
) -> pl.DataFrame:
    """The (decision, subject_type, only_tier) that reach nobody though such subjects stand below
    the issuer.

    Their level belongs to another tier. Column `tiers`: where those subjects stand.
    """
    idle = asked.join(
        items.select("decision", "subject_type").unique(),
        on=["decision", "subject_type"],
        how="anti",
    )
    places = ("organisation_id", "parent_id", "grassroots", "upper_level", "province_id")
    below = pl.concat(
        everybody.select("entry", "subject_type", "tier", issuer_id=pl.col(place)).drop_nulls()
        for place in places
    )
    of_tier = (pl.col("only_tier") == "") | (pl.col("only_tier") == pl.col("tier"))
    return (
        idle.join(below, on=["issuer_id", "subject_type"], how="inner")
        .filter(of_tier)
        .group_by("decision", "subject_type", "only_tier", maintain_order=True)
        .agg(tiers=pl.col("tier").unique())
    )


def all_with_authority(
    everybody: pl.DataFrame, frameworks: Mapping[SubjectType, Framework], province_id: int | None
) -> pl.DataFrame:
    """Every rated subject with `province_id` and `authority_id`."""
    placed = everybody.with_columns(province_id=pl.lit(province_id, pl.Int64))
    return pl.concat(
        with_authority(placed.filter(pl.col("subject_type") == kind.value), framework)
        for kind, framework in frameworks.items()
    )
