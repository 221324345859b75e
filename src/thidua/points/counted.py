"""What criteria count by themselves of the units of a bloc: read in a fixed number of statements.

Everything is as of the day that is asked for, at most the year's cut-off."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from thidua.blocs.models import CriteriaSet, Criterion, LinkKind, Scale
from thidua.campaigns.models import Campaign
from thidua.indicators.results import IndicatorResult, unit_results
from thidua.organisations.models import Organisation
from thidua.points.counting import Counted, of_result, of_shares, of_tasks
from thidua.progress.reading import progress_of
from thidua.progress.results import TaskProgress
from thidua.registrations.models import Holder, Kind, Registration, Task

BY_KIND = {LinkKind.KEY_TASKS: Kind.KEY_TASK, LinkKind.BREAKTHROUGHS: Kind.BREAKTHROUGH}
Key = tuple[int, int]
"""A unit and a criterion."""


def most_of(criterion: Criterion, criteria_set: CriteriaSet) -> Decimal:
    """The most that a criterion gives: its points times their factor; by grades its weight."""
    if criteria_set.scale == Scale.GRADES:
        return criterion.weight or Decimal(0)
    return (criterion.points or Decimal(0)) * (
        Decimal(1) if criterion.weight is None else criterion.weight
    )


def own_registrations(
    campaign: Campaign, units: Collection[Organisation]
) -> "QuerySet[Registration]":
    """What units themselves registered: not their collectives, not somebody in a post there."""
    return Registration.objects.filter(
        campaign=campaign, organisation__in=units, holder=Holder.ORGANISATION
    )


def counted_for(  # noqa: PLR0913 - by name
    campaign: Campaign,
    criteria_set: CriteriaSet,
    criteria: Sequence[Criterion],
    units: Collection[Organisation],
    *,
    today: dt.date,
    registrations: Collection[int] | None = None,
) -> dict[Key, Counted]:
    """What each criterion that counts by something counts of each unit. Four statements where
    something counts by tasks, four where something counts by indicators. `registrations`: of the
    units, where somebody read them already (`own_registrations`).
    """
    if not units:
        return {}
    if registrations is None:
        registrations = set(own_registrations(campaign, units).values_list("pk", flat=True))
    done = _Done.read(campaign, criteria, units, registrations, today=today)
    found: dict[Key, Counted] = {}
    for criterion in criteria:
        by_points = criteria_set.scale == Scale.POINTS
        most = most_of(criterion, criteria_set)
        for unit in units:
            counted = done.counted(criterion, unit.pk, most, by_points=by_points)
            if counted is not None:
                found[unit.pk, criterion.pk] = counted
    return found


@dataclass(frozen=True)
class _Done:
    """The tasks and indicators of units as they stand, by unit."""

    tasks: Mapping[int, list[TaskProgress]]
    taken_from: Mapping[int, int | None]
    results: Mapping[int, Sequence[IndicatorResult]]
    today: dt.date
    cut_off: dt.date

    @classmethod
    def read(
        cls,
        campaign: Campaign,
        criteria: Sequence[Criterion],
        units: Collection[Organisation],
        registrations: Collection[int],
        *,
        today: dt.date,
    ) -> "_Done":
        linked = {one.link_kind for one in criteria}
        tasks: dict[int, list[TaskProgress]] = {}
        taken: dict[int, int | None] = {}
        if LinkKind.TASK in linked:
            parts = Task.objects.filter(registration__in=registrations)
            taken = dict(parts.values_list("pk", "taken_from"))
        on = min(today, campaign.cut_off_date)
        if registrations and linked & {*BY_KIND, LinkKind.TASK}:
            keys = [unit.pk for unit in units]
            for task in progress_of(campaign, on=on, organisations=keys):
                if task.registration in registrations:
                    tasks.setdefault(task.organisation, []).append(task)
        by_indicators = LinkKind.INDICATOR in linked
        results = unit_results(campaign, units, on=on) if by_indicators else {}
        return cls(tasks, taken, results, today, campaign.cut_off_date)

    def counted(
        self, criterion: Criterion, unit: int, most: Decimal, *, by_points: bool
    ) -> Counted | None:
        tasks = self.tasks.get(unit, [])
        if criterion.link_kind in BY_KIND:
            kind = BY_KIND[LinkKind(criterion.link_kind)]
            return of_tasks(
                [task for task in tasks if task.kind == kind],
                most,
                on=self.today,
                cut_off=self.cut_off,
                by_points=by_points,
            )
        if criterion.link_kind == LinkKind.TASK:
            mine = [
                task
                for task in tasks
                if str(self.taken_from[task.task] or "") == criterion.link_key
            ]
            return of_shares(mine, most, on=self.today, cut_off=self.cut_off, by_points=by_points)
        if criterion.link_kind == LinkKind.INDICATOR:
            return self._of_indicator(criterion.link_key, unit, most, by_points=by_points)
        return None

    def _of_indicator(self, code: str, unit: int, most: Decimal, *, by_points: bool) -> Counted:
        """By the unit's own number beside its own target, as `indicators` knows both."""
        of_code = (one for one in self.results.get(unit, ()) if one.line.code == code and code)
        found = next(of_code, None)
        return of_result(
            found.value if found else None,
            found.target if found else None,
            most,
            higher_is_better=found.line.higher_is_better if found else True,
            by_points=by_points,
        )
