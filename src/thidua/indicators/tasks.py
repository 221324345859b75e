"""What indicators ask of a reader: numbers of the month that is over, of the units that they act
for.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Grant
from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.indicators.models import Reading
from thidua.indicators.permissions import ACTS, NOTE
from thidua.indicators.reporting import DUE_DAY, HowOften, due_on, last_period
from thidua.numbers import format_number
from thidua.targets.models import Target
from thidua.web.clock import today


@dataclass
class _Left:
    """What a unit reports for a month, how much of it is open, from which day on."""

    all: int = 0
    open: int = 0
    due_day: int = 28

    def add(self, due_day: int, *, noted: bool) -> None:
        self.all += 1
        if not noted:
            self.open += 1
            self.due_day = min(self.due_day, due_day)


def indicators_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row for each of the reader's own units with a number of the last month still open: those
    that it has a target on, of the province all.
    """
    scope = scope_of_request(request)
    units = {grant.organisation_id: grant for grant in scope.grants if grant.role in ACTS[NOTE]}
    on = _month_over(campaign)
    if not units or on is None or not is_launched(campaign):
        return
    for pk, left in _left(campaign, units, on).items():
        if left.open:
            yield _task(campaign, units[pk], on, left)


def _month_over(campaign: Campaign) -> dt.date | None:
    """The last month of the year that is over; None: none is, or the year is long over."""
    now = today()
    running = now.year == campaign.year or (now.year, now.month) == (campaign.year + 1, 1)
    return last_period(now, HowOften.MONTH, campaign.year) if running else None


def _left(campaign: Campaign, units: dict[int, Grant], on: dt.date) -> dict[int, _Left]:
    found: dict[int, _Left] = {}
    provinces = [pk for pk, grant in units.items() if grant.role == Role.PROVINCE]
    others = set(units) - set(provinces)
    rows = [*_of_targets(campaign, others, on)] if others else []
    for pk in provinces:
        rows += _of_the_year(campaign, pk, on)
    for unit, often, due_day, noted in rows:
        if on.month % HowOften(often).months == 0:
            found.setdefault(unit, _Left()).add(due_day, noted=noted)
    return found


Rows = Iterator[tuple[int, str, int, bool]]
"""The unit, how often it is reported, due on which day, whether the number is there."""


def _of_targets(campaign: Campaign, units: Collection[int], on: dt.date) -> Rows:
    noted = Reading.objects.filter(
        Q(indicator=OuterRef("indicator")) | Q(own=OuterRef("own")),
        organisation=OuterRef("organisation"),
        on=on,
    )
    of_year = Q(indicator__campaign=campaign) | Q(own__campaign=campaign)
    found = Target.objects.filter(of_year, organisation__in=units).values_list(
        "organisation_id",
        Coalesce("indicator__reporting__how_often", "own__reporting__how_often"),
        Coalesce("indicator__reporting__due_day", "own__reporting__due_day"),
        Exists(noted),
    )
    for unit, often, due_day, is_noted in found:
        yield unit, often or HowOften.MONTH.value, due_day or DUE_DAY, is_noted


def _of_the_year(campaign: Campaign, province: int, on: dt.date) -> Rows:
    noted = Reading.objects.filter(indicator=OuterRef("pk"), organisation=province, on=on)
    found = campaign.indicators.order_by().values_list(
        F("reporting__how_often"), F("reporting__due_day"), Exists(noted)
    )
    for often, due_day, is_noted in found:
        yield province, often or HowOften.MONTH.value, due_day or DUE_DAY, is_noted


def _task(campaign: Campaign, grant: Grant, on: dt.date, left: _Left) -> Task:
    page = reverse(
        "indicator_note", kwargs={"year": campaign.year, "code": grant.organisation_code}
    )
    return Task(
        title=_("Ghi số liệu chỉ tiêu tháng {month} của {name}").format(
            month=f"{on.month}/{on.year}", name=grant.organisation_name
        ),
        detail=_("còn {open}/{all} chỉ tiêu chưa có số liệu").format(
            open=format_number(left.open), all=format_number(left.all)
        ),
        href=f"{page}?month={on.month}",
        button=_("Ghi số liệu tháng {month}").format(month=on.month),
        due_on=due_on(on, left.due_day),
    )
