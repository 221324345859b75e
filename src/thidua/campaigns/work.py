"""What is asked of a reader: rooms say what waits for whom, the first page shows it in the order of
its deadline.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.language import say
from thidua.web.clock import today
from thidua.web.units import name_of


@dataclass(frozen=True)
class Work:
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
            return say("quá hạn", "overdue")
        return (
            say("Hôm nay", "Today")
            if self.days == 0
            else f"{self.days} {name_of(self.days, 'day')}"
        )

    @property
    def late(self) -> bool:
        return self.days is not None and self.days <= 0


Source = Callable[[SignedIn, Campaign], Iterable[Work]]

_sources: list[Source] = []


def work_source(source: Source) -> Source:
    """Register a room's part: called once for the first page, it asks the database once or
    twice.
    """
    if source not in _sources:
        _sources.append(source)
    return source


def work_for(request: SignedIn, campaign: Campaign) -> list[Work]:
    """Everything that waits for the reader this year, the nearest deadline first."""
    found = [work for source in _sources for work in source(request, campaign)]
    return sorted(found, key=lambda work: (work.due_on is None, work.due_on or dt.date.max))
