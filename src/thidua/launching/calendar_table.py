"""The calendar as a table: a row a step, a column a tier."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.calendar_cells import TIERS, Days, Place
from thidua.campaigns.models import Step
from thidua.launching.making import years_later
from thidua.launching.sense import Doubt
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class CalendarCell:
    """One day as it is read: "–" where the step asks nothing of the tier."""

    tier: Tier
    days: Days | None
    doubtful: bool = False


@dataclass(frozen=True)
class CalendarRow:
    """A step with its number, its cells from below, and how it differs from the year before."""

    number: int
    step: Step
    cells: tuple[CalendarCell, ...]
    note: str = ""
    here: bool = False


def calendar_rows(
    calendar: Mapping[Place, Days],
    *,
    before: Mapping[Place, Days],
    year_before: int,
    doubts: Collection[Doubt] = (),
    now: Step | None = None,
) -> list[CalendarRow]:
    """Every step but the launch itself, which has one day of its own."""
    doubtful = {doubt.place for doubt in doubts}
    return [
        CalendarRow(
            number,
            step,
            tuple(
                CalendarCell(tier, calendar.get((step, tier)), (step, tier) in doubtful)
                for tier in TIERS
            ),
            _difference(step, calendar, before, year_before),
            step == now,
        )
        for number, step in enumerate(Step, start=1)
        if step != Step.LAUNCH
    ]


def _difference(
    step: Step, calendar: Mapping[Place, Days], before: Mapping[Place, Days], year_before: int
) -> str:
    """“sớm hơn năm 2021 10 ngày”, by the first tier that has a day in both years."""
    both = (tier for tier in TIERS if (step, tier) in calendar and (step, tier) in before)
    tier = next(both, None)
    if tier is None:
        return ""
    own, last = calendar[step, tier].due_on, before[step, tier].due_on
    days = (own - years_later(last, 1)).days
    if abs(days) < A_WEEKEND:
        return ""
    words = (
        ngettext("muộn hơn năm {year} {days} ngày", "muộn hơn năm {year} {days} ngày", days)
        if days > 0
        else ngettext("sớm hơn năm {year} {days} ngày", "sớm hơn năm {year} {days} ngày", -days)
    )
    return words.format(year=year_before, days=abs(days))


A_WEEKEND = 3
"""A day that only moved off a weekend is no other calendar."""


def title_of(tier: Tier) -> str:
    """The head of a column."""
    return {
        Tier.CELL: _("Chi bộ"),
        Tier.GRASSROOTS: _("Cơ sở"),
        Tier.UPPER_LEVEL: _("Trên cơ sở"),
        Tier.PROVINCE: _("Tỉnh"),
    }[tier]
