"""What waits for a reader: questions to answer, what they could free, results to confirm."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from thidua.acceptance.readers import read_by
from thidua.accounts.actors import Scope
from thidua.accounts.permissions import OFFICERS
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.progress.models import Check, CheckKind, Note, NoteValue, Promise
from thidua.progress.queries import own_units
from thidua.progress.reading import progress_of
from thidua.progress.states import counted_on
from thidua.registrations.models import TaskStatus
from thidua.web.clock import today

QUESTION, BLOCKED, RESULT = "question", "blocked", "result"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: of which task of which unit. `number`: of what lies there together."""

    what: str
    task: int
    code: str
    name: str
    number: int = 1


def waiting_for(scope: Scope, campaign: Campaign) -> list[Waiting]:
    """What waits for whoever acts for their own units: one query, and those of `progress_of` where
    results were noted that nobody confirmed.
    """
    own = own_units(scope)
    if not own:
        return []
    committees = [grant.organisation_id for grant in scope.grants if grant.role in OFFICERS]
    rows = (
        _questions(own, campaign)
        .union(
            _to_free(own, committees, campaign),
            _noted_below(own, committees, campaign),
            all=True,
        )
        .order_by("what", "task_key")
    )
    found = [Waiting(*row) for row in rows]
    results = {one.task: one for one in found if one.what == RESULT}
    return [one for one in found if one.what != RESULT] + _reached(results, campaign)


def _questions(own: Collection[int], campaign: Campaign) -> "QuerySet[Any, Any]":
    """Questions to these very units that nobody answered, about notes that stand."""
    asked = Check.objects.filter(
        kind=CheckKind.QUESTIONED,
        answer="",
        note__corrected_by=None,
        note__task__registration__campaign=campaign,
        note__task__registration__organisation__in=own,
    ).exclude(Exists(_confirmed(OuterRef("note"))))
    return _rows(asked, QUESTION, "note__task")


def _to_free(
    own: Collection[int], committees: Collection[int], campaign: Campaign
) -> "QuerySet[Any, Any]":
    """Tasks whose latest note is blocked: named as theirs to free, or nobody's and below their
    committee; without a promise of theirs.
    """
    mine = Q(freed_by__in=own)
    if committees:
        mine |= Q(freed_by=None, task__registration__organisation__in=_below(committees))
    promised = Promise.objects.filter(note=OuterRef("pk"), unit__in=own)
    later = Note.objects.filter(task=OuterRef("task"), corrected_by=None).filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    )
    blocked = (
        Note.objects.filter(mine, corrected_by=None, task__registration__campaign=campaign)
        .exclude(blocked_by="")
        .exclude(task__status=TaskStatus.WITHDRAWN)
        .exclude(task__registration__organisation__in=own)
        .exclude(Exists(promised))
        .exclude(Exists(later))
    )
    return _rows(blocked, BLOCKED, "task")


def _noted_below(
    own: Collection[int], committees: Collection[int], campaign: Campaign
) -> "QuerySet[Any, Any]":
    """Tasks below these committees with numbers that nobody confirmed and nobody asks about."""
    valued = NoteValue.objects.filter(note=OuterRef("pk"))
    asked = Check.objects.filter(note=OuterRef("pk"), kind=CheckKind.QUESTIONED, answer="")
    noted = (
        Note.objects.filter(
            Exists(valued),
            corrected_by=None,
            task__registration__campaign=campaign,
            task__registration__organisation__in=_below(committees),
        )
        .exclude(task__registration__organisation__in=own)
        .exclude(Exists(_confirmed(OuterRef("pk"))))
        .exclude(Exists(asked))
    )
    return _rows(noted if committees else noted.none(), RESULT, "task").distinct()


def _below(committees: Collection[int]) -> "QuerySet[Any, Any]":
    return Organisation.objects.filter(read_by(committees)).order_by().values("pk")


def _confirmed(note: OuterRef) -> "QuerySet[Check]":
    return Check.objects.filter(note=note, kind=CheckKind.CONFIRMED)


def _rows(found: "QuerySet[Any, Any]", what: str, task: str) -> "QuerySet[Any, Any]":
    unit = f"{task}__registration__organisation"
    named = found.order_by().annotate(
        what=Value(what, output_field=CharField()),
        task_key=F(f"{task}__pk"),
        code=F(f"{unit}__code"),
        unit_name=F(f"{unit}__name"),
    )
    rows: QuerySet[Any, Any] = named.values_list("what", "task_key", "code", "unit_name")
    return rows


def _reached(noted: dict[int, Waiting], campaign: Campaign) -> list[Waiting]:
    """Of these tasks those with targets that are reached and not confirmed, with how many."""
    if not noted:
        return []
    day = counted_on(today(), cut_off=campaign.cut_off_date)
    found = []
    for task in progress_of(campaign, on=day, tasks=list(noted)):
        one = noted[task.task]
        number = sum(
            target.reached.is_done and target.now is not None and not target.now.confirmed
            for target in task.targets
        )
        if number and not task.withdrawn:
            found.append(Waiting(RESULT, one.task, one.code, one.name, number))
    return found
