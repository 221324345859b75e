"""The year's indicators: what was aimed at, what came out, whether it was met."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign, Direction, Indicator
from thidua.vocabulary import Outcome, Reached


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator with its outcome: met, not met, or cannot tell while it has no result."""

    code: str
    name: str
    measure: str
    unit: str
    higher_is_better: bool
    target: Decimal
    result: Decimal | None
    outcome: Outcome
    rank_region: int | None
    rank_country: int | None

    @property
    def ranked(self) -> bool:
        return self.rank_region is not None or self.rank_country is not None


def outcome(*, target: Decimal, result: Decimal | None, direction: str) -> Outcome:
    """Whether a result meets its target, in the direction the indicator counts."""
    reached = Reached.of(result, target, higher_is_better=direction == Direction.HIGHER)
    return Outcome.of(None if reached is Reached.UNKNOWN else reached.is_done)


def indicator_rows(*, campaign: Campaign, actor: Actor) -> list[IndicatorRow]:
    """The province's indicators, in their order, for anybody who sees some part of the tree."""
    scope = scope_of(actor)
    if not scope.everything and not scope.grants:
        return []
    return [_row(indicator) for indicator in Indicator.objects.filter(campaign=campaign)]


def _row(indicator: Indicator) -> IndicatorRow:
    return IndicatorRow(
        code=indicator.code,
        name=indicator.name,
        measure=indicator.measure,
        unit=indicator.unit,
        higher_is_better=indicator.direction == Direction.HIGHER,
        target=indicator.target,
        result=indicator.result,
        outcome=outcome(
            target=indicator.target, result=indicator.result, direction=indicator.direction
        ),
        rank_region=indicator.rank_region,
        rank_country=indicator.rank_country,
    )


def indicator_figures(rows: Iterable[IndicatorRow]) -> dict[str, int | Decimal | None]:
    """How many there are and were met; result and ranks of every indicator that is ranked."""
    counted = list(rows)
    met = sum(row.outcome is Outcome.MET for row in counted)
    unknown = sum(row.outcome is Outcome.CANNOT_TELL for row in counted)
    found: dict[str, int | Decimal | None] = {"total": len(counted), "met_or_exceeded": met}
    if unknown:
        found["cannot_tell"] = unknown
    for row in counted:
        if row.ranked:
            found["_".join(word for word in (row.code, row.measure, row.unit) if word)] = row.result
            found |= {f"{row.code}_rank_region": row.rank_region} if row.rank_region else {}
            found |= {f"{row.code}_rank_country": row.rank_country} if row.rank_country else {}
    return found
