"""Tasks in a few words: who leads, how far, in which state, the year in one sentence."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from thidua.numbers import format_number
from thidua.progress.results import Target, TaskProgress
from thidua.progress.states import TaskState, late_milestones, late_since
from thidua.registrations.models import Holder, Registration

_ONE_TO_TEN = (
    pgettext_lazy("spoken", "một"),
    pgettext_lazy("spoken", "hai"),
    pgettext_lazy("spoken", "ba"),
    pgettext_lazy("spoken", "bốn"),
    pgettext_lazy("spoken", "năm"),
    pgettext_lazy("spoken", "sáu"),
    pgettext_lazy("spoken", "bảy"),
    pgettext_lazy("spoken", "tám"),
    pgettext_lazy("spoken", "chín"),
    pgettext_lazy("spoken", "mười"),
)


def lead_of(content: Mapping[str, Any] | None) -> str:
    """Who leads a task, by the clarity `person` of its accepted version; "": nobody is named."""
    return str(_leading(content).get("name") or "")


def leader_of(content: Mapping[str, Any] | None) -> int | None:
    """The key of the person who leads it; None: nobody, or an organisation."""
    person: int | None = _leading(content).get("person")
    return person


def _leading(content: Mapping[str, Any] | None) -> Mapping[str, Any]:
    doers = (content or {}).get("doers") or ()
    first: Mapping[str, Any] = next(iter(doers), {})
    return next((one for one in doers if one.get("lead")), first)


def whose(registration: Registration) -> str:
    """Whose a task is where it is not the unit's own ("": it is). With its person."""
    if registration.holder == Holder.POST and registration.person is not None:
        return registration.person.full_name
    return str(_("Tập thể lãnh đạo")) if registration.holder == Holder.COLLECTIVE else ""


def main_target(task: TaskProgress) -> Target | None:
    """The target that a row names: a main one before others."""
    return next((one for one in task.targets if one.main), next(iter(task.targets), None))


def so_far(target: Target) -> str:
    """“9/30 ha”; of what is done or not “đã xong”, “chưa xong”; “chưa ghi” where nobody noted."""
    if target.now is None:
        return _("chưa ghi")
    if target.yes_no or target.now.value is None:
        return _("đã xong") if target.now.done else _("chưa xong")
    return f"{format_number(target.now.value)}/{with_unit(target.target, target.unit)}"


def with_unit(number: Decimal | None, unit: str) -> str:
    """“30 ha”, “100%”."""
    shown = "–" if number is None else format_number(number)
    return f"{shown}{unit}" if unit == "%" else f"{shown} {unit}".strip()


def values_of(
    values: Mapping[int, Decimal | bool], measures: Iterable[tuple[int, str, str]]
) -> str:
    """“9 ha, 3 mô hình”: what a note says. `measures`: key, name and unit of each."""
    told = []
    for key, name, unit in measures:
        value = values.get(key)
        if value is None:
            continue
        if isinstance(value, bool):
            told.append(f"{name}: {_('đã xong') if value else _('chưa xong')}")
        else:
            told.append(with_unit(value, unit))
    return ", ".join(told)


def state_words(task: TaskProgress, state: TaskState, *, on: dt.date) -> str:
    """The state with the day that it speaks of: “chậm mốc 31/8”, “quá hạn 30/11”."""
    if state not in {TaskState.LATE, TaskState.BLOCKED}:
        return str(state.title)
    late = late_words(task, on=on)
    if state == TaskState.LATE:
        return late or str(state.title)
    return f"{state.title}, {late}" if late else str(state.title)


def late_words(task: TaskProgress, *, on: dt.date) -> str:
    """What passed without being there, "" where nothing did."""
    since = late_since(task, on=on)
    if since is None:
        return ""
    milestone = any(one.due_on == since for one in late_milestones(task, on=on))
    words = _("chậm mốc {day}") if milestone else _("quá hạn {day}")
    return words.format(day=short_day(since))


def short_day(day: dt.date) -> str:
    """5/9: a day of the year that the page is about."""
    return f"{day.day}/{day.month}"


def spoken_number(number: int) -> str:
    """“một”, “hai” … up to ten, digits beyond."""
    return str(_ONE_TO_TEN[number - 1]) if 0 < number <= len(_ONE_TO_TEN) else format_number(number)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the year's sentence; `strong`: what asks for somebody's attention."""

    text: str
    strong: bool


def year_sentence(states: Sequence[TaskState], late: int) -> list[Piece]:
    """“Một việc đã xong, một việc đúng tiến độ, một việc chậm mốc và đang vướng”: what stands well
    first. `late`: how many of the blocked ones are behind time as well.
    """
    count = states.count
    done = sum(state.is_done for state in states)
    blocked = count(TaskState.BLOCKED)
    found = [
        (done, ngettext("{number} việc đã xong", "{number} việc đã xong", done), False),
        _told(count(TaskState.ON_TIME), "on_time"),
        _told(count(TaskState.WITHDRAWN), "withdrawn"),
        _told(count(TaskState.SILENT), "silent"),
        _told(count(TaskState.MISSED), "missed"),
        _told(count(TaskState.LATE), "late"),
        _told(blocked - late, "blocked"),
        _told(late, "both"),
    ]
    told = [
        Piece(words.format(number=spoken_number(number)), strong)
        for number, words, strong in found
        if number
    ]
    if told:
        first = told[0]
        told[0] = Piece(first.text[:1].upper() + first.text[1:], first.strong)
    return told


def _told(number: int, word: str) -> tuple[int, str, bool]:
    words = {
        "on_time": ngettext("{number} việc đúng tiến độ", "{number} việc đúng tiến độ", number),
        "withdrawn": ngettext("{number} việc đã rút", "{number} việc đã rút", number),
        "silent": ngettext(
            "{number} việc ba tháng chưa có ghi nhận",
            "{number} việc ba tháng chưa có ghi nhận",
            number,
        ),
        "missed": ngettext(
            "{number} việc chưa đạt khi chốt năm", "{number} việc chưa đạt khi chốt năm", number
        ),
        "late": ngettext("{number} việc chậm mốc", "{number} việc chậm mốc", number),
        "blocked": ngettext("{number} việc đang vướng", "{number} việc đang vướng", number),
        "both": ngettext(
            "{number} việc chậm mốc và đang vướng",
            "{number} việc chậm mốc và đang vướng",
            number,
        ),
    }
    return number, words[word], word in {"missed", "late", "blocked", "both"}
