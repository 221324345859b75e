"""What one ballot on levels is about, as the ballot and its candidates name it."""

from dataclasses import dataclass
from typing import Self

from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType

PURPOSE = "level"
FIRST, SECOND = 1, 2
"""Rounds: over the levels, then over the highest alone."""


@dataclass(frozen=True)
class LevelMatter:
    """A unit's ballot on its subjects of one kind in a year (`campaign`, `unit`: their keys).

    `turn`: how often this round was held with a result, this one counted: who came to no level is
    balloted again."""

    campaign: int
    unit: int
    kind: SubjectType
    round: int = FIRST
    turn: int = 1

    @property
    def ref(self) -> str:
        return f"{self.campaign}:{self.unit}:{self.kind.value}:{self.round}:{self.turn}"

    @classmethod
    def of(cls, ref: str) -> Self:
        """Raises ValueError for what no ballot of this room is named."""
        campaign, unit, kind, number, turn = ref.split(":")
        return cls(int(campaign), int(unit), SubjectType(kind), int(number), int(turn))


def ref_of(key: SubjectKey) -> str:
    """A subject as a candidate's word: “member:12:”, “leader:12:7”."""
    return f"{key.subject_type.value}:{key.person_id or ''}:{key.organisation_id or ''}"


def key_from(ref: str) -> SubjectKey:
    """Raises ValueError for what is no subject."""
    kind, person, organisation = ref.split(":")
    return SubjectKey(
        SubjectType(kind),
        int(person) if person else None,
        int(organisation) if organisation else None,
    )
