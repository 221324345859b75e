"""When a unit meets over its reviews: the room of the meetings says so, this one knows none."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.web.registry import Registry


@dataclass(frozen=True)
class MeetingDay:
    """The review meeting of a unit: its day, and whether it has begun (or is over)."""

    on: dt.date
    begun: bool = False


MEETING_DAY: Registry[Callable[[Campaign, Collection[int]], Mapping[int, MeetingDay]]] = Registry(
    "days of the review meetings"
)
"""By the keys of units; a unit without a meeting is left out."""


def meeting_days(campaign: Campaign, units: Collection[int]) -> dict[int, MeetingDay]:
    """Of these units, as far as a meeting is planned."""
    found: dict[int, MeetingDay] = {}
    for source in MEETING_DAY:
        found |= source(campaign, units)
    return found
