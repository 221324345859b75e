"""PURE: what the points or weights of a set add up to, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

HUNDRED = Decimal(100)


class Weighed(Protocol):
    """What is added up of one criterion."""

    @property
    def points(self) -> Decimal | None: ...

    @property
    def weight(self) -> Decimal | None: ...


@dataclass(frozen=True)
class Sum:
    """`found`: what the rows add up to; `wanted`; `missing`: rows (from 1) without their number."""

    found: Decimal
    wanted: Decimal
    missing: tuple[int, ...]

    @property
    def is_right(self) -> bool:
        return not self.missing and self.found == self.wanted

    @property
    def apart(self) -> Decimal:
        """How much is missing; below zero: too much."""
        return self.wanted - self.found


def sum_of(rows: Sequence[Weighed], *, by_points: bool, total: Decimal) -> Sum:
    """Of points: each times its factor (none: 1), wanted is `total`; of grades: the weights, wanted
    is 100.
    """
    worth = [_points(row) if by_points else row.weight for row in rows]
    return Sum(
        found=sum((one for one in worth if one is not None), Decimal()),
        wanted=total if by_points else HUNDRED,
        missing=tuple(at for at, one in enumerate(worth, start=1) if one is None),
    )


def _points(row: Weighed) -> Decimal | None:
    if row.points is None:
        return None
    return row.points * (Decimal(1) if row.weight is None else row.weight)
