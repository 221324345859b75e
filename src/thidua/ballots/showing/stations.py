"""The four stations of a ballot: the list, the quorum, voting, the result."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.ballots.models import Ballot, State
from thidua.ballots.showing.moments import hour_and_day
from thidua.ballots.showing.words import quorum_words, rule_words, standing_words
from thidua.numbers import format_number

Place = Literal["done", "now", "later"]


@dataclass(frozen=True)
class Station:
    """One station: its figure and words, what stands below them, and whether it is reached."""

    name: str
    figure: str
    words: str
    note: str
    place: Place

    @property
    def now(self) -> bool:
        return self.place == "now"

    @property
    def state_word(self) -> str:
        return {"done": _("xong"), "now": _("đang ở đây"), "later": _("chưa tới")}[self.place]


AT = {State.DRAFT: 0, State.FROZEN: 1, State.OPEN: 2, State.CLOSED: 3, State.SEALED: 4}
NOWHERE = -1


def stations_of(ballot: Ballot, *, called: int, voted: int) -> list[Station]:
    """Of a ballot as it stands; a cancelled one stands nowhere any more."""
    at = AT.get(State(ballot.state), NOWHERE)
    parts = (
        _list(ballot, called, at),
        _quorum(ballot),
        _voting(ballot, called, voted, at),
        _result(ballot),
    )
    return [
        Station(f"{number}. {name}", figure, words, note, _place(number - 1, at))
        for number, (name, figure, words, note) in enumerate(parts, start=1)
    ]


def _place(number: int, at: int) -> Place:
    if number == at:
        return "now"
    return "done" if number < at else "later"


def _list(ballot: Ballot, called: int, at: int) -> tuple[str, str, str, str]:
    name = _("Danh sách đã chốt") if at >= 1 else _("Danh sách")
    note = _("trong {members} người có quyền").format(members=format_number(ballot.members))
    return name, format_number(called), _("người được bỏ phiếu"), note


def _quorum(ballot: Ballot) -> tuple[str, str, str, str]:
    rule = ballot.the_rule
    there = f"{format_number(ballot.present)}/{format_number(ballot.members)}"
    if rule.quorum is None:
        return _("Đủ số người"), there, _("có mặt"), _("không đòi số người tối thiểu")
    need = _("cần {number} ({share}; {source})").format(
        number=format_number(rule.quorum.of(ballot.members)),
        share=quorum_words(rule.quorum),
        source=standing_words(rule),
    )
    return _("Đủ số người"), there, _("có mặt"), need


def _voting(ballot: Ballot, called: int, voted: int, at: int) -> tuple[str, str, str, str]:
    name = _("Đang bỏ phiếu") if at == AT[State.OPEN] else pgettext("verb", "Bỏ phiếu")
    if ballot.opened_at is None:
        return name, "–", "", _("chưa mở")
    opened = _("mở {when}").format(when=hour_and_day(ballot.opened_at))
    if ballot.closed_at is not None:
        ends = _("đóng {when}").format(when=hour_and_day(ballot.closed_at))
    elif ballot.closes_at is not None:
        ends = _("tự đóng {when}").format(when=hour_and_day(ballot.closes_at))
    else:
        ends = _("chủ trì đóng")
    if not ballot.electronic:
        return name, "", _("bằng phiếu giấy"), f"{opened}, {ends}"
    share = f"{format_number(voted)}/{format_number(called)}"
    return name, share, _("đã bỏ"), f"{opened}, {ends}"


def _result(ballot: Ballot) -> tuple[str, str, str, str]:
    shown = _("hiện sau khi kiểm phiếu; {rule}").format(rule=rule_words(ballot.the_rule))
    return _("Kết quả"), "–", "", shown
