"""An explanation written down: as JSON for pages and files, as lines for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from thidua.language import Language, Text
from thidua.rulebook.reasons import Node, Reason
from thidua.vocabulary import Level, Outcome

if TYPE_CHECKING:
    from thidua.rulebook.award_rules import AwardCheck
    from thidua.rulebook.explanation import Explanation

SECTIONS: dict[str, Text] = {
    "excluded": Text("Không thuộc diện xếp loại nếu", "Not rated if"),
    "prerequisites": Text("Điều kiện để được xếp loại", "Needed before anybody can rate"),
    Level.OUTSTANDING: Level.OUTSTANDING.title,
    Level.GOOD: Level.GOOD.title,
    Level.COMPLETED: Level.COMPLETED.title,
    Level.NOT_COMPLETED: Text(
        "Không hoàn thành nhiệm vụ, nếu thuộc một trong các trường hợp (○ không thuộc)",
        "Not completed, in any of these cases (○ not given)",
    ),
    "caps": Text("Không được xếp cao hơn", "Caps"),
    "procedure": Text("Cách xếp loại", "How such a subject is rated"),
}
"""The sections of the ladder in the order they are shown, best level first."""

UNCONFIRMED = Text("chưa đối chiếu với văn bản gốc", "wording not confirmed")
_AGAINST = {Outcome.MET: "✗", Outcome.NOT_MET: "○", Outcome.CANNOT_TELL: "?"}
_MARKS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.CANNOT_TELL: "?"}


def verdict(explanation: "Explanation") -> Text:
    """The result in a phrase: the level, the range, or that the subject is not rated."""
    if explanation.low is None or explanation.high is None:
        return Text("không thuộc diện xếp loại", "not rated")
    if explanation.level is not None:
        return explanation.level.title
    return Text(
        "chưa đủ căn cứ (từ {low} đến {high})", "cannot tell (from {low} to {high})"
    ).format(low=explanation.low.title, high=explanation.high.title)


def as_json(explanation: "Explanation") -> dict[str, Any]:
    """Plain values in both languages; the keys are part of the API."""
    return {
        "framework": explanation.framework,
        "version": explanation.version,
        "title": _both(explanation.title),
        "rated": explanation.rated,
        "level": explanation.level,
        "low": explanation.low,
        "high": explanation.high,
        "verdict": _both(verdict(explanation)),
        "sections": [
            {
                "section": str(section),
                "title": _both(title),
                "reasons": [reason_json(r) for r in explanation.of(section)],
            }
            for section, title in SECTIONS.items()
            if explanation.of(section)
        ],
        "decided_by": [reason.id for reason in explanation.decided_by],
        "what_would_change": [
            {"id": reason.id, "lack": _both(reason.lack)}
            for reason in explanation.what_would_change
        ],
        "missing": [{"fact": name, "title": _both(title)} for name, title in explanation.missing],
    }


def award_json(check: "AwardCheck") -> dict[str, Any]:
    """An award's check as plain values in both languages."""
    return {
        "form": check.form,
        "title": _both(check.title),
        "outcome": check.outcome,
        "reasons": [reason_json(reason) for reason in check.reasons],
        "failing": [reason.id for reason in check.failing],
    }


def reason_json(reason: Reason) -> dict[str, Any]:
    """One reason as plain values."""
    return {
        "id": reason.id,
        "rule": reason.rule,
        "title": _both(reason.title),
        "outcome": reason.outcome,
        "against": reason.against,
        "settled": reason.settled,
        "excused": reason.excused,
        "seen": _both(reason.seen),
        "wanted": _both(reason.wanted),
        "lack": None if reason.settled else _both(reason.lack),
        "citation": reason.citation,
        "confirmed": reason.confirmed,
        "note": None if reason.note is None else _both(reason.note),
        "condition": None if reason.node is None else _node_json(reason.node),
    }


def _node_json(node: Node) -> dict[str, Any]:
    return {
        "word": node.word,
        "outcome": node.outcome,
        "excused": node.excused,
        "seen": _both(node.seen),
        "wanted": _both(node.wanted),
        "parts": [_node_json(part) for part in node.parts],
        "clauses": [{"clause": key, **_node_json(clause)} for key, clause in node.clauses],
    }


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def as_text(explanation: "Explanation", language: Language) -> str:
    """The ladder, best level first, then what would change it."""
    return "\n".join(
        line.in_(language) if isinstance(line, Text) else line
        for line in _lines(explanation, language)
    )


def _lines(explanation: "Explanation", language: Language) -> Iterator[str | Text]:
    yield explanation.title
    yield Text("→ {verdict}", "→ {verdict}").format(verdict=verdict(explanation))
    for section, title in SECTIONS.items():
        if explanation.of(section):
            yield ""
            yield title
            yield from (_line(reason, language) for reason in explanation.of(section))
    if explanation.what_would_change:
        yield ""
        yield Text("Còn thiếu để lên mức cao hơn:", "What would change it:")
        yield from (
            f"  • {reason.title.in_(language)}: {reason.lack.in_(language)}"
            for reason in explanation.what_would_change
        )
    if explanation.missing:
        yield ""
        yield Text("Thông tin còn thiếu:", "Missing facts:")
        yield from (f"  • {title.in_(language)} ({name})" for name, title in explanation.missing)


def _line(reason: Reason, language: Language) -> str:
    mark = (
        _AGAINST[reason.outcome]
        if reason.against
        else "–"
        if reason.excused
        else _MARKS[reason.outcome]
    )
    flag = "" if reason.confirmed else f"; {UNCONFIRMED.in_(language)}"
    return (
        f"  {mark} {reason.title.in_(language)} — {reason.seen.in_(language)} "
        f"[{reason.citation}{flag}]"
    )
