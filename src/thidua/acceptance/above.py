"""A superior's task beside what the units below promise of it, in values for pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.acceptance.promises import Promise, Promised, add_up
from thidua.acceptance.queries import promises_of
from thidua.numbers import format_number
from thidua.organisations.names import short_name
from thidua.registrations.models import Measure, Task, TaskStatus


@dataclass(frozen=True)
class Share:
    """One unit's part in words. `current`: the unit being read."""

    unit: int
    name: str
    words: str
    accepted: bool
    current: bool = False


@dataclass(frozen=True)
class Above:
    """A superior's task with what is promised of it."""

    task: Task
    unit: str
    promised: Promised
    shares: tuple[Share, ...]

    @property
    def withdrawn(self) -> bool:
        return self.task.status == TaskStatus.WITHDRAWN

    @property
    def takers(self) -> set[int]:
        return {share.unit for share in self.shares}

    @property
    def accepted_width(self) -> int:
        return self.promised.width(self.promised.accepted)

    @property
    def sent_width(self) -> int:
        return self.promised.width(self.promised.sent)

    @property
    def left_words(self) -> str:
        """What nobody took: "Còn 322 hộ chưa đơn vị nào nhận"; "" where there is no number."""
        left = self.promised.left
        if left is None:
            return ""
        if self.promised.over:
            return _("Đã nhận nhiều hơn mức của cấp trên {number}").format(
                number=self.in_unit(self.promised.over)
            )
        if not left:
            return _("Các đơn vị đã nhận đủ")
        return _("Còn {number} chưa đơn vị nào nhận").format(number=self.in_unit(left))

    def in_unit(self, number: object) -> str:
        written = format_number(number)  # type: ignore[arg-type]
        return f"{written} {self.unit}".strip()


def aboves_of(
    tasks: Sequence[Task], measures: dict[int, Measure | None], *, current: int | None = None
) -> list[Above]:
    """Superiors' tasks, each with its shares; `measures`: what each is counted in, by its key;
    `current`: the unit being read. One query.
    """
    taken: dict[int, list[Task]] = {task.pk: [] for task in tasks}
    if taken:
        for below in promises_of(taken):
            if below.taken_from_id is not None:
                taken[below.taken_from_id].append(below)
    return [_above(task, measures.get(task.pk), taken[task.pk], current) for task in tasks]


def _above(
    task: Task, measure: Measure | None, below: Iterable[Task], current: int | None
) -> Above:
    unit = measure.unit if measure is not None else ""
    promises = [_promise(one, measure) for one in below]
    return Above(
        task=task,
        unit=unit,
        promised=add_up(measure.target if measure is not None else None, promises),
        shares=tuple(
            Share(
                unit=one.unit,
                name=one.name,
                words=(
                    f"{format_number(one.share)} {unit}".strip()
                    if one.share is not None
                    else _("không ghi số")
                ),
                accepted=one.accepted,
                current=one.unit == current,
            )
            for one in promises
        ),
    )


def _promise(task: Task, measure: Measure | None) -> Promise:
    """A share of another measure is no part of this sum."""
    same = measure is not None and task.share_measure_id in (None, measure.pk)
    organisation = task.registration.organisation
    return Promise(
        unit=organisation.pk,
        name=short_name(organisation),
        share=task.share if same else None,
        accepted=task.status == TaskStatus.ACCEPTED,
    )
