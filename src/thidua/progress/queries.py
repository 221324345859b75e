"""Reading what was done, scoped to who asks.

A task's notes are read by its own unit, by whoever stands above it, by who does it, and by the unit
that one of its notes names as able to free it. Of who may read what nothing else knows."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.attachments.models import Attachment
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.queries import within
from thidua.progress.models import OF_NOTE, CheckKind, Note
from thidua.progress.permissions import ACTS, NOTE, has_left
from thidua.progress.reading import progress_of
from thidua.progress.results import TaskProgress
from thidua.progress.states import TaskState, counted_on, state_of
from thidua.registrations.models import Task, TaskPerson, TaskVersion
from thidua.web.clock import today


def tasks_visible_to(actor: Actor, campaign: Campaign) -> "QuerySet[Task]":
    """The tasks of a year that were accepted (and perhaps withdrawn since) whose progress the actor
    may read, with whose they are.
    """
    accepted = TaskVersion.objects.filter(task=OuterRef("pk"), accepted_at__isnull=False)
    found = Task.objects.filter(Exists(accepted), registration__campaign=campaign)
    scope = scope_of(actor)
    if not scope.everything:
        found = found.filter(_readable(scope))
    return found.select_related(
        "registration__campaign", "registration__organisation", "registration__person"
    )


def _readable(scope: Scope) -> Q:
    """In the actor's part, of their post, done by them, or theirs to free."""
    readable = within(
        scope, organisation="registration__organisation", person="registration__person"
    )
    if scope.person_id is not None:
        doing = TaskPerson.objects.filter(task=OuterRef("pk"), person=scope.person_id)
        readable |= Q(Exists(doing))
    if own := own_units(scope):
        asked = Note.objects.filter(task=OuterRef("pk"), freed_by__in=own, corrected_by=None)
        readable |= Q(Exists(asked))
    return readable


def own_units(scope: Scope) -> list[int]:
    """The keys of the units for which the reader acts."""
    return [grant.organisation_id for grant in scope.grants if grant.role in ACTS[NOTE]]


@dataclass(frozen=True)
class Standing:
    """A task beside how it stands: `progress` as it counts today, and the state."""

    task: Task
    progress: TaskProgress
    state: TaskState


def task_with_progress(
    actor: Actor, campaign: Campaign, pk: int, *, on: dt.date | None = None
) -> Standing | None:
    """One task as it stands on a day (today); None: there is none, or none for this reader."""
    found = standings_of(tasks_visible_to(actor, campaign).filter(pk=pk), campaign, on=on)
    return found[0] if found else None


def unit_standings(
    actor: Actor, campaign: Campaign, unit: Organisation, *, on: dt.date | None = None
) -> list[Standing]:
    """The tasks of one unit as far as the actor may read them, in the order of the registration;
    withdrawn ones last.
    """
    tasks = tasks_visible_to(actor, campaign).filter(registration__organisation=unit)
    found = standings_of(tasks, campaign, on=on)
    return sorted(found, key=lambda one: (one.progress.withdrawn, one.task.position, one.task.pk))


def standings_of(
    tasks: "Iterable[Task]", campaign: Campaign, *, on: dt.date | None = None
) -> list[Standing]:
    """These tasks (which the caller narrowed) as they stand on a day; four statements more."""
    day, cut_off = on or today(), campaign.cut_off_date
    rows = {task.pk: task for task in tasks}
    if not rows:
        return []
    found = progress_of(campaign, on=counted_on(day, cut_off=cut_off), tasks=rows)
    return [Standing(rows[one.task], one, state_of(one, on=day, cut_off=cut_off)) for one in found]


def notes_of(task: Task, *, actor: Actor) -> "QuerySet[Note]":
    """The notes of a task with all that is said in and about them, the latest day first; corrected
    ones among them (`corrected_by`). None for whoever may not read the task.
    """
    readable = tasks_visible_to(actor, task.registration.campaign).filter(pk=task.pk).exists()
    notes = task.notes if readable else task.notes.none()
    return (
        notes.select_related("freed_by", "corrected_by", "task__registration__organisation")
        .prefetch_related("values", "milestones", "checks__committee", "promises__unit")
        .order_by("-on", "-pk")
    )


def note_for(actor: Actor, campaign: Campaign, task: int, pk: int) -> Note | None:
    """One note of a task that the actor may read."""
    visible = tasks_visible_to(actor, campaign).filter(pk=task)
    notes = Note.objects.filter(pk=pk, task__in=visible)
    return notes.select_related(
        "freed_by", "task__registration__campaign", "task__registration__organisation"
    ).first()


def who_could_free(actor: Actor, task: Task) -> "QuerySet[Organisation]":
    """Whom a note may name by a key: what stands above the unit, and the actor's own part; others
    are named in words.
    """
    unit = task.registration.organisation
    above = [int(part) for part in unit.path.split("/") if part][:-1]
    return Organisation.objects.filter(Q(pk__in=above) | within(scope_of(actor))).exclude(
        pk=unit.pk
    )


def newest_note(task: Task) -> int:
    """The key of the note of a task that was written last (`NoteWords.seen_note`); 0: none."""
    return task.notes.order_by("-pk").values_list("pk", flat=True).first() or 0


def files_of_notes(notes: Collection[Note]) -> Mapping[int, list[Attachment]]:
    """The files of each of these notes of one task (which the reader may see), by the note's key:
    its own, and those of the notes that it corrects. One query.
    """
    by_key = {note.pk: note for note in notes}
    files: dict[int, list[Attachment]] = {key: [] for key in by_key}
    stored = Attachment.objects.filter(kind=OF_NOTE, owner_id__in=by_key, removed_at=None)
    own: dict[int, list[Attachment]] = {}
    for one in stored.select_related("file").order_by("sent_at", "pk"):
        own.setdefault(one.owner_id, []).append(one)
    for key, note in by_key.items():
        here: Note | None = note
        while here is not None:
            files[key] += own.get(here.pk, [])
            here = by_key.get(here.corrects_id or 0)
    return files


def lost_confirmation(note: Note) -> bool:
    """Whether it stands in the place of a note that was confirmed, and is not confirmed itself."""
    if note.corrects_id is None or _is_confirmed(note.pk):
        return False
    return _is_confirmed(note.corrects_id)


def _is_confirmed(note: int) -> bool:
    return Note.objects.filter(pk=note, checks__kind=CheckKind.CONFIRMED).exists()


def doers_who_left(task: Task) -> list[TaskPerson]:
    """Who does a task and is in its unit no more: somebody else has to be named."""
    people = task.people.filter(person__isnull=False).select_related("person")
    return [one for one in people if one.person_id is not None and has_left(one.person_id, task)]
