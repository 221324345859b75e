"""Reminders in words: what waits, when a unit was reminded, whether it saw it, what it promised."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.notices.models import Reminder
from thidua.notices.parameters import REMIND_AGAIN_AFTER
from thidua.notices.queries import may_be_again
from thidua.notices.reminding import Came
from thidua.numbers import format_number
from thidua.web.clock import shown, today
from thidua.web.units import name_of


@dataclass(frozen=True)
class Stand:
    """How it stands with reminding one unit. `again_in`: from how many hours on it may be again,
    in words; "" at once.
    """

    text: str
    again_in: str

    @property
    def now(self) -> bool:
        return not self.again_in


def stand_of(last: Reminder | None) -> Stand:
    """When it was reminded, whether it was seen, which day was promised; "" where it never was."""
    if last is None:
        return Stand("", "")
    parts = [
        _("nhắc {day}").format(day=day_of(last.asked_at)),
        _("đã xem") if last.seen_at else _("chưa xem"),
    ]
    text = ", ".join(parts)
    if last.promised_on:
        text = _("{reminded}; hẹn {day}").format(reminded=text, day=f"{last.promised_on:%d/%m/%Y}")
    return Stand(text, "" if may_be_again(last, timezone.now()) else _again(last))


def _again(last: Reminder) -> str:
    at = shown(last.asked_at + REMIND_AGAIN_AFTER)
    if at.date() == today():
        return _("nhắc lại được từ {time}").format(time=f"{at:%H:%M}")
    return _("nhắc lại được từ {time} ngày {day}").format(time=f"{at:%H:%M}", day=f"{at:%d/%m/%Y}")


def day_of(moment: dt.datetime) -> str:
    """The day of a stored moment, on the clock of the pages."""
    return f"{shown(moment):%d/%m/%Y}"


def moment_of(moment: dt.datetime) -> str:
    """The same with its hour."""
    return f"{shown(moment):%H:%M %d/%m/%Y}"


def done_words(came: Came) -> str:
    """What the button did: who was reminded, who was left out and why."""
    left_out = (
        _("{units} đã được nhắc trong 48 giờ qua, hoặc không còn việc: chưa nhắc lại.").format(
            units=f"{format_number(came.left_out)} {name_of(came.left_out, 'place')}"
        )
        if came.left_out
        else ""
    )
    if not came.reminded:
        return left_out
    done = _("Đã nhắc {units}: có ở “Việc của tôi” của nơi ấy.").format(
        units=f"{format_number(came.reminded)} {name_of(came.reminded, 'place')}"
    )
    return f"{done} {left_out}".strip()
