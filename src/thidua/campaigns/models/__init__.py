"""The tables of a year, by what they are about."""

from thidua.campaigns.models.calendar import (
    CalendarChange,
    DayOff,
    RegistrationLimits,
    TierDeadline,
    UnitDeadline,
    UnitLaunch,
)
from thidua.campaigns.models.year import (
    Campaign,
    Deadline,
    Direction,
    Indicator,
    Limit,
    ReviewDay,
    Step,
)

__all__ = [
    "CalendarChange",
    "Campaign",
    "DayOff",
    "Deadline",
    "Direction",
    "Indicator",
    "Limit",
    "RegistrationLimits",
    "ReviewDay",
    "Step",
    "TierDeadline",
    "UnitDeadline",
    "UnitLaunch",
]
