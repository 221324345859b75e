"""What they did: the tasks that name them, and those of a post of theirs."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.own_file.schema import Milestone, Target, Task
from thidua.progress.queries import Standing, standings_of, tasks_visible_to
from thidua.progress.results import Target as Measured
from thidua.registrations import models as registrations


def tasks_told(user: User, campaign: Campaign) -> tuple[Task, ...]:
    """The accepted tasks as they stand today; six questions."""
    found = standings_of(_own(user, campaign), campaign)
    return tuple(_told(one) for one in found)


def _own(user: User, campaign: Campaign) -> "QuerySet[registrations.Task]":
    doing = registrations.TaskPerson.objects.filter(task=OuterRef("pk"), person=user.person_id)
    mine = Q(Exists(doing)) | Q(registration__person=user.person_id)
    return tasks_visible_to(user, campaign).filter(mine).order_by("position", "pk")


def _told(one: Standing) -> Task:
    progress = one.progress
    return Task(
        task=progress.task,
        title=progress.heading,
        kind=progress.kind,
        unit=one.task.registration.organisation.name,
        of_their_post=one.task.registration.person_id is not None,
        starts_on=progress.starts_on,
        ends_on=progress.ends_on,
        state=one.state.value,
        notes=progress.notes,
        last_note_on=progress.latest.on if progress.latest else None,
        targets=tuple(_target(target) for target in progress.targets),
        milestones=tuple(
            Milestone(text=each.text, due_on=each.due_on, reached_on=each.reached_on)
            for each in progress.milestones
        ),
    )


def _target(target: Measured) -> Target:
    now = target.now
    return Target(
        name=target.name,
        unit=target.unit,
        target=target.target,
        now=now.value if now else None,
        done=now.done if now else None,
        on=now.on if now else None,
        confirmed=bool(now and now.confirmed),
        reached=target.reached.value,
    )
