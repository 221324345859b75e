"""Reading for these pages, scoped to who asks."""

from collections.abc import Collection

from thidua.accounts.actors import Scope
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.grounds.permissions import ACTS, OVERRIDE
from thidua.organisations.models import Organisation
from thidua.progress.queries import tasks_visible_to
from thidua.registrations.models import Task


def tasks_to_open(user: User, campaign: Campaign, tasks: Collection[int]) -> dict[int, Task]:
    """Those of these tasks whose pages the reader may open, by their key."""
    return {task.pk: task for task in tasks_visible_to(user, campaign).filter(pk__in=tasks)}


def unit_to_settle(scope: Scope, code: str) -> Organisation | None:
    """The unit of this code, for who settles differences there or above it."""
    unit = Organisation.objects.filter(code=code).first()
    if unit is None:
        return None
    settles = any(
        grant.role in ACTS[OVERRIDE] and unit.path.startswith(grant.path) for grant in scope.grants
    )
    return unit if settles or scope.everything else None
