"""Quotas of the year in short: how many pools there are, and how many stand at their ceiling or over it."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign, FrameworkBinding, SubjectType
from thidua.language import Text
from thidua.reviews.pools import Pool, pools


@dataclass(frozen=True)
class QuotaRow:
    """One quota: its pools, those with a ceiling that is used up, those over it, and all their places together."""

    subject_type: SubjectType
    title: Text
    citation: str
    pools: int
    at_ceiling: int
    over: int
    outstanding: int
    ceiling: int


def pool_rows(*, campaign: Campaign, actor: Actor) -> list[QuotaRow]:
    """Every quota of the bound frameworks, in the order of subject types; none before frameworks are bound."""
    bound = set(FrameworkBinding.objects.filter(campaign=campaign).values_list("subject_type", flat=True))
    kinds = [kind for kind in SubjectType if kind.value in bound]
    found = {kind: pools(campaign=campaign, subject_type=kind, actor=actor) for kind in kinds}
    return [row for kind in kinds for row in _by_quota(kind, found[kind])]


def _by_quota(kind: SubjectType, found: Iterable[Pool]) -> list[QuotaRow]:
    grouped: dict[str, list[Pool]] = {}
    for pool in found:
        grouped.setdefault(pool.quota, []).append(pool)
    return [_row(kind, of_quota) for of_quota in grouped.values()]


def _row(kind: SubjectType, of_quota: list[Pool]) -> QuotaRow:
    return QuotaRow(
        subject_type=kind,
        title=of_quota[0].title,
        citation=of_quota[0].citation,
        pools=len(of_quota),
        at_ceiling=sum(pool.ceiling > 0 and pool.room == 0 for pool in of_quota),
        over=sum(pool.over for pool in of_quota),
        outstanding=sum(pool.outstanding for pool in of_quota),
        ceiling=sum(pool.ceiling for pool in of_quota),
    )
