"""Tasks that a body offers to what stands below it, as the launch shows them."""

from collections.abc import Collection
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.registrations.models import Task, TaskStatus

SHOWN = 20


@dataclass(frozen=True)
class OfferedTask:
    """One of them: whose, its number and name, how much of it."""

    whose: str
    name: str
    amount: str
    position: int


def offered_tasks(campaign: Campaign, units: Collection[int]) -> list[OfferedTask]:
    """What these bodies (by key) offer in a year, in their own order: one query. Whoever offers a
    task shows it to those below, before it is accepted above too.
    """
    found = (
        Task.objects.filter(
            registration__campaign=campaign, registration__organisation__in=units, offered=True
        )
        .exclude(status=TaskStatus.WITHDRAWN)
        .select_related("registration__organisation")
        .order_by("registration__organisation__path", "position", "pk")
    )
    return [
        OfferedTask(
            task.registration.organisation.name, task.title or task.work, task.amount, task.position
        )
        for task in found[:SHOWN]
    ]
