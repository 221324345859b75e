"""How much of a superior's task the units below promise. Pure and exact: no model, no database."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Promise:
    """One unit's share of a task from above; `accepted`: its own superior accepted it, else it is
    sent and waits. `share` None: taken up without a number.
    """

    unit: int
    name: str
    share: Decimal | None
    accepted: bool


@dataclass(frozen=True)
class Promised:
    """The shares of one task added up, in the measure's unit, beside what the superior aims at
    (None: the task has no number to add up to).
    """

    target: Decimal | None
    accepted: Decimal
    sent: Decimal
    without_number: int = 0

    @property
    def together(self) -> Decimal:
        return self.accepted + self.sent

    @property
    def left(self) -> Decimal | None:
        """What nobody took; zero once it is all taken; None where there is nothing to count to."""
        if self.target is None:
            return None
        return max(self.target - self.together, Decimal(0))

    @property
    def over(self) -> Decimal:
        """How much more is promised than the superior aims at."""
        if self.target is None:
            return Decimal(0)
        return max(self.together - self.target, Decimal(0))

    def width(self, part: Decimal, *, whole: int = 1000) -> int:
        """How much of a bar of `whole` steps a part fills; the bar is as long as the greater of
        target and promised.
        """
        longest = max(self.target or Decimal(0), self.together)
        return int(part * whole / longest) if longest > 0 else 0


def add_up(target: Decimal | None, promises: Collection[Promise]) -> Promised:
    """The shares of one task, accepted and sent apart."""

    def total(*, accepted: bool) -> Decimal:
        shares = (one.share for one in promises if one.accepted is accepted)
        return sum((share for share in shares if share is not None), Decimal(0))

    return Promised(
        target=target,
        accepted=total(accepted=True),
        sent=total(accepted=False),
        without_number=sum(one.share is None for one in promises),
    )
