"""Why a decision may not be issued: each reason with a code, a sentence in both languages, and who
it is about.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from thidua.errors import NAMED, and_more
from thidua.language import Text
from thidua.ratings.pools import Pool
from thidua.vocabulary import SubjectType, Tier


class Why(StrEnum):
    """The kinds of reasons."""

    NO_NUMBER = "no_number"
    NO_SIGNER = "no_signer"
    NOT_YET = "not_yet"
    BEFORE_REVIEW = "before_review"
    ISSUED = "issued"
    STALE = "stale"
    NO_AUTHORITY = "no_authority"
    NOBODY = "nobody"
    DECIDED = "decided"
    CANNOT_TELL = "cannot_tell"
    OVER_CEILING = "over_ceiling"
    NO_REASON = "no_reason"
    RETURNED = "returned"
    NO_EFFECT = "no_effect"
    SUPPLEMENTS_OPEN = "supplements_open"
    PUT_OFF = "put_off"
    AGAINST_BALLOT = "against_ballot"


@dataclass(frozen=True)
class Refusal:
    """One reason (or, with NO_EFFECT, one warning). `subjects` are codes, all of them."""

    why: Why
    text: Text
    subjects: tuple[str, ...] = ()
    lead: Text | None = field(default=None, compare=False)
    """Where the text is long: how it begins, for a page that lists `each` of what follows."""
    each: tuple[Text, ...] = field(default=(), compare=False)

    def to_json(self) -> dict[str, Any]:
        """As it is kept with the decision: why, vi, en, subjects."""
        return {
            "why": self.why.value,
            "vi": self.text.vi,
            "en": self.text.en,
            "subjects": list(self.subjects),
        }

    def __str__(self) -> str:
        return str(self.text)


def stored_text(stored: object) -> str:
    """What is kept with a decision, in the reader's language: a refusal, a pair of texts, or a
    text.
    """
    if isinstance(stored, Mapping) and "vi" in stored:
        return str(Text(str(stored["vi"]), str(stored.get("en", stored["vi"]))))
    if isinstance(stored, list) and len(stored) == 2:
        return str(Text(str(stored[0]), str(stored[1])))
    return str(stored)


NO_NUMBER = Refusal(Why.NO_NUMBER, Text("quyết định chưa có số", "the decision has no number"))
NO_SIGNER = Refusal(
    Why.NO_SIGNER,
    Text("quyết định chưa có chức vụ người ký", "the decision does not name the signer's post"),
)
ISSUED = Refusal(Why.ISSUED, Text("quyết định đã ban hành", "the decision is issued already"))
STALE = Refusal(
    Why.STALE,
    Text(
        "thông tin đã thay đổi sau lần xếp loại gần nhất (hoặc chưa xếp loại): xếp loại lại trước "
        "khi ban hành",
        "facts changed since the last classification (or there was none): classify again before "
        "issuing",
    ),
)
SUPPLEMENTS_OPEN = Refusal(
    Why.SUPPLEMENTS_OPEN,
    Text(
        "quyết định được bổ sung chưa ban hành: ban hành quyết định ấy trước, hoặc xếp loại luôn "
        "ở đó",
        "the decision that this one supplements is not issued: issue that first, or decide there",
    ),
)
NOBODY = Refusal(
    Why.NOBODY,
    Text(
        "không có trường hợp nào thuộc thẩm quyền của quyết định này",
        "no subject lies within the authority of this decision",
    ),
)


def not_yet(decided_on: dt.date, today: dt.date) -> Refusal:
    """The decision is dated on a day that has not come."""
    text = Text(
        vi="quyết định đề ngày {day}, mà hôm nay mới là {today}: ban hành từ ngày ấy, hoặc sửa "
        "ngày",
        en="the decision is dated {day}, and today is {today}: issue it on that day, or date it "
        "otherwise",
    ).format(day=f"{decided_on:%d/%m/%Y}", today=f"{today:%d/%m/%Y}")
    return Refusal(Why.NOT_YET, text)


def before_review(
    decided_on: dt.date, reviewed_on: dt.date, who: Sequence[tuple[str, str]]
) -> Refusal:
    """Subjects reviewed after the day of the decision; `reviewed_on`: the last of them."""
    text = Text(
        vi="quyết định đề ngày {day}, trước ngày kiểm điểm {reviewed} của: {who}",
        en="the decision is dated {day}, before these were reviewed on {reviewed}: {who}",
    ).format(day=f"{decided_on:%d/%m/%Y}", reviewed=f"{reviewed_on:%d/%m/%Y}", who=named(who))
    return Refusal(Why.BEFORE_REVIEW, text, tuple(code for code, _ in who))


def no_authority(kind: SubjectType, issuer: str, deciders: Sequence[Tier]) -> Refusal:
    """The issuer's tier does not decide about such subjects."""
    return Refusal(
        Why.NO_AUTHORITY,
        Text(
            vi="{issuer} không có thẩm quyền xếp loại {kind}; thẩm quyền thuộc: {tiers}",
            en="{issuer} has no authority over the level of this kind ({kind}); it belongs to: "
            "{tiers}",
        ).format(
            issuer=issuer,
            kind=kind.title,
            tiers=Text(
                ", ".join(tier.title.vi for tier in deciders) or "tổ chức cấp trên trực tiếp",
                ", ".join(tier.title.en for tier in deciders) or "the organisation directly above",
            ),
        ),
    )


