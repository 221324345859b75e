"""What one row of the board says, made of what `reading` found.

A row is a value: two rows that are equal look the same, so what is drawn of one may be kept for the
other."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.boards.beside import Beside, beside_of, key_in
from thidua.boards.definition import Board
from thidua.boards.events import Setter
from thidua.boards.models import PROPOSED, state_of
from thidua.language import Text
from thidua.ratings.earlier_levels import Levels, Whose, levels_before
from thidua.ratings.queries import PEOPLE, STRIP_YEARS
from thidua.rulebook.standing import OUTSTANDING, deviates, expected, stands
from thidua.vocabulary import Level, SubjectType


@dataclass(frozen=True)
class Row:
    """One subject as its committee sees it. Levels are 1 to 4; None: nothing said, not decided,
    cannot tell.
    """

    entry: int
    code: str
    name: str
    place: str
    low: int | None
    high: int | None
    claimed: int | None
    proposed: int | None
    chosen: int | None
    reason: str
    returned: str
    decided: int | None
    decision: str
    version: int
    targets: str
    discipline: str
    years: tuple[int | None, ...] = ()
    missing: int = 0
    missing_names: Text | None = None
    missing_text: Text | None = None
    keepers: tuple[str, ...] = ()
    """Who keeps what is missing."""
    leads: str = ""
    decides: bool = True
    person: int | None = None
    decided_on: dt.date | None = None
    unit: str = ""
    """The code of the organisation on whose list it stands, and its name."""
    unit_name: str = ""
    setter: Setter | None = None
    """Who set the level that stands by a choice, or by a proposal where this board proposes."""
    beside: Beside | None = None
    ballot_reason: str = ""
    """Why the committee departs from the ballot that stands beside."""

    @property
    def known(self) -> bool:
        """Whether the rulebook can tell the level reached."""
        return self.low is not None and self.low == self.high

    @property
    def reached(self) -> int | None:
        return self.low if self.known else None

    @property
    def stands(self) -> int | None:
        """Where it stands on this board: the decided level, the chosen one, what is expected; on a
        cell's board what the cell proposes.
        """
        if self.decided is not None:
            return self.decided
        if not self.decides:
            return self.proposed
        if self.low is None or not self.known:
            return None
        return stands(self.low, self.chosen)

    @property
    def set_by_hand(self) -> bool:
        """Whether somebody set the level that stands; else it follows from what was reached, also
        where outstanding was chosen and is not reached any more.
        """
        if self.decided is not None or not self.decides:
            return self.decided is None and self.proposed is not None
        return self.chosen is not None and self.stands == self.chosen

    @property
    def open(self) -> bool:
        """Whether a level may still be set here: no decision holds it, and it is known what was
        reached.
        """
        return self.decided is None and (self.known or not self.decides)

    @property
    def claims_more(self) -> bool:
        return self.known and self.claimed is not None and self.claimed > (self.low or 0)

    @property
    def outside(self) -> bool:
        """Reached outstanding and stands at good: outside the quota, or not chosen yet."""
        return self.decides and self.reached == OUTSTANDING and self.stands == expected(OUTSTANDING)

    @property
    def deviates(self) -> bool:
        if not self.known or self.low is None or self.stands is None:
            return False
        return deviates(self.low, self.stands)

    @property
    def departs(self) -> bool:
        """Whether the level that stands is another than the ballot's."""
        balloted = self.beside.level if self.beside is not None else None
        return balloted is not None and self.stands is not None and self.stands != balloted

    @property
    def departs_without_reason(self) -> bool:
        """Whether nobody said why, so that no decision can be issued about it."""
        return self.decides and self.decided is None and self.departs and not self.ballot_reason

    @property
    def unproposed(self) -> bool:
        """Whether it waits to be proposed, for the first time or again: `UNPROPOSED`, of a row."""
        state = state_of(returned=bool(self.returned), proposed=self.proposed is not None)
        return state != PROPOSED

    @property
    def unchosen(self) -> bool:
        """Somebody still has to say something: who reached outstanding and may yet be picked, or is
        not proposed.
        """
        if self.decided is not None:
            return False
        return self.outside if self.decides else self.unproposed

    @property
    def targets_share(self) -> Fraction:
        """The share of targets done, for sorting: the least first, what is not known before all."""
        part, _, whole = self.targets.partition("/")
        try:
            return Fraction(part) / Fraction(whole or 100)
        except (ValueError, ZeroDivisionError):
            return Fraction(-1)

    @property
    def warned(self) -> bool:
        return bool(
            self.missing
            or not self.known
            or self.claims_more
            or self.deviates
            or self.returned
            or self.departs_without_reason
        )


