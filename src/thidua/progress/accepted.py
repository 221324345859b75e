"""What a unit is held to: the last version of a task that the level above accepted."""

from thidua.progress.errors import NoteError
from thidua.registrations.content import Content, from_json
from thidua.registrations.models import Task, TaskStatus, TaskVersion


def accepted_version(task: Task) -> TaskVersion | None:
    """None: it was never accepted. A change that waits does not count yet."""
    return task.versions.filter(accepted_at__isnull=False).order_by("number").last()


def held_to(task: Task) -> Content:
    """The words of that version. Raises NoteError for a task that takes no notes: never accepted,
    or withdrawn.
    """
    if task.status == TaskStatus.WITHDRAWN:
        raise NoteError.withdrawn()
    version = accepted_version(task)
    if version is None:
        raise NoteError.not_accepted()
    return from_json(version.content)
