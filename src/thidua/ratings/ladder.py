"""An explanation laid out as the ladder of the rating page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.numbers import format_number
from thidua.rulebook.explanation import Explanation
from thidua.rulebook.reasons import Reason
from thidua.vocabulary import BEST_FIRST, Level, Outcome
from thidua.web.components import Condition, Link, Rung
from thidua.web.components import Outcome as Mark

MOST_TOLD = 3
"""So many parts of a condition that still waits are told one by one."""

State = Literal["above", "reached", "maybe", "below"]
Waits = Mapping[str, Sequence[Link]]
"""Per condition links: of one that cannot be told, to the missing things that it waits for."""
_MARKS: dict[Outcome, Mark] = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not_met",
    Outcome.CANNOT_TELL: "unknown",
}
_OPPOSITE: dict[Mark, Mark] = {
    "met": "not_met",
    "not_met": "met",
    "unknown": "unknown",
    "excused": "excused",
}


@dataclass(frozen=True)
class Ladder:
    """What the page shows of an explanation: rungs best first, gates, caps, how such a subject is
    rated (`notes`), and what the next higher level still wants (where a level is reached).
    """

    rungs: list[Rung]
    gates: list[Condition]
    caps: list[Condition]
    notes: list[Condition]
    changes: list[Condition]
    low: Level | None
    high: Level | None

    @property
    def known(self) -> bool:
        return self.low is not None and self.low is self.high


def ladder_of(
    explanation: Explanation,
    *,
    text_at: str = "",
    waits: Waits | None = None,
    facts_from: Waits | None = None,
    possible: tuple[Level | None, Level | None] | None = None,
) -> Ladder:
    """Every reason in its place. The gates (not rated at all, not yet rateable) are shown only when
    they hold.

    `text_at` is the page of the framework: each citation leads to its own rule there; `facts_from`:
    per condition where what it reads comes from. Where the
    level cannot be told, `waits` says for what, and `possible` between which levels it still lies
    (else: as explained); no rung is reached then.
    """
    within = possible or (explanation.low, explanation.high)
    says = _Says(text_at, waits or {}, facts_from or {})
    gates = [
        reason for section in ("excluded", "prerequisites") for reason in explanation.of(section)
    ]
    return Ladder(
        rungs=[_rung(explanation, level, within, says) for level in BEST_FIRST],
        gates=_conditions((reason for reason in gates if not reason.settled), says),
        caps=_conditions(explanation.of("caps"), says),
        notes=_conditions(explanation.of("procedure"), says),
        changes=[_change(reason) for reason in explanation.what_would_change]
        if explanation.level is not None
        else [],
        low=explanation.low,
        high=explanation.high,
    )


def conditions(reasons: Iterable[Reason], *, text_at: str = "") -> list[Condition]:
    """Reasons as conditions, those in the way first."""
    return _conditions(reasons, _Says(text_at, {}, {}))


@dataclass(frozen=True)
class _Says:
    """What stands beside every condition: the page of its text, what it waits for, and where the
    facts that it reads come from.
    """

    text_at: str
    waits: Waits
    facts_from: Waits


def _conditions(reasons: Iterable[Reason], says: _Says) -> list[Condition]:
    return [_condition(reason, says) for reason in sorted(reasons, key=_unsettled_first)]


def _unsettled_first(reason: Reason) -> int:
    if not reason.settled:
        return 1 if reason.outcome is Outcome.CANNOT_TELL else 0
    return 3 if reason.excused else 2


def _rung(
    explanation: Explanation,
    level: Level,
    within: tuple[Level | None, Level | None],
    says: _Says,
) -> Rung:
    reasons = explanation.of(level)
    open_ones = [reason for reason in reasons if not reason.settled]
    known = explanation.level is not None
    state = _state(level, within, known=known)
    against = level is Level.NOT_COMPLETED
    shown = _conditions(reasons, says)
    settled: list[Condition] = []
    if state == "maybe" and level is not within[1]:
        shown = _conditions(open_ones, says)
        settled = _conditions((reason for reason in reasons if reason.settled), says)
    return Rung(
        level=level,
        state=state,
        conditions=shown,
        note=_note(state, open_ones, against=against),
        folded=state == "below" or (known and against and not open_ones),
        settled=settled,
    )


def _state(level: Level, within: tuple[Level | None, Level | None], *, known: bool) -> State:
    low, high = within
    if low is None or high is None or level.code > high.code:
        return "above"
    if level.code < low.code:
        return "below"
    return "reached" if known else "maybe"


def _note(state: State, open_ones: list[Reason], *, against: bool) -> str:
    number = len(open_ones)
    if state == "maybe":
        return ""
    if against and not number:
        fell = _("vì chưa đạt điều kiện của mức trên")
        return fell if state == "reached" else _("không thuộc trường hợp nào")
    if against:
        return ""
    if state == "above" and number:
        return ngettext(
            "chưa đạt · còn {number} điều kiện", "chưa đạt · còn {number} điều kiện", number
        ).format(number=format_number(number))
    return _("không được xếp đến mức này") if state == "above" else ""


def _condition(reason: Reason, says: _Says) -> Condition:
    paragraph = f"{says.text_at}#{reason.id}" if says.text_at else ""
    if reason.excused:
        node = reason.node
        nobody = node is not None and node.about_nobody and not node.excepted
        return Condition(
            str(reason.title),
            "excused",
            str(reason.seen) if nobody else _("không áp dụng"),
            source=reason.citation,
            source_href=paragraph,
        )
    mark = _MARKS[reason.outcome]
    mark = _OPPOSITE[mark] if reason.against else mark
    waits = says.waits.get(reason.id, ()) if mark == "unknown" else ()
    wanted = "" if mark == "met" or waits or reason.against else str(reason.wanted)
    return Condition(
        title=str(reason.title),
        outcome=mark,
        seen=_seen_so_far(reason) if waits else str(reason.seen),
        wanted=wanted,
        source=reason.citation,
        confirmed=reason.confirmed,
        source_href=paragraph,
        waits=waits,
        facts_from=says.facts_from.get(reason.id, ()),
        id=reason.id,
    )


def _seen_so_far(reason: Reason) -> str:
    """What is known of a condition that still waits: the parts that are told; a share as it
    stands.
    """
    node = reason.node
    if node is None or node.word == "share":
        return str(reason.seen)
    told = [part for part in node.parts if part.outcome is not Outcome.CANNOT_TELL]
    if len(told) > MOST_TOLD and all(part.outcome is Outcome.MET for part in told):
        return _("{number} nội dung khác đều đạt").format(number=format_number(len(told)))
    return "; ".join(str(part.seen) for part in told)


def _change(reason: Reason) -> Condition:
    return Condition(
        title=str(reason.title), outcome="not_met", seen=str(reason.lack), source=reason.citation
    )
