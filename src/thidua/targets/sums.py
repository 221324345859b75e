"""Adding up what units below promise, beside what is wanted above. PURE: exact decimals, no
database. What is not known is never zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

PRECISION = 60
"""Digits of a sum: those of a stored number, times any number of units."""


class Verdict(StrEnum):
    """Whether a sum is what is wanted. `UNKNOWN`: a number is missing on either side."""

    UNKNOWN = "unknown"
    ENOUGH = "enough"
    SHORT = "short"
    OVER = "over"


@dataclass(frozen=True)
class Sum:
    """What `registered` of `units` promise together; `gap`: how much is missing (`SHORT`) or too
    much (`OVER`), else None.
    """

    units: int
    registered: int
    total: Decimal | None
    verdict: Verdict
    gap: Decimal | None = None

    @property
    def open(self) -> int:
        """Units that have registered nothing."""
        return self.units - self.registered


def add_up(
    values: Sequence[Decimal | None], *, wanted: Decimal | None, higher_is_better: bool
) -> Sum:
    """The sum of the units' targets (None: not registered) beside the target wanted of them.

    A sum of nothing is no number. Until every unit has registered it is told whether the sum is
    reached or passed already, never that it is short: what is open could still fill it."""
    known = [value for value in values if value is not None]
    total = _total(known) if known else None
    verdict, gap = Verdict.UNKNOWN, None
    if total is not None and wanted is not None:
        settled = len(known) == len(values) or min(known) >= 0
        verdict, gap = _compare(
            total, wanted, higher_is_better=higher_is_better, all_in=len(known) == len(values)
        )
        if not settled:
            verdict, gap = Verdict.UNKNOWN, None
    return Sum(len(values), len(known), total, verdict, gap)


def _compare(
    total: Decimal, wanted: Decimal, *, higher_is_better: bool, all_in: bool
) -> tuple[Verdict, Decimal | None]:
    gap = difference(wanted, total)
    if higher_is_better:
        if gap <= 0:
            return Verdict.ENOUGH, None
        return (Verdict.SHORT, gap) if all_in else (Verdict.UNKNOWN, None)
    if gap < 0:
        return Verdict.OVER, -gap
    return (Verdict.ENOUGH, None) if all_in else (Verdict.UNKNOWN, None)


def compare_one(own: Decimal | None, above: Decimal | None, *, higher_is_better: bool) -> Verdict:
    """One unit's target beside that of the unit above, where they do not add up: a percentage."""
    if own is None or above is None:
        return Verdict.UNKNOWN
    if own == above or (own > above) == higher_is_better:
        return Verdict.ENOUGH
    return Verdict.SHORT if higher_is_better else Verdict.OVER


def difference(one: Decimal, other: Decimal) -> Decimal:
    """one - other, exact."""
    with localcontext() as context:
        context.prec = PRECISION
        return one - other


def _total(values: Sequence[Decimal]) -> Decimal:
    with localcontext() as context:
        context.prec = PRECISION
        return sum(values, Decimal(0))
