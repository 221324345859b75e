"""Who decides the level of a subject, and so which subjects a decision covers.

The framework names the tier that decides (`Framework.decided_by`); from there to the organisation
leads one rule with three faces: `with_authority` for frames, `decided_by` as a condition of the
database, `authority_over` for one subject at hand. Nothing else says who decides; change one and
`tests/boards/test_authority.py` (`test_frame_condition_and_single_subject_name_the_same_decider`)
wants the others. Below them: what decisions cover by it.
"""

from collections.abc import Iterable, Mapping

import polars as pl
from django.db.models import F, Q

from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
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


def decided_by(committee: Organisation, kind: SubjectType, framework: Framework) -> Q:
    """The rated subjects of a kind whose level this committee decides: `with_authority` as a
    condition.
    """
    return Q(rated=True) & under_authority(committee, kind, framework)


def under_authority(committee: Organisation, kind: SubjectType, framework: Framework) -> Q:
    """The same of everybody on the list, rated or not."""
    itself = Q(organisation=committee) if kind != SubjectType.MEMBER else Q(pk__in=[])
    found = Q(pk__in=[])
    for tier in Tier:
        decider = framework.decided_by(tier)
        place = _place(decider)
        at = Q(tier=tier.value)
        if place is None:
            found |= at & Q(parent=committee)
        elif place == "province":
            # The province stands above everybody, so nobody falls to the organisation above for
            # want of one.
            found |= at & _province(committee, kind)
        else:
            nobody = Q(**{f"{place}__isnull": True})
            if kind != SubjectType.MEMBER:
                nobody |= Q(**{place: F("organisation")})
            found |= at & ((Q(**{place: committee}) & ~itself) | (nobody & Q(parent=committee)))
    return Q(subject_type=kind.value) & found


def _place(decider: Tier | None) -> str | None:
    """The roster's column that leads from a subject to its decider; None where no rule names
    one.
    """
    column = ABOVE.get(decider) if decider is not None else None
    return column.removesuffix("_id") if column is not None else None


def _province(committee: Organisation, kind: SubjectType) -> Q:
    if committee.tier != Tier.PROVINCE:
        return Q(pk__in=[])
    return ~Q(organisation=committee) if kind != SubjectType.MEMBER else Q()


def authority_over(entry: RosterEntry, framework: Framework, province_id: int | None) -> int | None:
    """The organisation whose decision sets one subject's level: `with_authority` for one.

    Without the province's id nothing is said of those whom the province decides.
    """
    place = _place(framework.decided_by(Tier(entry.tier)))
    if place == "province" and province_id is None:
        return None
    found = province_id if place == "province" else getattr(entry, f"{place}_id") if place else None
    if entry.subject_type != SubjectType.MEMBER and found == entry.organisation_id:
        found = None
    return found if found is not None else entry.parent_id


def deciders(framework: Framework, tiers: Iterable[str]) -> list[Tier]:
    """The tiers whose organisations decide about subjects standing at these tiers."""
    found = [framework.decided_by(Tier(tier)) for tier in tiers]
    return sorted({tier for tier in found if tier is not None}, key=lambda tier: tier.code)


def covered(decisions: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """The subjects of each decision: the columns of `everybody` (with `authority_id`) and
    `decision`.
    """
    of_tier = (pl.col("only_tier") == "") | (pl.col("only_tier") == pl.col("tier"))
    return (
        everybody.join(
            decisions,
            left_on=["authority_id", "subject_type"],
            right_on=["issuer_id", "subject_type"],
            how="inner",
        )
        .filter(of_tier)
        .drop("only_tier")
    )


def beyond_authority(
    decisions: pl.DataFrame, items: pl.DataFrame, everybody: pl.DataFrame
) -> pl.DataFrame:
    """The (decision, subject_type, only_tier) that reach nobody though such subjects stand below
    the issuer.

    Their level belongs to another tier. Column `tiers`: where those subjects stand.
    """
    idle = decisions.join(
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
