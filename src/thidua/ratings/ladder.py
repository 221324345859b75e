"""An explanation laid out as the ladder of the rating page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.numbers import format_number
from thidua.rulebook.explanation import Explanation
from thidua.rulebook.reasons import Reason
from thidua.vocabulary import BEST_FIRST, Level, Outcome
from thidua.web.components import Condition, Rung
from thidua.web.components import Outcome as Mark

State = Literal["above", "reached", "maybe", "below"]
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
    rated (`notes`), and what would change the level.
    """

    rungs: list[Rung]
    gates: list[Condition]
    caps: list[Condition]
    notes: list[Condition]
    changes: list[Condition]
    missing: list[str]
    low: Level | None
    high: Level | None

    @property
    def known(self) -> bool:
        return self.low is not None and self.low is self.high


def ladder_of(explanation: Explanation, *, text_at: str = "") -> Ladder:
    """Every reason in its place. The gates (not rated at all, not yet rateable) are shown only when
    they hold.

    `text_at` is the page of the framework: each citation leads to its own rule there.
    """
    gates = [
        reason for section in ("excluded", "prerequisites") for reason in explanation.of(section)
    ]
    return Ladder(
        rungs=[_rung(explanation, level, text_at) for level in BEST_FIRST],
        gates=conditions((reason for reason in gates if not reason.settled), text_at=text_at),
        caps=conditions(explanation.of("caps"), text_at=text_at),
        notes=conditions(explanation.of("procedure"), text_at=text_at),
        changes=[_change(reason) for reason in explanation.what_would_change],
        missing=[str(title) for _, title in explanation.missing],
        low=explanation.low,
        high=explanation.high,
    )


def conditions(reasons: Iterable[Reason], *, text_at: str = "") -> list[Condition]:
    """Reasons as conditions, those in the way first."""
    return [_condition(reason, text_at) for reason in sorted(reasons, key=_unsettled_first)]


def _unsettled_first(reason: Reason) -> int:
    if not reason.settled:
        return 1 if reason.outcome is Outcome.CANNOT_TELL else 0
    return 3 if reason.excused else 2


def _rung(explanation: Explanation, level: Level, text_at: str) -> Rung:
    reasons = explanation.of(level)
    open_ones = [reason for reason in reasons if not reason.settled]
    state = _state(explanation, level)
    against = level is Level.NOT_COMPLETED
    return Rung(
        level=level,
        state=state,
        conditions=conditions(reasons, text_at=text_at),
        note=_note(state, open_ones, against=against),
        folded=state == "below" or (against and not open_ones),
    )


def _state(explanation: Explanation, level: Level) -> State:
    if explanation.low is None or explanation.high is None:
        return "above"
    if level.code > explanation.high.code:
        return "above"
    if level.code > explanation.low.code:
        return "maybe"
    return "reached" if level.code == explanation.low.code else "below"


def _note(state: State, open_ones: list[Reason], *, against: bool) -> str:
    number = len(open_ones)
    if against and not number:
        fell = _("vì chưa đạt điều kiện của mức trên")
        return fell if state == "reached" else _("không thuộc trường hợp nào")
    if against:
        return ""
    if state == "above" and number:
        return ngettext(
            "chưa đạt · còn {number} điều kiện", "chưa đạt · còn {number} điều kiện", number
        ).format(number=format_number(number))
    if state == "above":
        return _("bị mức trần giữ lại")
    if state == "maybe":
        return ngettext(
            "còn {number} điều kiện chưa rõ", "còn {number} điều kiện chưa rõ", number
        ).format(number=format_number(number))
    return ""


def _condition(reason: Reason, text_at: str) -> Condition:
    paragraph = f"{text_at}#{reason.id}" if text_at else ""
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
    wanted = "" if mark == "met" or reason.against else str(reason.wanted)
    return Condition(
        title=str(reason.title),
        outcome=mark,
        seen=str(reason.seen),
        wanted=wanted,
        source=reason.citation,
        confirmed=reason.confirmed,
        source_href=paragraph,
    )


def _change(reason: Reason) -> Condition:
    return Condition(
        title=str(reason.title), outcome="not_met", seen=str(reason.lack), source=reason.citation
    )
