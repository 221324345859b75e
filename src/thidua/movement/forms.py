"""What the addresses of the movement narrow a page to: the day, and what a list is about."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from thidua.accounts.day_field import DayField
from thidua.campaigns.models import Campaign
from thidua.progress.states import TaskState
from thidua.registrations.clarities import Clarity
from thidua.registrations.models import Kind
from thidua.web.clock import today
from thidua.web.queries import QueryForm, SearchField, WordField

FINISHED = "finished"
"""Of tasks: done in time, late, or exceeded."""
DONE, EXCEEDED, REACHED, MISSED, UNKNOWN = "done", "exceeded", "reached", "missed", "unknown"
"""Of targets: reached or exceeded; each of the two; known to be missed; nobody can tell yet."""
IN_TIME, LATER, MISSING = "in_time", "later", "missing"
"""Of milestones that were due."""
NOBODY = "-"
"""Of what is blocked: nobody was named who could free it."""
LONGEST_NAME = 255


class DayQuery(QueryForm):
    """The day that a page looks from, its own files."""

    ngay = DayField(required=False)
    format = WordField({"docx", "pdf"})


class ListQuery(QueryForm):
    """What a list is narrowed to; "" narrows nothing."""

    ngay = DayField(required=False)
    state = WordField({*(one.value for one in TaskState), FINISHED})
    ended = WordField({"1"})
    reached = WordField({DONE, EXCEEDED, REACHED, MISSED, UNKNOWN})
    when = WordField({IN_TIME, LATER, MISSING})
    clarity = WordField({one.value for one in Clarity})
    freed = SearchField(LONGEST_NAME)
    overdue = WordField({"1"})
    unit = SearchField()
    own = WordField({"1"})
    kind = WordField(Kind.values)
    sort = SearchField(LONGEST_NAME)
    format = WordField({"xlsx"})


def day_of(query: Mapping[str, Any], campaign: Campaign) -> tuple[dt.date, bool]:
    """The day that a page looks from, and whether another one was asked for that has not come yet.
    Without one today, of a year that is over its last day.
    """
    asked: dt.date | None = query["ngay"]
    usual = min(today(), dt.date(campaign.year, 12, 31))
    if asked is None:
        return usual, False
    return (usual, True) if asked > today() else (asked, False)