def rows_of(raw: list[dict[str, Any]], board: Board) -> list[Row]:
    """Raw rows as what the board says, with the levels of the years before."""
    whose = [_whose(row, board) for row in raw]
    # Of collectives and leaders the earlier years are not kept.
    has_earlier = board.kind in {SubjectType.MEMBER, SubjectType.ORGANISATION}
    earlier = levels_before(board.campaign.year, whose) if has_earlier else {}
    keys = {row["pk"]: key_in(board.kind, row["person_id"], row["organisation_id"]) for row in raw}
    beside = beside_of(board.campaign, keys)
    return [
        _row(row, board, _years(earlier.get(of, {}), board), beside.get(row["pk"]))
        for row, of in zip(raw, whose, strict=True)
    ]


def _whose(row: Mapping[str, Any], board: Board) -> Whose:
    if board.kind in PEOPLE:
        return Whose(board.kind, person=row["person_id"])
    return Whose(board.kind, organisation=row["organisation_id"])


def _years(levels: Levels, board: Board) -> tuple[int | None, ...]:
    year = board.campaign.year
    held = (levels.get(before) for before in range(year - STRIP_YEARS + 1, year))
    return tuple(level.code if level else None for level in held)


def _row(
    raw: Mapping[str, Any], board: Board, years: tuple[int | None, ...], beside: Beside | None
) -> Row:
    of_people = board.kind in PEOPLE
    elsewhere = of_people and raw["organisation_id"] != board.committee.pk
    return Row(
        entry=raw["pk"],
        code=raw["code"],
        name=raw["name"],
        place=" · ".join(
            filter(None, (raw["title"], raw["organisation_name"] if elsewhere else ""))
        ),
        low=raw["low"],
        high=raw["high"],
        claimed=Level.code_of(raw["claimed"]),
        proposed=Level.code_of(raw["proposed"]),
        chosen=Level.code_of(raw["chosen"]),
        reason=raw["said"] or "",
        returned=raw["returned"] or "",
        decided=Level.code_of(raw["decided_level"]),
        decision=raw["decided_number"] or "",
        version=raw["version"] or 0,
        targets=_targets(raw),
        discipline=_discipline(raw),
        years=years,
        leads=raw["organisation_code"] if board.kind == SubjectType.LEADER else "",
        decides=board.decides,
        person=raw["person_id"],
        decided_on=raw["decided_on"],
        unit=raw["organisation_code"],
        unit_name=raw["organisation_name"],
        setter=Setter.of(raw["setter"]),
        beside=beside,
        ballot_reason=raw["ballot_reason"] or "",
    )


def _targets(raw: Mapping[str, Any]) -> str:
    """“96.5” (percent), “9/9” (units), or nothing known."""
    if raw["targets"] is not None:
        return str(raw["targets"])
    return (
        f"{raw['targets_met']}/{raw['targets_of']}"
        if raw["targets_of"] and raw["targets_met"]
        else ""
    )


def _discipline(raw: Mapping[str, Any]) -> str:
    """A word of the list of disciplines; `yes` where only whether is known; empty: not known."""
    if raw["discipline"] is not None:
        return str(raw["discipline"])
    flags = [
        raw[name]
        for name in ("collective_disciplined", "committee_disciplined")
        if raw[name] is not None
    ]
    return ("yes" if "true" in flags else "none") if flags else ""
