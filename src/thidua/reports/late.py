"""Those who are late as the page of figures shows them, with the reminders that may be sent."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.boards.lateness import FACTS, LateUnit
from thidua.campaigns.models import Campaign
from thidua.notices.queries import grant_to_remind, last_reminders, may_be_again
from thidua.notices.words import day_of
from thidua.numbers import format_number
from thidua.web.clock import now


@dataclass(frozen=True)
class LateRow:
    """A late unit: where it stands ("": right below the reader), when it was reminded last, the
    day it promised, and whether the reader may remind it now.
    """

    late: LateUnit
    place: str
    shown: bool
    reminded_on: str = ""
    promised_on: dt.date | None = None
    may_remind: bool = False

    @property
    def what(self) -> str:
        number = format_number(self.late.number)
        if self.late.what == FACTS:
            return _("thiếu thông tin của {number} trường hợp").format(number=number)
        return _("chưa gửi đề nghị xếp loại {number} trường hợp").format(number=number)


@dataclass(frozen=True)
class Reminding:
    """One form that reminds several units of one matter."""

    about: str
    codes: Sequence[str]


def late_rows(
    campaign: Campaign,
    scope: Scope,
    late: Sequence[LateUnit],
    places: Sequence[str],
    *,
    shown: int,
) -> list[LateRow]:
    """Each with what is known of its last reminder; `shown`: so many of them stand on the page."""
    by_matter: dict[str, list[LateUnit]] = defaultdict(list)
    for one in late:
        by_matter[one.what].append(one)
    last = {
        (about, unit): reminder
        for about, units in by_matter.items()
        for unit, reminder in last_reminders(
            campaign=campaign, units=[one.unit for one in units], about=about
        ).items()
    }
    moment = now()
    rows = []
    for number, (one, place) in enumerate(zip(late, places, strict=True)):
        reminder = last.get((one.what, one.unit.pk))
        again = may_be_again(reminder, moment) and grant_to_remind(scope, one.unit) is not None
        rows.append(
            LateRow(
                one,
                place,
                number < shown,
                day_of(reminder.asked_at) if reminder else "",
                reminder.promised_on if reminder else None,
                again,
            )
        )
    return rows


def remindings(rows: Iterable[LateRow]) -> list[Reminding]:
    """Who may be reminded, by matter."""
    codes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.may_remind:
            codes[row.late.what].append(row.late.unit.code)
    return [Reminding(about, found) for about, found in codes.items()]
