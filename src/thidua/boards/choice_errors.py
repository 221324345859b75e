"""Why a choice on the board is refused: each says what stands against it and what the officer can
do.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from thidua.boards.errors import ProposalError
from thidua.boards.events import Change, last_change
from thidua.boards.gauges import BoardPool
from thidua.boards.proposal_rules import State, Why
from thidua.errors import and_more
from thidua.language import Text
from thidua.roster.models import RosterEntry
from thidua.vocabulary import shown_level
from thidua.web.clock import shown, today

_FULL = Text(
    vi="Nhóm đã chọn {used}/{most}; muốn chọn thêm, chuyển một trường hợp sang mức khác. Chưa lưu. "
    "Cách tính: {counted}",
    en="The pool has {used}/{most} chosen; to choose another, move one to another level. Nothing "
    "was saved. How it is counted: {counted}",
)
_TOO_MANY = Text(
    vi="Nhóm đã chọn {used}/{most}; chọn thêm như vậy thì vượt số tối đa: hãy chọn bớt. Chưa lưu. "
    "Cách tính: {counted}",
    en="The pool has {used}/{most} chosen; so many more would be over the most: choose fewer. "
    "Nothing was saved. How it is counted: {counted}",
)


class ChoiceError(ProposalError):
    """A level that cannot be set for one subject, or for several at once. `entries`: whom it is
    about.

    `change` is what somebody else did meanwhile, for a clash; `parts` are the errors of each
    subject, for several."""

    def __init__(self, text: Text, why: Why, entries: Sequence[int] = (), pool: str = "") -> None:
        super().__init__(text)
        self.why, self.entries, self.pool = why, tuple(entries), pool
        self.change: Change | None = None
        self.parts: tuple[ChoiceError, ...] = ()

    @classmethod
    def not_here(cls, entries: Sequence[int]) -> Self:
        return cls(
            Text(
                "trường hợp này không có trong bảng: hãy tải lại trang",
                "that subject is not on this board: load the page again",
            ),
            "not_here",
            entries,
        )

    @classmethod
    def reason(cls, entry: int, name: str) -> Self:
        text = Text(
            vi="{name}: mức này khác mức đạt tiêu chuẩn, cần nêu lý do",
            en="{name}: this level differs from the one reached: a reason is needed",
        )
        return cls(text.format(name=name), "reason", [entry])

    @classmethod
    def reason_departing(cls, entry: int, name: str, balloted: int) -> Self:
        text = Text(
            vi="{name}: mức này khác kết quả bỏ phiếu ({level}), cần nêu lý do",
            en="{name}: this level differs from the ballot's ({level}): a reason is needed",
        )
        level = shown_level(balloted).short
        return cls(text.format(name=name, level=level), "reason", [entry])

    @classmethod
    def clash(cls, entry: int, name: str, change: Change | None, *, decides: bool) -> Self:
        """Somebody changed the subject after the officer had looked at it."""
        if change is None:
            text = Text("{name} vừa thay đổi", "{name} has just changed").format(name=name)
            return cls(text, "clash", [entry])
        word = change.chosen if decides else change.proposed
        to = shown_level(word).short if word else Text("để trống", "nothing")
        text = Text(
            vi="{name}: {actor} đã đổi thành “{to}” lúc {at}, sau khi đồng chí mở bảng; lựa chọn "
            "của đồng chí chưa lưu; xem mức mới rồi chọn lại",
            en="{name}: {actor} changed it to “{to}” at {at}, after you had opened the board; "
            "your choice was not saved; look at the new level and choose again",
        ).format(
            name=name,
            actor=change.actor or Text("người khác", "somebody"),
            to=to,
            at=_moment(change.at),
        )
        error = cls(text, "clash", [entry])
        error.change = change
        return error

    @classmethod
    def ceiling(cls, entries: Sequence[int], pool: BoardPool, *, used: int) -> Self:
        """A pool, counted as it would be, holds more outstanding than it may; `used` as it is."""
        text = (_FULL if used >= pool.ceiling else _TOO_MANY).format(
            used=used, most=pool.ceiling, counted=pool.counted
        )
        return cls(text, "ceiling", entries, pool.slug)

    @classmethod
    def not_reached(cls, entry: int, name: str) -> Self:
        text = Text(
            vi="{name} chưa đạt tiêu chuẩn xuất sắc, nên không chọn xuất sắc được: xem lý do",
            en="{name} has not reached outstanding, so it cannot be chosen: see the reasons",
        )
        return cls(text.format(name=name), "not_reached", [entry])

    @classmethod
    def cannot_tell(cls, entry: int, name: str) -> Self:
        text = Text(
            vi="{name} chưa đủ căn cứ xếp loại: bổ sung thông tin rồi chọn",
            en="nobody can tell yet what {name} reached: complete its facts before choosing",
        )
        return cls(text.format(name=name), "cannot_tell", [entry])

    @classmethod
    def oneself(cls, entry: int, name: str) -> Self:
        text = Text(
            vi="{name} là chính đồng chí: không ai tự chọn mức cho mình, hãy để một người khác của "
            "cấp uỷ chọn",
            en="{name} is you: nobody chooses their own level, let somebody else of the committee "
            "choose it",
        )
        return cls(text.format(name=name), "oneself", [entry])

    @classmethod
    def held(cls, entry: int, name: str, number: str) -> Self:
        return cls(ProposalError.decided(name, number).text, "decided", [entry])

    @classmethod
    def sent(cls, entry: int, name: str, why: Text) -> Self:
        """The proposal is held where it is (`locks`)."""
        text = Text("{name}: {why}", "{name}: {why}").format(name=name, why=why)
        return cls(text, "sent", [entry])

    @classmethod
    def several(cls, errors: Sequence["ChoiceError"], named: int = 5) -> Self:
        """Why a choice for many is refused whole: what stands against each of those that fail."""
        texts = [error.text for error in errors[:named]]
        if (more := len(errors) - named) > 0:
            texts.append(and_more(more, "trường hợp"))
        text = Text("Chưa lưu trường hợp nào: {texts}", "Nothing was saved: {texts}").format(
            texts=Text("; ".join(text.vi for text in texts), "; ".join(text.en for text in texts))
        )
        whose = [entry for error in errors for entry in error.entries]
        whole = cls(text, errors[0].why, whose, errors[0].pool)
        whole.parts = tuple(errors)
        return whole


def error_of(why: Why, entry: RosterEntry, now: State, *, level: int, decides: bool) -> ChoiceError:
    """What `proposal_rules.against` found against this level, said about the subject."""
    if why == "decided":
        return ChoiceError.held(entry.pk, entry.name, now.decision)
    if why == "clash":
        return ChoiceError.clash(entry.pk, entry.name, last_change(entry.pk), decides=decides)
    if why == "oneself":
        return ChoiceError.oneself(entry.pk, entry.name)
    if why == "sent" and now.locked is not None:
        return ChoiceError.sent(entry.pk, entry.name, now.locked)
    plain = {"not_reached": ChoiceError.not_reached, "cannot_tell": ChoiceError.cannot_tell}
    if why in plain:
        return plain[why](entry.pk, entry.name)
    return _reason_wanted(entry, now, level)


def _reason_wanted(entry: RosterEntry, now: State, level: int) -> ChoiceError:
    if now.balloted is not None and not now.deviates(level):
        return ChoiceError.reason_departing(entry.pk, entry.name, now.balloted)
    return ChoiceError.reason(entry.pk, entry.name)


def _moment(at: datetime) -> str:
    """14:05 today, 14:05 12/12/2022 otherwise."""
    local = shown(at)
    return f"{local:%H:%M}" if local.date() == today() else f"{local:%H:%M %d/%m/%Y}"
