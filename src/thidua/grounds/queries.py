"""Reading for these pages, scoped to who asks."""

from collections.abc import Collection
from dataclasses import dataclass

from thidua.accounts.actors import Scope, scope_of
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.grounds.permissions import ACTS, OVERRIDE
from thidua.organisations.models import Organisation
from thidua.progress.links import page_of_task, task_page
from thidua.progress.queries import tasks_visible_to
from thidua.progress.results import TaskProgress


@dataclass(frozen=True)
class Opened:
    """A task whose page the reader may open: its address, and why it was withdrawn."""

    href: str
    reason: str = ""


def tasks_to_open(
    user: User, campaign: Campaign, tasks: Collection[TaskProgress], *, unit: Organisation
) -> dict[int, Opened]:
    """Those of these tasks whose pages the reader may open, by their key. `unit`: whose subject it
    is; of what it registered itself whoever sees it opens every task.
    """
    own = all(task.organisation == unit.pk and not task.withdrawn for task in tasks)
    if own and scope_of(user).covers(unit.path):
        return {task.task: Opened(page_of_task(campaign, unit.code, task.task)) for task in tasks}
    asked = [task.task for task in tasks]
    return {
        task.pk: Opened(task_page(task), task.withdrawal_reason)
        for task in tasks_visible_to(user, campaign).filter(pk__in=asked)
    }


def unit_to_settle(scope: Scope, code: str) -> Organisation | None:
    """The unit of this code, for who settles differences there or above it."""
    unit = Organisation.objects.filter(code=code).first()
    if unit is None:
        return None
    return unit if scope.over(unit.path, ACTS[OVERRIDE]) else None
