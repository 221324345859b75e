"""Rating many subjects at once: the level of each, and which conditions decide it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from tests.conformance.reading import Facts
from thidua.rulebook import OUTCOME, Framework, classify, condition_ids, encode_subject
from thidua.rulebook.frames import schema
from thidua.rulebook.framework import LADDER, Cap
from thidua.vocabulary import Level


@dataclass(frozen=True)
class Judgement:
    """One subject as the engine rated it: its row, with the range of levels and the outcome of
    every condition.
    """

    framework: Framework
    row: Mapping[str, Any]

    def answer(self) -> dict[str, Any]:
        """The answer as a case writes it under `expect`."""
        decided = {"decided_by": self.decided_by()}
        if self.row["low"] is None:
            return {"not_rated": True, **decided}
        low, high = Level.from_code(self.row["low"]).value, Level.from_code(self.row["high"]).value
        return {"level": low, **decided} if low == high else {"cannot_tell": [low, high], **decided}

    def decided_by(self) -> list[str]:
        """The conditions that decide, sorted. The first of these that there is:

        1. the exclusions given; else those not known to be absent, with the prerequisites not known
        to be met;
        2. the disqualifiers given;
        3. level not known: every unknown condition up to the best level possible, and the caps not
        known to hold;
        4. level known: the caps that hold it there; else what fails of the next higher level.
        """
        return sorted(
            self._not_ready() or self._where("not_completed", outcome=True) or self._deciding()
        )

    def _not_ready(self) -> list[str]:
        unmet = [
            *self._where("prerequisites", outcome=None),
            *self._where("prerequisites", outcome=False),
        ]
        return self._where("excluded", outcome=True) or [
            *self._where("excluded", outcome=None),
            *unmet,
        ]

    def _deciding(self) -> list[str]:
        low, high = self.row["low"], self.row["high"]
        loose = [cap for cap in self.framework.caps if not self._outcome(cap.id)]
        if low != high:
            climbed = [level.value for level in LADDER if level.code <= high]
            unknown = [
                name
                for section in ("not_completed", *climbed)
                for name in self._where(section, outcome=None)
            ]
            return unknown + [cap.id for cap in loose]
        above = [level.value for level in LADDER if level.code == high + 1]
        holding = [cap.id for cap in loose if self._highest(cap) == high]
        return holding or [
            name for section in above for name in self._where(section, outcome=False)
        ]

    def _highest(self, cap: Cap) -> int | None:
        """The highest level that a cap may leave."""
        if cap.at_most is not None:
            return cap.at_most.code
        highest: int | None = self.row[f"cap.{cap.of}.high"]
        return highest

    def _where(self, section: str, *, outcome: bool | None) -> list[str]:
        rules = (
            placed.rule.id for placed in self.framework.placed_rules() if placed.section == section
        )
        return [name for name in rules if self._outcome(name) is outcome]

    def _outcome(self, condition: str) -> bool | None:
        found: bool | None = self.row[OUTCOME + condition]
        return found


def judge(framework: Framework, subjects: Sequence[Facts]) -> list[Judgement]:
    """Rate subjects in one frame, in their order."""
    rows = [encode_subject(framework, facts) for facts in subjects]
    rated = classify(framework, pl.DataFrame(rows, schema=schema(framework.terms.every_field())))
    assert {OUTCOME + name for name in condition_ids(framework)} <= set(rated.columns)
    return [Judgement(framework, row) for row in rated.to_dicts()]
