"""Where a subject stands: reached, chosen, decided; and in one plain sentence why, which a member
reads first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.boards.models import Proposal
from thidua.decisions.models import DecisionItem
from thidua.language import say
from thidua.organisations.names import committee_name
from thidua.ratings.models import Rating
from thidua.ratings.queries import shown_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation, Level
from thidua.vocabulary.choices import DecisionStatus
from thidua.web.levels import Shown, shown
from thidua.web.numbers import in_words

if TYPE_CHECKING:
    from thidua.ratings.queries import Levelled

MOST_REASONS = 2


@dataclass(frozen=True)
class Verdict:
    """The three facts kept apart: reached, standing or chosen, decided."""

    level: Shown
    reached: Shown | None
    decided: DecisionItem | None
    why_different: str


def verdict_of(entry: "Levelled") -> Verdict:
    rating = getattr(entry, "rating", None)
    decided = getattr(entry, "decided", None)
    if decided is not None and decided.decision.status != DecisionStatus.ISSUED:
        decided = None
    reached = shown(rating.low) if rating is not None and rating.low == rating.high else None
    level = shown_of(entry)
    return Verdict(
        level=level,
        reached=reached,
        decided=decided,
        why_different=_difference(level, reached, rating, entry),
    )


def _difference(
    level: Shown, reached: Shown | None, rating: Rating | None, entry: RosterEntry
) -> str:
    """Why the level is not the reached one: outside the quota, or a deviation with its reason."""
    if reached is None or rating is None or reached is level or level.number is None:
        return ""
    decided: DecisionItem | None = getattr(entry, "decided", None)
    proposal: Proposal | None = getattr(entry, "proposal", None)
    reason = (decided.reason if decided else "") or (proposal.reason if proposal else "")
    if reason:
        return reason
    if reached.number == 4:
        return say(
            "Đạt tiêu chuẩn Xuất sắc nhưng cấp uỷ không chọn trong tỷ lệ, nên xếp Tốt.",
            "Reached outstanding; the committee did not choose it inside the quota, so it "
            "stands at good.",
        )
    return ""


def sentence_of(entry: RosterEntry, told: Explanation, verdict: Verdict, *, own: bool) -> str:
    """Who stands where, decided or not, and what holds them there; `own`: said to the person it is
    about.
    """
    name = say("Đồng chí", "You") if own else entry.name
    if not told.rated:
        return ""
    if verdict.level.number is None:
        return _cannot_tell(name, told, own=own)
    if verdict.decided:
        head = _decided(name, verdict.level, verdict.decided, own=own)
    else:
        head = _open(name, verdict.level, own=own)
    return f"{head} {verdict.why_different or _why(told)}".strip()


def _decided(name: str, level: Shown, decided: DecisionItem, *, own: bool) -> str:
    committee = committee_name(decided.decision.issuer)
    be = "are" if own else "is"
    return say(
        f"{name} được {committee} quyết định xếp mức {level.full}.",
        f"{name} {be} rated {level.full} by decision of {committee}.",
    )


def _open(name: str, level: Shown, *, own: bool) -> str:
    stands = "stand" if own else "stands"
    return say(
        f"{name} đang ở mức {level.full}; chưa có quyết định nên còn có thể đổi.",
        f"{name} {stands} at {level.full}; nothing is decided yet, so it may change.",
    )


def _cannot_tell(name: str, told: Explanation, *, own: bool) -> str:
    missing = [str(title) for _, title in told.missing]
    low, high = (shown(bound.code).full for bound in (told.low, told.high) if bound is not None)
    head = say(
        f"Chưa xác định được mức của {'đồng chí' if own else name}: có thể từ {low} đến {high}.",
        f"{'Your level' if own else 'The level of ' + name} cannot be told yet: from {low} to "
        f"{high}.",
    )
    why = (
        say(f"Còn thiếu: {_listed(missing)}.", f"Missing: {_listed(missing)}.")
        if missing
        else _why(told)
    )
    return f"{head} {why}".strip()


def _why(told: Explanation) -> str:
    """What holds the subject at its level."""
    reasons = _listed([f"“{reason.title}”" for reason in told.decided_by])
    if told.level is Level.OUTSTANDING or not reasons:
        best = told.level is Level.OUTSTANDING
        return (
            say(
                "Mọi điều kiện của mức cao nhất đều đạt.",
                "Every condition of the best level is met.",
            )
            if best
            else ""
        )
    if told.level is Level.NOT_COMPLETED:
        return say(f"Lý do: {reasons}.", f"Because of {reasons}.")
    if told.level is None:
        return say(f"Chưa rõ: {reasons}.", f"Not known: {reasons}.")
    better = shown(told.level.code + 1).full
    return say(f"Chưa lên mức {better} vì chưa đạt: {reasons}.", f"Not yet {better}: {reasons}.")


def _listed(items: Sequence[str]) -> str:
    shown_ones = list(dict.fromkeys(items))
    more = len(shown_ones) - MOST_REASONS
    listed = ", ".join(shown_ones[:MOST_REASONS])
    if more <= 0:
        return listed
    return listed + say(f" và {in_words(more)} điều kiện khác", f" and {in_words(more)} more")