def named(who: Sequence[tuple[str, str]]) -> Text:
    """The names of the first of them, and how many more."""
    names = ", ".join(name for _, name in who[:NAMED])
    more = len(who) - NAMED
    return (
        Text(names, names)
        if more <= 0
        else Text("{names} {rest}", "{names} {rest}").format(
            names=names, rest=and_more(more, "trường hợp")
        )
    )


def decided_elsewhere(number: str, who: Sequence[tuple[str, str]]) -> Refusal:
    """Another decision already holds, or was first to claim, these subjects."""
    text = Text(
        vi="đã thuộc quyết định số {number}: {who}",
        en="covered by decision no. {number} already: {who}",
    ).format(number=number, who=named(who))
    return Refusal(Why.DECIDED, text, tuple(code for code, _ in who))


def over_ceiling(pool: Pool, who: Sequence[tuple[str, str]]) -> Refusal:
    """A pool holds more outstanding than its ceiling: which pool, how many, counted how, and who of
    this decision.
    """
    text = Text(
        vi="nhóm “{label}” ({title}): {outstanding} hoàn thành xuất sắc, vượt số tối đa "
        "{ceiling} – {counted}; "
        "trong quyết định này: {who}",
        en="pool “{label}” ({title}): {outstanding} outstanding, above the ceiling of {ceiling} "
        "– {counted}; "
        "in this decision: {who}",
    ).format(
        label=pool.label,
        title=pool.title,
        outstanding=pool.outstanding,
        ceiling=pool.ceiling,
        counted=pool.counted,
        who=named(who),
    )
    return Refusal(Why.OVER_CEILING, text, tuple(code for code, _ in who))


def cannot_tell(who: Sequence[tuple[str, str, Text]]) -> Refusal:
    """Subjects (code, name, what is missing) whose level nobody can tell."""
    each = [Text(f"{name} ({lack.vi})", f"{name} ({lack.en})") for _, name, lack in who[:NAMED]]
    more = len(who) - NAMED
    if more > 0:
        each.append(and_more(more, "trường hợp"))
    subjects = "subject" if len(who) == 1 else "subjects"
    lead = Text(
        f"chưa đủ căn cứ xếp loại {len(who)} trường hợp",
        f"nobody can tell the level of {len(who)} {subjects}",
    )
    names = Text("; ".join(one.vi for one in each), "; ".join(one.en for one in each))
    text = Text(f"{lead.vi}: {names.vi}", f"{lead.en}: {names.en}")
    return Refusal(Why.CANNOT_TELL, text, tuple(code for code, _, _ in who), lead, tuple(each))


def no_reason(who: Sequence[tuple[str, str]]) -> Refusal:
    """Chosen levels that deviate from what was reached, without a reason."""
    text = Text(
        vi="mức được chọn khác mức đạt tiêu chuẩn mà không nêu lý do: {who}",
        en="the level chosen deviates from the one reached without a reason: {who}",
    ).format(who=named(who))
    return Refusal(Why.NO_REASON, text, tuple(code for code, _ in who))


def against_ballot(who: Sequence[tuple[str, str]]) -> Refusal:
    """The level would be another than the ballot's, and nobody said why."""
    text = Text(
        vi="khác kết quả bỏ phiếu mà không nêu lý do: {who}",
        en="departs from the ballot without a reason: {who}",
    ).format(who=named(who))
    return Refusal(Why.AGAINST_BALLOT, text, tuple(code for code, _ in who))


def returned(who: Sequence[tuple[str, str]]) -> Refusal:
    """Sent back to the level below, which has not proposed again."""
    text = Text(
        vi="đã đề nghị xem xét lại, cấp dưới chưa đề nghị lại: {who}",
        en="sent back to the level below and not proposed again: {who}",
    ).format(who=named(who))
    return Refusal(Why.RETURNED, text, tuple(code for code, _ in who))


def put_off(who: Sequence[tuple[str, str]]) -> Refusal:
    """Worth saying: their reviews are put off, so they wait for a supplementary decision."""
    text = Text(
        vi="chưa kiểm điểm, để lại cho quyết định bổ sung: {who}",
        en="not yet reviewed, left to a supplementary decision: {who}",
    ).format(who=named(who))
    return Refusal(Why.PUT_OFF, text, tuple(code for code, _ in who))


def no_effect(who: Sequence[tuple[str, str]]) -> Refusal:
    """A warning: chosen as outstanding without having reached it."""
    text = Text(
        vi="được chọn hoàn thành xuất sắc nhưng không đạt tiêu chuẩn, nên vẫn xếp theo "
        "mức đạt tiêu chuẩn: {who}",
        en="chosen as outstanding without having reached it, so the choice has no effect: {who}",
    ).format(who=named(who))
    return Refusal(Why.NO_EFFECT, text, tuple(code for code, _ in who))
