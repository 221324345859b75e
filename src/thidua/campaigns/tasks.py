"""What is asked of a reader: rooms say what waits for whom, the first page shows it in the order of
its deadline.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.web.clock import today
from thidua.web.registry import Registry
from thidua.web.units import name_of


@dataclass(frozen=True)
class Task:
    """One thing to do: by when (None: no day set), what, why, and the one button that opens it."""

    title: str
    detail: str
    href: str
    button: str
    due_on: dt.date | None = None

    @property
    def days(self) -> int | None:
        return None if self.due_on is None else (self.due_on - today()).days

    @property
    def when(self) -> str:
        """How long there is, in words."""
        if self.days is None:
            return "–"
        if self.days < 0:
            return _("quá hạn")
        return _("Hôm nay") if self.days == 0 else f"{self.days} {name_of(self.days, 'day')}"

    @property
    def late(self) -> bool:
        return self.days is not None and self.days <= 0


TaskSource = Callable[[SignedIn, Campaign], Iterable[Task]]

TASKS: Registry[TaskSource] = Registry("tasks of the first page")
"""Each is called once for the first page; it asks the database once or twice."""


def tasks_for(request: SignedIn, campaign: Campaign) -> list[Task]:
    """Everything that waits for the reader this year, the nearest deadline first."""
    tasks = [task for source in TASKS for task in source(request, campaign)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or dt.date.max))
