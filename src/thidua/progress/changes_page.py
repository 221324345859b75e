"""What changed of a unit's accepted tasks: new versions with their reasons, withdrawals with what
was answered.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from thidua.progress.note_lines import accepted_heading
from thidua.progress.presenters import address_of_task
from thidua.progress.unit_page import UnitPage
from thidua.registrations.content import from_json
from thidua.registrations.models import Task, TaskStatus, TaskVersion
from thidua.web.clock import shown


@dataclass(frozen=True)
class Change:
    """One change. `before`, `after`: the sentences; `accepted_on`: None while it waits."""

    heading: str
    href: str
    reason: str
    before: str
    after: str
    asked_on: dt.date
    accepted_on: dt.date | None


@dataclass(frozen=True)
class Withdrawal:
    """`answer`: of the level above; `gone`: it was let go."""

    heading: str
    href: str
    reason: str
    answer: str
    asked_on: dt.date | None
    gone: bool


class ChangesPage(UnitPage):
    """Of the tasks that the reader may see."""

    here = "progress_changes"

    @cached_property
    def changes(self) -> list[Change]:
        """The newest first."""
        by_task: dict[int, list[TaskVersion]] = {}
        keys = [one.pk for one in self.tasks]
        for version in TaskVersion.objects.filter(task__in=keys).order_by("task", "number"):
            by_task.setdefault(version.task_id, []).append(version)
        found = [
            self._change(before, version)
            for versions in by_task.values()
            for before, version in pairwise(versions)
            if version.change_reason and version.accepted_at is not None
        ]
        return sorted(found, key=lambda one: one.asked_on, reverse=True)

    @property
    def withdrawals(self) -> list[Withdrawal]:
        return [
            self._withdrawal(one, accepted_heading(one))
            for one in self.tasks
            if one.withdrawal_asked_at is not None or one.status == TaskStatus.WITHDRAWN
        ]

    def _change(self, before: TaskVersion, version: TaskVersion) -> Change:
        accepted = version.accepted_at
        return Change(
            heading=from_json(version.content).heading,
            href=address_of_task(self.campaign.year, self.unit.code, version.task_id),
            reason=version.change_reason,
            before=before.sentence,
            after=version.sentence,
            asked_on=shown(version.sent_at).date(),
            accepted_on=shown(accepted).date() if accepted is not None else None,
        )

    def _withdrawal(self, task: Task, heading: str) -> Withdrawal:
        asked = task.withdrawal_asked_at
        return Withdrawal(
            heading=heading,
            href=address_of_task(self.campaign.year, self.unit.code, task.pk),
            reason=task.withdrawal_reason,
            answer=task.withdrawal_answer,
            asked_on=shown(asked).date() if asked is not None else None,
            gone=task.status == TaskStatus.WITHDRAWN,
        )
