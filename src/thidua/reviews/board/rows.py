"""What one row of the board says, and one question for all of them.

A row is a value: two rows that are equal look the same, so what is drawn of one may be kept for the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.db.models.fields.json import KeyTextTransform

from thidua.campaigns.models import RosterEntry, SubjectType
from thidua.language import Text
from thidua.reviews.board.counting import COLUMNS
from thidua.reviews.board.events import last_event
from thidua.reviews.board.places import Place
from thidua.reviews.board.standing import OUTSTANDING, deviates, expected, stands
from thidua.reviews.models import DecisionStatus
from thidua.reviews.page_queries import NUMBERS, PEOPLE, STRIP_YEARS, earlier_levels


@dataclass(frozen=True)
class Row:
    """One subject as its committee sees it. Levels are 1 to 4; None: nothing said, not decided, cannot tell."""

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
    lacks: int = 0
    lacking: Text | None = None
    leads: str = ""
    decides: bool = True

    @property
    def known(self) -> bool:
        """Whether the rulebook can tell the level reached."""
        return self.low is not None and self.low == self.high

    @property
    def reached(self) -> int | None:
        return self.low if self.known else None

    @property
    def stands(self) -> int | None:
        """Where it stands on this board: the decided level, the chosen one, what is expected; on a cell's board
        what the cell proposes."""
        if self.decided is not None:
            return self.decided
        if not self.decides:
            return self.proposed
        if self.low is None or not self.known:
            return None
        return stands(self.low, self.chosen)

    @property
    def open(self) -> bool:
        """Whether a level may still be set here: no decision holds it, and it is known what was reached."""
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
    def unchosen(self) -> bool:
        """Somebody still has to say something: who reached outstanding and may yet be picked, or is not proposed."""
        if self.decided is not None:
            return False
        return self.outside if self.decides else self.proposed is None

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
        return bool(self.lacks or not self.known or self.claims_more or self.deviates or self.returned)


VALUES: dict[str, Any] = {
    "low": F("rating__low"),
    "high": F("rating__high"),
    "outcomes": F("rating__outcomes"),
    "claimed": F("proposal__self_claimed"),
    "proposed": F("proposal__proposed"),
    "chosen": F("proposal__chosen"),
    "said": F("proposal__reason"),
    "returned": F("proposal__returned"),
    "decided_level": Case(When(decided__decision__status=DecisionStatus.ISSUED, then=F("decided__level"))),
    "decided_number": F("decided__decision__number"),
    "targets": KeyTextTransform("targets_done", "fact_sheet__facts"),
    "targets_of": KeyTextTransform("unit_targets", "fact_sheet__facts"),
    "targets_met": KeyTextTransform("unit_targets_done", "fact_sheet__facts"),
    "discipline": KeyTextTransform("discipline", "fact_sheet__facts"),
    "collective_disciplined": KeyTextTransform("collective_disciplined", "fact_sheet__facts"),
    "committee_disciplined": KeyTextTransform("committee_disciplined", "fact_sheet__facts"),
    "version": last_event(),
}
"""What a row shows that may change while officers look at it; `changes` tells from these whether anything did."""

_PLAIN = ("pk", "code", "name", "title", "person_id", "organisation__code", "organisation__name", *COLUMNS.values())


def entries_on(place: Place) -> "QuerySet[RosterEntry]":
    """The subjects of a board, in Vietnamese order."""
    return RosterEntry.objects.filter(place.subjects, campaign=place.campaign).order_by("sort_key", "code", "pk")


def read(place: Place, *, only: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """The raw rows of a board, or of some of its subjects: one question."""
    entries = entries_on(place)
    if only is not None:
        entries = entries.filter(pk__in=list(only))
    return list(entries.annotate(**VALUES).values(*_PLAIN, *VALUES))


def rows_of(raw: list[dict[str, Any]], place: Place) -> list[Row]:
    """Raw rows as what the board says, with the levels of the years before."""
    earlier = _earlier(raw, place)
    return [_row(one, place, _years(one, place, earlier)) for one in raw]


Earlier = Mapping[tuple[str, int], Mapping[int, int]]


def _earlier(raw: list[dict[str, Any]], place: Place) -> Earlier:
    """As members and organisations only: of collectives and leaders the earlier years are not kept."""
    year = place.campaign.year
    if place.kind == SubjectType.MEMBER:
        return earlier_levels(year=year, people=[one["person_id"] for one in raw])
    if place.kind == SubjectType.ORGANISATION:
        return earlier_levels(year=year, organisations=[one["organisation_id"] for one in raw])
    return {}


def _years(one: Mapping[str, Any], place: Place, earlier: Earlier) -> tuple[int | None, ...]:
    key = one["person_id"] if place.kind in PEOPLE else one["organisation_id"]
    levels, year = earlier.get((place.kind, key), {}), place.campaign.year
    return tuple(levels.get(before) for before in range(year - STRIP_YEARS + 1, year))


def _row(one: Mapping[str, Any], place: Place, years: tuple[int | None, ...]) -> Row:
    of_people = place.kind in PEOPLE
    elsewhere = of_people and one["organisation_id"] != place.committee.pk
    return Row(
        entry=one["pk"],
        code=one["code"],
        name=one["name"],
        place=" · ".join(filter(None, (one["title"], one["organisation__name"] if elsewhere else ""))),
        low=one["low"],
        high=one["high"],
        claimed=NUMBERS.get(one["claimed"]),
        proposed=NUMBERS.get(one["proposed"]),
        chosen=NUMBERS.get(one["chosen"]),
        reason=one["said"] or "",
        returned=one["returned"] or "",
        decided=NUMBERS.get(one["decided_level"]),
        decision=(one["decided_number"] or "") if one["decided_level"] else "",
        version=one["version"] or 0,
        targets=_targets(one),
        discipline=_discipline(one),
        years=years,
        leads=one["organisation__code"] if place.kind == SubjectType.LEADER else "",
        decides=place.decides,
    )


def _targets(one: Mapping[str, Any]) -> str:
    """“96.5” (percent), “9/9” (units), or nothing known."""
    if one["targets"] is not None:
        return str(one["targets"])
    return f"{one['targets_met']}/{one['targets_of']}" if one["targets_of"] and one["targets_met"] else ""


def _discipline(one: Mapping[str, Any]) -> str:
    """A word of the list of disciplines; `yes` where only whether is known; empty: not known."""
    if one["discipline"] is not None:
        return str(one["discipline"])
    flags = [one[name] for name in ("collective_disciplined", "committee_disciplined") if one[name] is not None]
    return ("yes" if "true" in flags else "none") if flags else ""
