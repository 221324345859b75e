"""What is asked of a reader: rooms say what waits for whom, the first page shows it in the order of
its deadline.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.numbers import format_number
from thidua.web.clock import today
from thidua.web.registry import Registry
from thidua.web.units import name_of


@dataclass(frozen=True)
class Task:
    """One thing to do: a verb and how many are left, why, and the one button that names both.

    `due_on` orders it (None: no day set; `when_word` then says when it came, "Mới"). With `act` the
    button sends a form there with the fields of `sends`; without, it leads to `href`.
    """

    title: str
    detail: str
    href: str
    button: str
    due_on: dt.date | None = None
    act: str = ""
    sends: tuple[tuple[str, str], ...] = ()
    when_word: str = ""

    @property
    def days(self) -> int | None:
        return None if self.due_on is None else (self.due_on - today()).days

    @property
    def when(self) -> str:
        """How long there is, in words."""
        if self.days is None:
            return self.when_word or "–"
        if self.days == 0:
            return _("Hôm nay")
        days = f"{format_number(abs(self.days))} {name_of(abs(self.days), 'day')}"
        return days if self.days > 0 else _("Quá hạn {days}").format(days=days)

    @property
    def late(self) -> bool:
        """Its day is today, or is over."""
        return self.days is not None and self.days <= 0


TaskSource = Callable[[SignedIn, Campaign], Iterable[Task]]

TASKS: Registry[TaskSource] = Registry("tasks of the first page")
"""Each is called once for the first page; it asks the database once or twice."""

Waits = Callable[[SignedIn, Campaign], "QuerySet[Any] | None"]
"""The rows without which a source has nothing to say; more may be among them. None: it asks for
nothing of this reader."""


@dataclass(frozen=True)
class Probed:
    """A source that is called only where one of its rows is there: for all of them together the
    database is asked once.
    """

    work: TaskSource
    waits: Waits

    def __call__(self, request: SignedIn, campaign: Campaign) -> Iterable[Task]:
        return self.work(request, campaign)


def where(waits: Waits) -> Callable[[TaskSource], Probed]:
    """Decorates a source for which mostly nothing waits."""
    return lambda work: Probed(work, waits)


def red_one(tasks: Iterable[Task]) -> Task | None:
    """The one whose button is the page's primary: the first that is due today or late."""
    return next((task for task in tasks if task.late), None)


def tasks_for(request: SignedIn, campaign: Campaign) -> list[Task]:
    """Everything that waits for the reader this year, the nearest deadline first."""
    tasks = [task for source in _with_work(request, campaign) for task in source(request, campaign)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or dt.date.max))


def _with_work(request: SignedIn, campaign: Campaign) -> Iterator[TaskSource]:
    """The sources but for those that said what must be there, and it is not: one question."""
    sources = list(TASKS)
    probes = {
        f"waits_{number}": Exists(rows.order_by())
        for number, source in enumerate(sources)
        if isinstance(source, Probed) and (rows := source.waits(request, campaign)) is not None
    }
    found: dict[str, Any] = {}
    if probes:
        here = Campaign.objects.filter(pk=campaign.pk).order_by()
        found = cast("dict[str, Any]", here.values(**probes).get())
    for number, source in enumerate(sources):
        if not isinstance(source, Probed) or found.get(f"waits_{number}"):
            yield source
