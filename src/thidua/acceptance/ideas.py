"""Where a unit finds what to register: its own tasks of last year, and what like units do."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.models import Closing
from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.registrations.actions import add_task, start_registration
from thidua.registrations.clarities import Clarity
from thidua.registrations.content import as_json
from thidua.registrations.models import Holder, Task, TaskStatus, TaskVersion
from thidua.registrations.permissions import authority_to_write
from thidua.registrations.rows import content_of, outside_of, with_rows
from thidua.web.clock import today

READ_BY_OTHERS = (Clarity.WORK.value, Clarity.EFFECT.value)
"""What like units read of an idea: never who does it, and who answers."""


def last_years_tasks(unit: Organisation, campaign: Campaign) -> QuerySet[Task]:
    """The accepted tasks of the year before, of the unit or of what it came out of; each knows
    whether it was carried over or closed (`carried_on`, `closing`).
    """
    before = unit.successions_in.values("predecessor")
    return (
        Task.objects.filter(
            Q(registration__organisation=unit) | Q(registration__organisation__in=before),
            registration__holder=Holder.ORGANISATION,
            registration__campaign__year=campaign.year - 1,
            status=TaskStatus.ACCEPTED,
        )
        .select_related("closing", "registration__campaign")
        .prefetch_related("carried_on")
    )


def ideas_for(unit: Organisation, campaign: Campaign, *, most: int = 60) -> list[TaskVersion]:
    """The newest version of tasks that like units had accepted, this year or last, and that their
    committee opened. A unit is like another of its tier and sector.
    """
    versions = (
        TaskVersion.objects.filter(
            task__shown=True,
            task__status=TaskStatus.ACCEPTED,
            task__registration__campaign__year__in=(campaign.year, campaign.year - 1),
            task__registration__organisation__tier=unit.tier,
            task__registration__organisation__sector=unit.sector,
        )
        .exclude(task__registration__organisation=unit)
        .select_related("task__registration__organisation", "task__registration__campaign")
        .order_by("-task__registration__campaign__year", "task_id", "-number")
        .distinct("task__registration__campaign__year", "task_id")
    )
    return list(versions[:most])


@transaction.atomic
def carry_over(task: Task, campaign: Campaign, unit: Organisation, *, actor: Actor) -> Task:
    """A new draft with the words of last year's task; its days, last year's value and target are
    to be said anew, and whoever left the unit since is left out.

    Raises AcceptanceError (not the unit's own of last year), RegistrationError (not launched,
    sent), PermissionDenied."""
    authority_to_write(actor, unit)
    task = _last_years(task, campaign, unit)
    registration = start_registration(campaign, unit, actor=actor)
    return add_task(
        registration, actor=actor, kind=task.kind, values=_carried(task, unit), origin=task
    )


def _carried(task: Task, unit: Organisation) -> dict[str, dict[str, Any]]:
    content = content_of(task)
    people, units = outside_of(content, unit, today())
    grouped = as_json(content)
    here = [
        doer
        for doer in grouped["person"]["doers"]
        if doer["person"] not in people and doer["organisation"] not in units
    ]
    answers = dict(grouped["responsibility"])
    if answers["answers"] in people:
        answers |= {"answers": None, "answers_name": "", "answers_title": ""}
    measures = [
        {**one, "id": None, "last_year": None, "target": None}
        for one in grouped["effect"]["measures"]
    ]
    return {
        "work": grouped["work"],
        "person": {**grouped["person"], "doers": here},
        "effect": {"measures": measures},
        "responsibility": answers,
    }


@transaction.atomic
def close(
    task: Task, campaign: Campaign, unit: Organisation, *, word: str, actor: Actor
) -> Closing:
    """Last year's task is not carried on, and why.

    Raises AcceptanceError (no word, not the unit's own of last year), PermissionDenied."""
    authority = authority_to_write(actor, unit)
    task = _last_years(task, campaign, unit)
    if not word.strip():
        raise AcceptanceError.no_word()
    with recording(
        act="acceptance.close_task", actor=authority, subject=unit.code, year=campaign.year
    ):
        closing, _ = Closing.objects.update_or_create(
            task=task,
            defaults={
                "word": word.strip(),
                "closed_by_name": authority.as_actor,
                "closed_at": timezone.now(),
            },
        )
    return closing


def _last_years(task: Task, campaign: Campaign, unit: Organisation) -> Task:
    own: Iterable[Task] = with_rows(last_years_tasks(unit, campaign).filter(pk=task.pk))
    found = next(iter(own), None)
    if found is None:
        raise AcceptanceError.not_last_years()
    return found
