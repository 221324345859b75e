"""Tasks that a body offers to what stands below it, as the launch shows them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from thidua.campaigns.models import Campaign
from thidua.numbers import format_number
from thidua.registrations.models import Measure, Task, TaskStatus

SHOWN = 20


@dataclass(frozen=True)
class OfferedTask:
    """One of them: whose, its number and name, how much of it (in words, or its main target)."""

    whose: str
    name: str
    amount: str
    position: int


def offered_tasks(campaign: Campaign, units: Collection[int]) -> list[OfferedTask]:
    """What these bodies (by key) offer in a year, in their own order: one query. Whoever offers a
    task shows it to those below, before it is accepted above too.
    """
    measures = Measure.objects.filter(task=OuterRef("pk"), main=True, target__isnull=False)
    main = measures.order_by("position", "pk")
    found = (
        Task.objects.filter(
            registration__campaign=campaign, registration__organisation__in=units, offered=True
        )
        .exclude(status=TaskStatus.WITHDRAWN)
        .select_related("registration__organisation")
        .annotate(
            target=Subquery(main.values("target")[:1]),
            target_unit=Subquery(main.values("unit")[:1]),
        )
        .order_by("registration__organisation__path", "position", "pk")
    )
    return [
        OfferedTask(
            task.registration.organisation.name,
            task.title or task.work,
            task.amount or _target(task),
            task.position,
        )
        for task in found[:SHOWN]
    ]


def _target(task: Task) -> str:
    """The target of its first main measure that has one, with its unit; "": none has."""
    target, unit = getattr(task, "target", None), getattr(task, "target_unit", None) or ""
    return "" if target is None else f"{format_number(target)} {unit}".strip()
