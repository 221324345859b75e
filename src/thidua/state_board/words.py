"""The board in words: how each state of each step is called, sentences, days."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.models import Step
from thidua.campaigns.unit_states import UnitState
from thidua.numbers import format_number
from thidua.state_board.judging import Judged, Tally
from thidua.state_board.queries import StepRead
from thidua.web.units import name_of

Words = Mapping[UnitState, Promise]

_USUAL: Words = {
    UnitState.ACCEPTED: gettext_lazy("đã nhận"),
    UnitState.SENT: gettext_lazy("đã gửi"),
    UnitState.RETURNED: gettext_lazy("trả lại"),
    UnitState.DRAFTING: gettext_lazy("đang soạn"),
    UnitState.NOT_STARTED: gettext_lazy("chưa bắt đầu"),
}
_OF_STEP: Mapping[Step, Words] = {
    Step.LAUNCH: {
        UnitState.SENT: gettext_lazy("đã xem, chưa triển khai"),
        UnitState.NOT_STARTED: gettext_lazy("chưa xem"),
    },
    Step.REVIEW: {
        UnitState.ACCEPTED: gettext_lazy("đầy đủ"),
        UnitState.DRAFTING: gettext_lazy("chưa đủ"),
        UnitState.NOT_STARTED: gettext_lazy("chưa bắt đầu"),
    },
    Step.RATE: {
        UnitState.ACCEPTED: gettext_lazy("đã quyết định"),
        UnitState.SENT: gettext_lazy("đã đề nghị"),
        UnitState.DRAFTING: gettext_lazy("đang đề nghị"),
        UnitState.NOT_STARTED: gettext_lazy("chưa đề nghị"),
    },
}
_DONE: Mapping[Step, Promise] = {
    Step.LAUNCH: gettext_lazy("{done} trong {all} đã nhận phát động"),
    Step.REGISTER: gettext_lazy("{done} trong {all} đã được nhận đăng ký"),
    Step.REVIEW: gettext_lazy("{done} trong {all} đã đủ bản kiểm điểm, thông tin"),
    Step.RATE: gettext_lazy("{done} trong {all} đã có quyết định xếp loại"),
}
"""What it means that a step is accepted, as the sentence on top says it."""


@dataclass(frozen=True)
class Mark:
    """A state as a shape and a word: the shape carries it in grey print."""

    shape: str
    words: str


def state_words(step: Step, state: UnitState) -> str:
    """How a state of a step is called."""
    return str(_OF_STEP.get(step, {}).get(state, _USUAL[state]))


def days_words(days: int) -> str:
    """“12 ngày”."""
    return f"{format_number(days)} {name_of(days, 'day')}"


def mark_of(step: Step, judged: Judged) -> Mark:
    """Where one unit stands: late by how many days, else its state and what is missing."""
    if judged.days:
        return Mark("overdue", _("quá hạn {days}").format(days=days_words(judged.days)))
    words = state_words(step, judged.state)
    if judged.missing and judged.state == UnitState.RETURNED:
        words = f"{words}: {judged.missing}"
    return Mark(judged.state.value, words)


def tally_words(step: Step, counts: Tally) -> str:
    """“đã nhận 33, đã gửi 2, trả lại 2, đang soạn 1, quá hạn 3”; what there is none of is left
    out.
    """
    found = [
        f"{state_words(step, state)} {format_number(number)}"
        for state in _USUAL
        if (number := getattr(counts, state.value))
    ]
    if counts.overdue:
        found.append(_("quá hạn {number}").format(number=format_number(counts.overdue)))
    if counts.excused:
        found.append(_("được lùi hạn {number}").format(number=format_number(counts.excused)))
    return ", ".join(found)


def sentence_of(step: Step, counts: Tally) -> str:
    """“633 trong 674 đã được nhận đăng ký; 24 quá hạn”: it compares nobody with anybody."""
    done = _DONE.get(step, gettext_lazy("{done} trong {all} đã xong bước này"))
    parts = [str(done).format(done=format_number(counts.accepted), all=format_number(counts.units))]
    if counts.overdue:
        parts.append(_("{number} quá hạn").format(number=format_number(counts.overdue)))
    if counts.excused:
        parts.append(_("{number} được lùi hạn").format(number=format_number(counts.excused)))
    return "; ".join(parts)


def when_words(read: StepRead) -> str:
    """Under the name of a step: by when it is due, or when it opens."""
    if not read.opened and read.opens_on:
        return _("mở từ {day}").format(day=f"{read.opens_on:%d/%m/%Y}")
    if not read.followed:
        return _("chưa theo dõi")
    days = read.due_days
    if not days:
        return _("chưa đặt hạn")
    if len(days) == 1:
        return _("hạn {day}").format(day=f"{days[0]:%d/%m/%Y}")
    return _("hạn {first}–{last}").format(first=f"{days[0]:%d/%m/%Y}", last=f"{days[-1]:%d/%m/%Y}")
