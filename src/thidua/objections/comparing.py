"""The pair of an objection: the first decision left, for ever; the second right, and until it is
decided what would be reached if the contested facts stood as verified, computed and named so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.decisions.models import Decision, DecisionItem, ReopenedLevel
from thidua.decisions.shown_seals import seals_of
from thidua.facts.values import Fact, facts_on
from thidua.frameworks.errors import NotBoundError
from thidua.objections.models import Objection
from thidua.objections.sealing import ANSWER
from thidua.ratings.explaining import explained_if
from thidua.rulebook import Explanation
from thidua.rulebook.errors import RulebookError
from thidua.seals.models import Link
from thidua.vocabulary import DecisionStatus, ShownLevel, shown_level


@dataclass(frozen=True)
class Beside:
    """One line of the pair: what it is, what stood first, what stands second; `changed`: tinted."""

    title: str
    first: str
    second: str
    changed: bool


@dataclass(frozen=True)
class Pair:
    """First and second of one contested level, each with its decision's seal, and the answer's
    (None: not finished, or finished before there were seals).

    `if_corrected`: what would be reached; None: it is not worked out (no facts to put, or cannot
    tell). `first_reason`, `second_reason`: why each level is another than the one reached."""

    rows: list[Beside]
    first: ShownLevel
    first_reason: str
    second: ShownLevel | None
    second_reason: str
    second_decision: Decision | None
    if_corrected: ShownLevel | None
    by_words: str
    first_seal: Link | None = None
    second_seal: Link | None = None
    answer_seal: Link | None = None

    @property
    def moves(self) -> bool:
        return self.if_corrected is not None and self.if_corrected is not self.first


def pair_of(objection: Objection) -> Pair | None:
    """None for an award, which has no level."""
    if not objection.level:
        return None
    corrected = _corrected(objection)
    now, then = _explained(objection, corrected)
    rows = [*_facts(objection), *_conditions(objection, now, then, computed=bool(corrected))]
    reached = then if corrected and not _put(objection) else None
    first, second = objection.decision, _second_issued(objection)
    gone = [objection.reopened] if objection.reopened is not None else []
    counting = [first] if first is not None and not gone else []
    if second is not None:
        counting.append(second)
    answer = (ANSWER, str(objection.pk))
    seals = seals_of(gone, counting, [answer] if objection.is_answered else [])
    held = objection.reopened or (_held(objection, first) if first is not None else None)
    later = _held(objection, second) if second is not None else None
    return Pair(
        rows,
        shown_level(objection.level),
        held.reason if held is not None else "",
        shown_level(later.level) if later is not None else None,
        later.reason if later is not None else "",
        second,
        shown_level(reached.level.value)
        if reached is not None and reached.level is not None
        else None,
        _("theo xác minh") if objection.found else _("theo đơn"),
        seals.decisions.get(first.pk) if first is not None else None,
        seals.decisions.get(second.pk) if second is not None else None,
        seals.others.get(answer),
    )


def _corrected(objection: Objection) -> Mapping[str, str]:
    """The facts that the verification found; before it, those that the objector wants."""
    if objection.found:
        return dict(objection.found)
    return {one["fact"]: one["wanted"] for one in objection.facts if one["wanted"]}


def _put(objection: Objection) -> bool:
    """Whether they were put already: then what is reached is no “if” any more."""
    return objection.reopened_id is not None


def _explained(
    objection: Objection, corrected: Mapping[str, str]
) -> tuple[Explanation | None, Explanation | None]:
    if _put(objection) or not (corrected or objection.conditions):
        return None, None
    try:
        return explained_if(objection.roster_entry, corrected)
    except (NotBoundError, RulebookError):
        return None, None


def _facts(objection: Objection) -> Iterator[Beside]:
    entry = objection.roster_entry
    seen = {one["fact"]: one["seen"] for one in objection.facts}
    wanted = {one["fact"]: one["wanted"] for one in objection.facts}
    named = list(dict.fromkeys([*seen, *objection.found]))
    if not named:
        return
    known = facts_on(entry, getattr(entry, "fact_sheet", None))
    for name in named:
        fact = known.get(name)
        if fact is None:
            continue
        first = seen.get(name, fact.stored)
        found = objection.found.get(name)
        yield Beside(
            str(fact.title),
            _said(fact, first),
            _said(fact, found)
            if found is not None
            else _("đề nghị: {value}").format(value=_said(fact, wanted.get(name, ""))),
            changed=(found or wanted.get(name, "")) not in {first, ""},
        )


def _said(fact: Fact, stored: str) -> str:
    return fact.in_words(stored) if stored else _("chưa ghi")


def _conditions(
    objection: Objection, now: Explanation | None, then: Explanation | None, *, computed: bool
) -> Iterator[Beside]:
    """The contested conditions, and those that come out otherwise; without facts to put nothing is
    `computed` of them.
    """
    if now is None or then is None:
        return
    after = {one.id: one for one in then.reasons}
    for reason in now.reasons:
        other = after.get(reason.id)
        differs = other is not None and other.settled != reason.settled
        if reason.id in objection.conditions or differs:
            if computed:
                later = _outcome(settled=other is not None and other.settled)
                second = _("nếu sửa: {outcome}").format(outcome=later)
            else:
                second = _("chờ xác minh") if objection.is_open else _("giữ nguyên")
            yield Beside(
                str(reason.title), _outcome(settled=reason.settled), second, changed=differs
            )


def _outcome(*, settled: bool) -> str:
    return _("đạt") if settled else _("không đạt")


def _second_issued(objection: Objection) -> Decision | None:
    """The second decision, once it is issued."""
    second = objection.reopened.second if objection.reopened is not None else None
    if second is None or second.status != DecisionStatus.ISSUED:
        return None
    return second


def _held(objection: Objection, decision: Decision) -> DecisionItem | ReopenedLevel | None:
    """What a decision says of the subject; of a level that was reopened since, as it was."""
    item: DecisionItem | None = objection.roster_entry.issued_item
    if item is not None and item.decision_id == decision.pk:
        return item
    gone = ReopenedLevel.objects.filter(decision=decision, roster_entry=objection.roster_entry_id)
    return gone.last()
