"""Days off that came with the product, by year: a proposal that the province takes over and edits.

Of a year without a list only the holidays that never move are known.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml

_LIST = Path(__file__).with_name("days_off") / "vietnam.yaml"
_FIXED = (
    (1, 1, "Tết Dương lịch"),
    (4, 30, "Ngày Chiến thắng"),
    (5, 1, "Ngày Quốc tế lao động"),
    (9, 2, "Quốc khánh"),
)


@dataclass(frozen=True)
class KnownDaysOff:
    """The days off of one year; `whole`: with those by the moon. `source` names what they rest on,
    `confirmed` whether somebody held the list against it.
    """

    days: tuple[tuple[dt.date, str], ...]
    whole: bool
    source: str
    confirmed: bool


def known_days_off(year: int) -> KnownDaysOff:
    """What the product knows of a year."""
    known = yaml.safe_load(_LIST.read_text("utf-8"))
    rests_on = {name: known[name] for name in ("source", "confirmed")}
    listed = known["years"].get(year)
    if listed is None:
        days = tuple((dt.date(year, month, day), name) for month, day, name in _FIXED)
        return KnownDaysOff(days, whole=False, **rests_on)
    days = tuple((dt.date.fromisoformat(day), name) for day, name in listed.items())
    return KnownDaysOff(days, whole=True, **rests_on)
