"""The tasks that a sheet names, with the words they are held to and the notes that stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from thidua.campaigns.models import Campaign
from thidua.loading.outcomes import Loading
from thidua.organisations.models import Organisation
from thidua.progress.models import Note
from thidua.progress.permissions import may_note
from thidua.registrations.content import Content, MeasureLine, from_json
from thidua.registrations.models import Holder, Task, TaskStatus, TaskVersion
from thidua.workbooks import fold

Told = dict[str, Any]
"""A row in the words of the sheet: value, done, text, blocked_by."""


@dataclass
class KnownTask:
    """One accepted task. `notes`: those that stand, the latest of a day last."""

    task: Task
    content: Content
    notes: list[Note] = field(default_factory=list)

    def measure(self, name: str | None) -> MeasureLine | None:
        """The measure of that name; without a name the only one there is."""
        if not name:
            lines = self.content.measures
            return lines[0] if len(lines) == 1 else None
        wanted = fold(name)
        return next((one for one in self.content.measures if fold(one.name) == wanted), None)

    def of_day(self, day: Any) -> Note | None:
        """The note that counts for a day."""
        return next((one for one in reversed(self.notes) if one.on == day), None)

    def told(self, note: Note) -> dict[str, Told]:
        """What a note says, by the name of the measure ("": of none of them)."""
        words = {"text": one_line(note.text), "blocked_by": one_line(note.blocked_by)}
        names = {line.id: line.name for line in self.content.measures}
        rows = {
            names[each.measure_id]: {"value": each.value, "done": each.done, **words}
            for each in note.values.all()
            if each.measure_id in names
        }
        return rows or {"": {"value": None, "done": None, **words}}


class Known:
    """The tasks of the organisations of a sheet, by code; in a fixed number of queries."""

    def __init__(self, campaign: Campaign, codes: Iterable[str], loading: Loading) -> None:
        self.loading = loading
        found = Organisation.objects.filter(code__in=set(codes), path__startswith=loading.part)
        self.organisations = {one.code: one for one in found}
        self.tasks = tasks_of(campaign, [one.pk for one in found])

    def task(self, code: str, named: str) -> KnownTask | None:
        """The task of that number, or of that name; None: there is none, or several."""
        own = [one for one in self.tasks if one.task.registration.organisation.code == code]
        if named.strip().isdecimal():
            own = [one for one in own if one.task.position == int(named)]
        else:
            wanted = fold(named)
            own = [
                one for one in own if wanted in {fold(one.content.heading), fold(one.content.title)}
            ]
        return own[0] if len(own) == 1 else None

    def may_write(self, known: KnownTask) -> bool:
        return may_note(self.loading.actor, known.task)


def tasks_of(campaign: Campaign, units: Iterable[int]) -> list[KnownTask]:
    """The accepted tasks of these organisations that are not withdrawn, in their order."""
    tasks = {
        task.pk: task
        for task in Task.objects.filter(
            registration__campaign=campaign,
            registration__holder=Holder.ORGANISATION,
            registration__organisation__in=list(units),
        )
        .exclude(status=TaskStatus.WITHDRAWN)
        .select_related("registration__organisation", "registration__campaign")
        .order_by("registration__organisation__code", "position", "pk")
    }
    versions = TaskVersion.objects.filter(task__in=tasks, accepted_at__isnull=False)
    contents = dict(versions.order_by("number").values_list("task", "content"))
    found = {
        key: KnownTask(task, from_json(contents[key]))
        for key, task in tasks.items()
        if key in contents
    }
    notes = Note.objects.filter(task__in=found, corrected_by=None).prefetch_related("values")
    for note in notes.order_by("on", "pk"):
        found[note.task_id].notes.append(note)
    return list(found.values())


def one_line(text: str) -> str:
    """As a cell is read."""
    return " ".join(text.split())
