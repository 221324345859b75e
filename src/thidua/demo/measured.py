"""The readings of the upper-level bodies' indicators, month by month."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from thidua.campaigns.models import Campaign, Direction, Indicator
from thidua.demo.handing_in import ACTOR
from thidua.demo.results import YearResults
from thidua.demo.season import DEMO_DAY
from thidua.indicators.past import PastReading, record_past
from thidua.organisations.models import Organisation
from thidua.targets.keys import key_of
from thidua.targets.models import Target

SOURCE = "Báo cáo của cơ quan thống kê"
BY = "Cán bộ theo dõi"
FIRST_MONTH = 4
TENTH, WHOLE = Decimal("0.1"), Decimal(100)
DUE_AFTER = 8
"""Days after a month's end on which it is entered."""


def measure_everybody(campaign: Campaign, results: YearResults) -> None:
    """Write them; the last one says what `results` do."""
    units = {one.code: one for one in Organisation.objects.filter(code__in=results.indicators)}
    targets = Target.objects.filter(
        indicator__campaign=campaign, organisation__in=units.values()
    ).select_related("indicator", "organisation")
    readings = [
        reading
        for target in targets
        if target.indicator is not None
        for passed in [results.indicators[target.organisation.code][target.indicator.code]]
        for reading in _readings(target, target.indicator, campaign.year, passed=passed)
    ]
    record_past(campaign=campaign, readings=readings, actor=ACTOR)


def _readings(
    target: Target, indicator: Indicator, year: int, *, passed: bool
) -> Iterator[PastReading]:
    """Each month a little nearer to what it came to."""
    lower = indicator.direction == Direction.LOWER
    better = target.value - TENTH if lower else min(target.value + TENTH, WHOLE)
    came_to = better if passed else target.value
    months = [month for month in range(FIRST_MONTH, 13) if _month_end(year, month) <= DEMO_DAY]
    for month in months:
        on = _month_end(year, month)
        missing = TENTH * (months[-1] - month)
        yield PastReading(
            unit=target.organisation,
            key=key_of(indicator=indicator.pk, own=None),
            on=on,
            value=came_to + missing if lower else max(Decimal(0), came_to - missing),
            source=SOURCE,
            at=timezone.make_aware(
                dt.datetime.combine(on + dt.timedelta(days=DUE_AFTER), dt.time(9))
            ),
            by=BY,
        )


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])
