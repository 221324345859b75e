"""PURE: the rule of a ballot: what may be marked, out of how many, from where on something is
carried.

Numbers are integers: a share is `part` of `whole`. What the rule rests on stands beside it
(`source`), and whether anybody has confirmed it.
"""

from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

BLANK, INVALID, OWN, NO_OPINION, YES = "blank", "invalid", "own", "no_opinion", "yes"
NOT_MARKED = frozenset({BLANK, INVALID, OWN})
"""Marks of a slip that says nothing of its candidate: left blank, void (paper alone), one's own
line where nobody votes on themselves.
"""


LOCAL = "local"
"""The source of a rule that no document above the province is known for."""


class Kind(StrEnum):
    """`scale`: ranked options, the highest that enough chose or chose above; `yes_no`: enough yes;
    `one_of`: unranked options, the leading one if it has enough.
    """

    SCALE = "scale"
    YES_NO = "yes_no"
    ONE_OF = "one_of"


class Base(StrEnum):
    """Of whom the share is: all with the right; those called, less who was struck; those there at
    freezing; slips handed in; slips that say something.
    """

    MEMBERS = "members"
    CALLED = "called"
    PRESENT = "present"
    CAST = "cast"
    VALID = "valid"


class Share(BaseModel, frozen=True):
    """A share, at least this one, as integers: two thirds are 2 of 3."""

    part: int = Field(ge=1)
    whole: int = Field(ge=1)

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        if self.part > self.whole:
            raise ValueError("a share is at most the whole")
        return self

    def of(self, number: int) -> int:
        """The least number that is this share: 2 of 3 of 23 are 16."""
        return -(-self.part * number // self.whole)


class Rule(BaseModel, frozen=True):
    """The rule of one ballot. `options`: each code with its rank, the highest wins first (of
    `yes_no`: yes, no, no_opinion). `more_than`: more than the share, else at least. `max_yes`: how
    many may be marked yes on one sheet; 0: any number. `quorum`: of all with the right, who must be
    there.
    """

    kind: Kind
    options: dict[str, int]
    base: Base
    part: int = Field(ge=1)
    whole: int = Field(ge=1)
    more_than: bool = True
    self_vote: bool = True
    max_yes: int = Field(default=0, ge=0)
    quorum: Share | None = None
    source: str = ""
    confirmed: bool = False

    @model_validator(mode="after")
    def _can_be_applied(self) -> Self:
        if len(self.options) < 2:
            raise ValueError("there is nothing to choose between")
        if NOT_MARKED & self.options.keys():
            raise ValueError("blank, invalid and own are marks of their own")
        if self.part > self.whole or (self.more_than and self.part == self.whole):
            raise ValueError("nobody can reach this share")
        if self.kind is Kind.YES_NO and YES not in self.options:
            raise ValueError("a vote of yes and no needs a yes")
        if self.kind is Kind.SCALE and len(set(self.options.values())) != len(self.options):
            raise ValueError("two options have one rank")
        return self

    @property
    def marks(self) -> list[str]:
        """Every mark that a slip of an envelope can bear, in one order for good."""
        return sorted({*self.options, BLANK, OWN})

    def need(self, base: int) -> int:
        """How many must say so, out of so many; never under one."""
        if self.more_than:
            return max(1, self.part * base // self.whole + 1)
        return max(1, -(-self.part * base // self.whole))

    def as_json(self) -> dict[str, Any]:
        """As the ballot and the recount file keep it."""
        return self.model_dump(mode="json")
