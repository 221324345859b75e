"""What one row of the board says, and one question for all of them.

A row is a value: two rows that are equal look the same, so what is drawn of one may be kept for the
other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from thidua.boards.counting import COLUMNS
from thidua.boards.definition import Board
from thidua.boards.models import PROPOSED, state_of
from thidua.db.prepared import ask
from thidua.language import Text
from thidua.ratings.earlier_levels import Levels, Whose, levels_before
from thidua.ratings.queries import PEOPLE, STRIP_YEARS
from thidua.roster.levels import DECIDED_LEVEL, DECIDING
from thidua.roster.models import RosterEntry
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
    leads: str = ""
    decides: bool = True
    person: int | None = None

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
            self.missing or not self.known or self.claims_more or self.deviates or self.returned
        )


PLAIN = {
    "pk": "e.id",
    "code": "e.code",
    "name": "e.name",
    "title": "e.title",
    "person_id": "e.person_id",
    "organisation_code": "o.code",
    "organisation_name": "o.name",
    **{column: f"e.{column}" for column in COLUMNS.values()},
}
VALUES = {
    "low": "r.low",
    "high": "r.high",
    "outcomes": "r.outcomes",
    "claimed": "p.self_claimed",
    "proposed": "p.proposed",
    "chosen": "p.chosen",
    "said": "p.reason",
    "returned": "p.returned",
    "decided_level": DECIDED_LEVEL,
    "decided_number": "d.number",
    "targets": "f.facts->>'targets_done'",
    "targets_of": "f.facts->>'unit_targets'",
    "targets_met": "f.facts->>'unit_targets_done'",
    "discipline": "f.facts->>'discipline'",
    "collective_disciplined": "f.facts->>'collective_disciplined'",
    "committee_disciplined": "f.facts->>'committee_disciplined'",
    "version": "coalesce((SELECT max(v.pgh_id) FROM boards_proposalevent v WHERE "
    "v.roster_entry_id = e.id), 0)",
}
"""What a row shows that may change while officers look at it; `changes` tells from these whether
anything did.

`version` is the number of the last change of the subject's proposal. Changes of one proposal wait
for each other, so it only grows: it is what officers act on. """
TABLES = f"""
    FROM roster_rosterentry e
    JOIN organisations_organisation o ON o.id = e.organisation_id
    LEFT JOIN ratings_rating r ON r.roster_entry_id = e.id
    LEFT JOIN boards_proposal p ON p.roster_entry_id = e.id
    LEFT JOIN facts_factsheet f ON f.roster_entry_id = e.id
    {DECIDING}
"""
_ROWS = (
    f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in {**PLAIN, **VALUES}.items())} {TABLES}"
)


def entries_on(board: Board) -> "QuerySet[RosterEntry]":
    """The subjects of a board, in Vietnamese order."""
    return RosterEntry.objects.filter(board.subjects, campaign=board.campaign).order_by(
        "sort_key", "code", "pk"
    )


def read(board: Board, *, only: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """The raw rows of a board, in Vietnamese order; `only` those of some entries that stand on it:
    one question.
    """
    inside, params = board.entries
    if only is None:
        return _fetched(f"e.id IN ({inside})", params)
    return _fetched(f"e.id IN ({inside}) AND e.id = ANY(%s)", (*params, list(only)))


def read_known(entries: Iterable[int]) -> list[dict[str, Any]]:
    """The raw rows of entries that are known to stand on the board: an act on it has just made
    sure.
    """
    keys = tuple(entries)
    return _fetched(f"e.id IN ({', '.join(['%s'] * len(keys))})", keys) if keys else []


def _fetched(where: str, params: tuple[Any, ...]) -> list[dict[str, Any]]:
    names = (*PLAIN, *VALUES)
    rows = ask(f"{_ROWS} WHERE {where} ORDER BY e.sort_key, e.code, e.id", params)
    return [dict(zip(names, row, strict=True)) for row in rows]


def rows_of(raw: list[dict[str, Any]], board: Board) -> list[Row]:
    """Raw rows as what the board says, with the levels of the years before."""
    whose = [_whose(row, board) for row in raw]
    # Of collectives and leaders the earlier years are not kept.
    has_earlier = board.kind in {SubjectType.MEMBER, SubjectType.ORGANISATION}
    earlier = levels_before(board.campaign.year, whose) if has_earlier else {}
    return [
        _row(row, board, _years(earlier.get(of, {}), board))
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


def _row(raw: Mapping[str, Any], board: Board, years: tuple[int | None, ...]) -> Row:
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
