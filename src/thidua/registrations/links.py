"""Documents link to accepted tasks: the kind that this room hands to `directives`."""

from collections.abc import Collection

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.directives.links import LinkKind, Target
from thidua.language import Text
from thidua.registrations.models import Task
from thidua.registrations.presenters import address_of_task
from thidua.registrations.queries import accepted_tasks

MOST_OFFERED = 200


def tasks_offered(actor: Actor, campaign: Campaign) -> list[Target]:
    """The accepted tasks that the actor may read, from the top of the tree down."""
    found = accepted_tasks(actor, campaign).order_by("registration__organisation__path", "position")
    return [_target(task) for task in found[:MOST_OFFERED]]


def tasks_named(actor: Actor, campaign: Campaign, keys: Collection[str]) -> dict[str, Target]:
    """Those of these keys."""
    wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 18]
    return {
        str(task.pk): _target(task)
        for task in accepted_tasks(actor, campaign).filter(pk__in=wanted)
    }


def _target(task: Task) -> Target:
    whose = task.registration.organisation.name
    return Target(str(task.pk), f"{task} ({whose})", address_of_task(task))


TASKS = LinkKind("task", Text("Nhiệm vụ đăng ký", "Registered task"), tasks_offered, tasks_named)
