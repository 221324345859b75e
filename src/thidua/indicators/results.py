"""What an indicator of a unit came to on a day. The one home of which number counts: pages, the
year's work and reports ask here. Whoever asks narrows to what their reader may see.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.campaigns.models import Campaign
from thidua.indicators.lines import Line, lines_for, lines_of
from thidua.indicators.reporting import MONTHS
from thidua.indicators.standing import Aim, Standing, standing_of, way_after
from thidua.indicators.stored import Below, Noted, stored_of
from thidua.organisations.models import Organisation
from thidua.targets.sums import difference
from thidua.vocabulary import Reached, Tier


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator of one unit as it stood on the day `on`. `own`: the unit's latest reading, or
    of the province what the year's sheet says; `below`: what the units directly under it noted,
    added up. `target` None: none is registered.
    """

    unit: int
    line: Line
    on: dt.date
    target: Decimal | None
    last_year: Decimal | None
    own: Noted | None
    below: Below | None

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def name(self) -> str:
        return self.line.name

    @property
    def counts(self) -> Noted | None:
        """The number that counts, with its day and source: the unit's own before the sum of all
        below; None: neither is known.
        """
        if self.own is not None:
            return self.own
        return self.below.noted if self.below is not None else None

    @property
    def value(self) -> Decimal | None:
        return self.counts.value if self.counts is not None else None

    @property
    def reached(self) -> Reached:
        return Reached.of(self.value, self.target, higher_is_better=self.line.higher_is_better)

    @property
    def gap_below(self) -> Decimal | None:
        """How far the sum of the units below is from the unit's own number of the same day; None
        where either is not known.
        """
        if self.own is None or self.below is None or self.below.total is None:
            return None
        if self.own.on != self.below.on:
            return None
        return difference(self.below.total, self.own.value)

    @property
    def standing(self) -> Standing:
        counts = self.counts
        aim = Aim(
            self.target,
            months=counts.on.month if counts is not None else 0,
            counted=self.line.reported.counted,
            higher_is_better=self.line.higher_is_better,
            is_over=(self.on.month, self.on.day) == (MONTHS, 31),
        )
        return standing_of(self.value, aim)

    @property
    def should_be(self) -> Decimal | None:
        """Where the line to the target is at the day of the number; None without either."""
        if self.target is None or self.counts is None:
            return None
        return way_after(self.target, self.counts.on.month)


Results = Mapping[int, list[IndicatorResult]]
"""By the key of the unit, the province's indicators first."""


def unit_results(campaign: Campaign, units: Collection[Organisation], *, on: dt.date) -> Results:
    """Every indicator of these units on a day (a later one: the year's last), each unit's in order.
    Four questions, however many units there are.
    """
    day = min(on, dt.date(campaign.year, MONTHS, 31))
    lines = lines_of(campaign, units)
    stored = stored_of(lines, [unit.pk for unit in units], day)
    return {
        unit.pk: [
            IndicatorResult(
                unit=unit.pk,
                line=line,
                on=day,
                target=_target(line, unit, stored.targets),
                last_year=_last_year(line, unit, stored.targets),
                own=_own(line, unit, stored.latest.get((line.key, unit.pk)), day),
                below=stored.below.get((line.key, unit.pk)),
            )
            for line in lines_for(lines, unit)
        ]
        for unit in units
    }


def targets_and_results(
    campaign: Campaign, units: Collection[Organisation], *, on: dt.date
) -> Results:
    """Those that the unit has a target on: what counts as a target of the year's work."""
    found = unit_results(campaign, units, on=on)
    return {pk: [one for one in rows if one.target is not None] for pk, rows in found.items()}


Targets = Mapping[tuple[str, int], tuple[Decimal, Decimal | None]]


def _target(line: Line, unit: Organisation, targets: Targets) -> Decimal | None:
    if unit.tier == Tier.PROVINCE and not line.is_own:
        return line.target
    return targets.get((line.key, unit.pk), (None, None))[0]


def _last_year(line: Line, unit: Organisation, targets: Targets) -> Decimal | None:
    if unit.tier == Tier.PROVINCE and not line.is_own:
        return line.last_result
    return targets.get((line.key, unit.pk), (None, None))[1]


def _own(line: Line, unit: Organisation, latest: Noted | None, day: dt.date) -> Noted | None:
    """At the year's end the sheet's result of the province, unless a number of that day is
    there.
    """
    end = dt.date(day.year, MONTHS, 31)
    if latest is not None and latest.on == end:
        return latest
    if unit.tier == Tier.PROVINCE and line.result is not None and day == end:
        return Noted.of_sheet(line.result, end)
    return latest
