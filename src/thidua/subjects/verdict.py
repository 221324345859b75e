"""Where a subject stands: reached, chosen, decided; and in one plain sentence why, which a member
reads first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from thidua.boards.models import Proposal
from thidua.decisions.models import DecisionItem
from thidua.numbers import format_number
from thidua.organisations.names import who_decides
from thidua.ratings.models import Rating
from thidua.ratings.moments import Moment
from thidua.ratings.queries import level_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation
from thidua.vocabulary import Level, NoLevel, ShownLevel, shown_level

if TYPE_CHECKING:
    from thidua.roster.models import Levelled

MOST_REASONS = 2


@dataclass(frozen=True)
class Verdict:
    """The three facts kept apart: reached, standing or chosen, decided."""

    level: ShownLevel
    reached: ShownLevel | None
    decided: DecisionItem | None
    why_different: str


def verdict_of(entry: "Levelled") -> Verdict:
    rating = getattr(entry, "rating", None)
    reached = shown_level(rating.low) if rating is not None and rating.low == rating.high else None
    level = level_of(entry)
    return Verdict(
        level=level,
        reached=reached,
        decided=entry.issued_item,
        why_different=_difference(level, reached, rating, entry),
    )


def _difference(
    level: ShownLevel, reached: ShownLevel | None, rating: Rating | None, entry: RosterEntry
) -> str:
    """Why the level is not the reached one: outside the quota, or a deviation with its reason."""
    if reached is None or rating is None or reached is level or isinstance(level, NoLevel):
        return ""
    decided: DecisionItem | None = entry.issued_item
    proposal: Proposal | None = getattr(entry, "proposal", None)
    reason = (decided.reason if decided else "") or (proposal.reason if proposal else "")
    if reason:
        return reason
    if reached is Level.OUTSTANDING:
        return _(
            "Đạt tiêu chuẩn Hoàn thành xuất sắc nhiệm vụ nhưng không thuộc số được chọn theo tỷ "
            "lệ, nên xếp loại Hoàn thành tốt nhiệm vụ."
        )
    return ""


def sentence_of(
    entry: RosterEntry, explanation: Explanation, verdict: Verdict, moment: Moment, *, own: bool
) -> str:
    """Who stands where, decided or not, and what holds them there; `own`: said to the person it
    is about. While the facts of now give another level, what holds it there is not known: no
    reason is given.
    """
    name = entry.name
    if not explanation.rated:
        return ""
    if isinstance(verdict.level, NoLevel) and not moment.differs:
        return _cannot_tell(name, explanation, own=own)
    if isinstance(verdict.level, NoLevel):
        return ""
    if verdict.decided:
        head = _decided(name, verdict.level, verdict.decided, own=own)
    else:
        head = _open(name, verdict.level, own=own)
    why = "" if moment.differs else _why(explanation)
    return f"{head} {verdict.why_different or why}".strip()


def _decided(name: str, level: ShownLevel, decided: DecisionItem, *, own: bool) -> str:
    committee = who_decides(decided.decision.issuer)
    text = (
        _("Đồng chí được {committee} quyết định xếp loại {level}.")
        if own
        else _("{name} được {committee} quyết định xếp loại {level}.")
    )
    return text.format(name=name, committee=committee, level=level.title)


def _open(name: str, level: ShownLevel, *, own: bool) -> str:
    text = (
        _("Đồng chí tạm xếp {level}; chưa có quyết định nên có thể thay đổi.")
        if own
        else _("{name} tạm xếp {level}; chưa có quyết định nên có thể thay đổi.")
    )
    return text.format(name=name, level=level.title)


def _cannot_tell(name: str, explanation: Explanation, *, own: bool) -> str:
    missing = [str(title) for _, title in explanation.missing]
    low, high = (bound.title for bound in (explanation.low, explanation.high) if bound is not None)
    text = (
        _("Chưa đủ căn cứ xếp loại đồng chí: có thể từ {low} đến {high}.")
        if own
        else _("Chưa đủ căn cứ xếp loại {name}: có thể từ {low} đến {high}.")
    )
    head = text.format(name=name, low=low, high=high)
    if missing:
        return f"{head} {_('Còn thiếu: {missing}.').format(missing=_listed(missing))}"
    return f"{head} {_why(explanation)}".strip()


def _why(explanation: Explanation) -> str:
    """What holds the subject at its level."""
    reasons = _listed([f"“{reason.title}”" for reason in explanation.decided_by])
    if explanation.level is Level.OUTSTANDING or not reasons:
        best = explanation.level is Level.OUTSTANDING
        return _("Mọi điều kiện của mức cao nhất đều đạt.") if best else ""
    if explanation.level is Level.NOT_COMPLETED:
        return _("Lý do: {reasons}.").format(reasons=reasons)
    if explanation.level is None:
        return _("Chưa đủ căn cứ: {reasons}.").format(reasons=reasons)
    better = Level.from_code(explanation.level.code + 1).title
    return _("Chưa đạt mức {better}, còn thiếu điều kiện: {reasons}.").format(
        better=better, reasons=reasons
    )


def _listed(items: Sequence[str]) -> str:
    different = list(dict.fromkeys(items))
    more = len(different) - MOST_REASONS
    listed = ", ".join(different[:MOST_REASONS])
    if more <= 0:
        return listed
    return listed + _(" và {more} điều kiện khác").format(more=format_number(more))
