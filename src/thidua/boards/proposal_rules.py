"""What a proposal may say: the rules of every write, without a database.

Who writes asks here first (`actions`: choosing, sending back, answering; the loading of workbooks:
`unexplained`, `overfills`), and `proposals` alone writes. Levels are 1 to 4; None: nothing is said.
"""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from thidua.language import Text
from thidua.rulebook.standing import OUTSTANDING, choice_for, deviates, stands
from thidua.vocabulary import Level

Why = Literal[
    "not_here",
    "reason",
    "clash",
    "ceiling",
    "not_reached",
    "cannot_tell",
    "decided",
    "oneself",
    "sent",
]
"""What may speak against a choice."""

EXPLAINS_ITSELF = ("", Level.OUTSTANDING.value)
"""The words of `chosen` that need no reason: nothing, and a place inside the quota. Any other is
stored only where it deviates from the level reached (`standing.choice_for`)."""


def carries_reason(chosen: str) -> bool:
    """Whether a stored choice is a deviation, whose reason stands beside it. A constraint of
    `Proposal` says the same.
    """
    return chosen not in EXPLAINS_ITSELF


def unexplained() -> pl.Expr:
    """Rows with a choice that deviates and no reason, of the columns `chosen` and `reason`: the
    same for frames.
    """
    deviating = ~pl.col("chosen").fill_null("").is_in(EXPLAINS_ITSELF)
    return deviating & (pl.col("reason").fill_null("").str.strip_chars() == "")


@dataclass(frozen=True)
class State:
    """What is known of a subject when somebody is about to write: the range reached, what its
    proposal says, the `decision` (number) that holds it, the `version` of the last change, whether
    the subject is whoever writes (`oneself`), the level that a ballot came to, and why its proposal
    is held where it is (`locks`; None: it is not, or was not asked).
    """

    low: int | None = None
    high: int | None = None
    proposed: int | None = None
    chosen: int | None = None
    reason: str = ""
    returned: str = ""
    decision: str = ""
    version: int = 0
    oneself: bool = False
    balloted: int | None = None
    ballot_reason: str = ""
    locked: Text | None = None

    @property
    def known(self) -> bool:
        """Whether the rulebook can tell the level reached."""
        return self.low is not None and self.low == self.high

    def deviates(self, level: int | None) -> bool:
        """Whether wanting this level is known to need a reason."""
        if level is None or self.low is None or not self.known:
            return False
        return deviates(self.low, level)

    def departs(self, level: int | None) -> bool:
        """Whether this level is another than the ballot's."""
        return self.balloted is not None and level is not None and level != self.balloted


@dataclass(frozen=True)
class Change:
    """What a proposal is to say."""

    proposed: int | None
    chosen: int | None
    reason: str
    returned: str
    ballot_reason: str = ""

    def changes(self, now: State) -> bool:
        """Whether any of this is not said already."""
        stored = (now.proposed, now.chosen, now.reason, now.returned, now.ballot_reason)
        said = (self.proposed, self.chosen, self.reason, self.returned, self.ballot_reason)
        return said != stored


def proposal(now: State, level: int, reason: str) -> Change:
    """What is stored when the level below proposes: it answers what was sent back.

    A reason is kept where something needs it (the level proposed, or a choice that deviates), in an
    answer, whose words somebody waits for, and as long as the same level is proposed.
    """
    needed = (
        now.deviates(level)
        or now.departs(level)
        or (now.chosen is not None and carries_reason(Level.from_code(now.chosen).value))
    )
    given = reason if needed or now.returned else ""
    stays = needed or level == now.proposed
    return Change(level, now.chosen, given or (now.reason if stays else ""), "", now.ballot_reason)


def choice(now: State, level: int, reason: str) -> Change:
    """What is stored when the committee chooses: nothing where the subject stands there anyway.

    A choice does not answer what was sent back, and the reason of the level below outlives one that
    needs none.
    """
    if now.low is None:
        return Change(now.proposed, level, reason, now.returned, now.ballot_reason)
    chosen = choice_for(now.low, level)
    if deviates(now.low, level):
        text = reason or (now.reason if chosen == now.chosen else "")
    else:
        own = now.chosen is not None and deviates(now.low, now.chosen)  # else it is the proposal's
        text = "" if own else now.reason
    departing = ""
    if now.departs(level):
        same = level == stands(now.low, now.chosen)
        departing = reason or (now.ballot_reason if same else "")
    return Change(now.proposed, chosen, text, now.returned, departing)


def against(
    now: State, change: Change, *, level: int, seen: int | None = None, decides: bool
) -> Why | None:
    """What speaks against setting this level; None: nothing. `seen`: the version that was looked at
    (None: any).
    """
    if now.decision:
        return "decided"
    if (why := _kept_from(now, decides=decides)) is not None:
        return why
    if seen is not None and seen != now.version:
        return "clash"
    if decides and not now.known:
        return "cannot_tell"
    if decides and level == OUTSTANDING and now.low != OUTSTANDING:
        return "not_reached"
    return "reason" if lacks_reason(now, change, level=level, decides=decides) else None


def _kept_from(now: State, *, decides: bool) -> Why | None:
    """What keeps this writer from the subject whatever the level: it is themselves, or the proposal
    was sent and nobody sent it back.
    """
    if decides:
        return "oneself" if now.oneself else None
    return "sent" if now.locked is not None and not now.returned else None


def lacks_reason(now: State, change: Change, *, level: int, decides: bool) -> bool:
    """Whether this level needs a reason and has none: it deviates from the level reached, or is
    another than the ballot's; what the level below proposes has one reason for both.
    """
    if now.deviates(level) and not change.reason:
        return True
    return now.departs(level) and not (change.ballot_reason if decides else change.reason)


def overfills(before: int, after: int) -> bool:
    """Whether a write leaves a pool over its ceiling with less room than it had: one that was over
    it already may stay so, or get better. `before`, `after`: the room in the pool.
    """
    return after < 0 and after < before
