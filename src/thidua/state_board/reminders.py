"""Reminding those who are late from the board: who may be, what was done since, the act itself."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign, Step
from thidua.notices.matters import matter_of
from thidua.notices.models import About, Reminder
from thidua.notices.parameters import REMIND_AGAIN_AFTER
from thidua.notices.queries import REMINDING, may_be_again
from thidua.notices.reminding import Came, remind_all
from thidua.numbers import format_number
from thidua.organisations.queries import under
from thidua.state_board.counting import Board, Late
from thidua.state_board.units import Unit
from thidua.web.clock import shown

_STEPS: Mapping[str, Step] = {
    About.FACTS: Step.REVIEW,
    About.PROPOSALS: Step.RATE,
    **{step.value: step for step in Step},
}
"""The step of every matter of a board; a step whose units owe two things has two."""

Reminders = Mapping[tuple[Step, int], Reminder]


def about_of(one: Late) -> str:
    """The word of the matter that a late unit is reminded of."""
    return one.judged.about or one.step.value


def newest_reminders(campaign: Campaign, place: Unit) -> Reminders:
    """The newest reminder of each unit under a body, by step and the unit's key: one query."""
    found = (
        Reminder.objects.filter(under([place.path], organisation="unit"), campaign=campaign)
        .filter(about__in=_STEPS)
        .order_by("unit_id", "about", "-asked_at", "-pk")
        .distinct("unit_id", "about")
    )
    oldest_first = sorted(found, key=lambda reminder: (reminder.asked_at, reminder.pk))
    return {(_STEPS[reminder.about], reminder.unit_id): reminder for reminder in oldest_first}


def may_remind(scope: Scope, unit: Unit) -> bool:
    """Whether the reader acts above this unit."""
    return any(grant.role in REMINDING and unit.below(grant.path) for grant in scope.grants)


@dataclass(frozen=True)
class ToRemind:
    """Who is late in a reader's board: those who may be reminded now, and how many were reminded
    lately.
    """

    now: Sequence[Late]
    lately: int

    @property
    def units(self) -> int:
        """How many units; one that is late in two steps is one."""
        return len({one.unit.pk for one in self.now})


def to_remind(scope: Scope, late: Sequence[Late], reminders: Reminders) -> ToRemind:
    """Of those who are late the ones that this reader may remind, apart from whoever was reminded
    lately.
    """
    mine = [
        one for one in late if matter_of(about_of(one)) is not None and may_remind(scope, one.unit)
    ]
    moment = timezone.now()
    now = [one for one in mine if may_be_again(reminders.get((one.step, one.unit.pk)), moment)]
    return ToRemind(now, len(mine) - len(now))


def nobody_words(waiting: ToRemind) -> str:
    """Why nobody is reminded."""
    if waiting.lately:
        return _("Chưa nhắc lại: các đơn vị này đã được nhắc trong {hours} giờ qua.").format(
            hours=format_number(REMIND_AGAIN_AFTER // dt.timedelta(hours=1))
        )
    return _("Không còn đơn vị nào quá hạn để nhắc ở đây.")


@dataclass(frozen=True)
class LastTime:
    """The newest day on which units of a board were reminded: how many, and how many of them have
    done it since.
    """

    day: dt.date
    units: int
    done: int


def last_time(board: Board, reminders: Reminders) -> LastTime | None:
    """None while nobody was reminded."""
    days = {key: shown(reminder.asked_at).date() for key, reminder in reminders.items()}
    if not days:
        return None
    newest = max(days.values())
    keys = [key for key, day in days.items() if day == newest]
    done = 0
    for step, unit in keys:
        judged = board.read.of(step).judged.get(unit)
        done += judged is not None and judged.done
    return LastTime(newest, len(keys), done)


def within_marked(unit: Unit, marked: Collection[Unit]) -> bool:
    """Whether a unit was marked itself, or with the row it stands under."""
    return any(unit.path.startswith(one.path) for one in marked)


@transaction.atomic
def remind_late(*, campaign: Campaign, late: Sequence[Late], actor: User) -> Came:
    """Remind these units, each of the steps in which it is late. Raises NoticeError where one is
    out of the reader's reach: then nobody is reminded.
    """
    codes: dict[str, list[str]] = {}
    for one in late:
        codes.setdefault(about_of(one), []).append(one.unit.code)
    came = [
        remind_all(campaign=campaign, codes=found, about=about, actor=actor)
        for about, found in codes.items()
    ]
    return Came(sum(one.reminded for one in came), sum(one.left_out for one in came))
