"""All that the page of the province reads of a year, in few queries."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.campaigns.calendar_cells import Days, Place
from thidua.campaigns.models import (
    Campaign,
    DayOff,
    Indicator,
    RegistrationLimits,
    Step,
    TierDeadline,
)
from thidua.frameworks.models import FrameworkBinding
from thidua.launching.units import RECIPIENTS, acted_for, units_of
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class Prepared:
    """What a year has so far. `bound`: its frameworks; `indicators`: how many; `off`: days off of
    this year and the next, in their order, with their names; `before`: the calendar of the year
    before.
    """

    bound: int
    indicators: int
    limits: RegistrationLimits | None
    off: dict[dt.date, str]
    calendar: dict[Place, Days]
    before: dict[Place, Days]


def prepared(campaign: Campaign) -> Prepared:
    """The same in two queries."""
    days = DayOff.objects.filter(day__year__in=[campaign.year, campaign.year + 1])
    days = days.order_by("day")
    found = (
        Campaign.objects.select_related("registration_limits")
        .annotate(
            bound=_number(FrameworkBinding.objects.filter(campaign=OuterRef("pk"))),
            aimed=_number(Indicator.objects.filter(campaign=OuterRef("pk"))),
            off=ArraySubquery(days.values("day")),
            off_names=ArraySubquery(days.values("name")),
        )
        .get(pk=campaign.pk)
    )
    calendars: dict[int, dict[Place, Days]] = {campaign.year: {}, campaign.year - 1: {}}
    cells = TierDeadline.objects.filter(campaign__year__in=calendars)
    for year, step, tier, due, opens in cells.values_list(
        "campaign__year", "step", "tier", "due_on", "opens_on"
    ):
        calendars[year][Step(step), Tier(tier)] = Days(due, opens)
    return Prepared(
        bound=found.bound,
        indicators=found.aimed,
        limits=getattr(found, "registration_limits", None),
        off=dict(zip(found.off, found.off_names, strict=True)),
        calendar=calendars[campaign.year],
        before=calendars[campaign.year - 1],
    )


def _number(rows: "QuerySet[FrameworkBinding] | QuerySet[Indicator]") -> Coalesce:
    counted = rows.order_by().values("campaign").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


@dataclass(frozen=True)
class Recipients:
    """The units of a year: how many a tier, those whom nobody acts for (names, of the tiers that
    are told first), and one that shows what an upper-level body would read.
    """

    numbers: dict[Tier, int]
    without: tuple[str, ...]
    preview: str

    @property
    def expected(self) -> int:
        return sum(self.numbers.get(tier, 0) for tier in RECIPIENTS)


def recipients_of(campaign: Campaign) -> Recipients:
    """The same in one query."""
    rows = (
        units_of(campaign)
        .annotate(held=Exists(acted_for()))
        .order_by()
        .values("tier")
        .annotate(
            number=Count("pk"),
            without=ArrayAgg(
                "name",
                filter=Q(held=False, tier__in=[tier.value for tier in RECIPIENTS]),
                order_by="sort_key",
                default=[],
            ),
            first=ArrayAgg(
                "code", filter=Q(tier=Tier.UPPER_LEVEL.value), order_by="sort_key", default=[]
            ),
        )
    )
    found = {Tier(row["tier"]): row for row in rows}
    upper = found.get(Tier.UPPER_LEVEL)
    return Recipients(
        numbers={tier: row["number"] for tier, row in found.items()},
        without=tuple(
            name for tier in RECIPIENTS if tier in found for name in found[tier]["without"]
        ),
        preview=upper["first"][0] if upper else "",
    )
