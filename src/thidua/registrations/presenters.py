"""What the pages of registrations show: marks, sentences, tasks in a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.language import Text
from thidua.registrations.advice import Advice
from thidua.registrations.clarities import Clarity, ClarityText, clarities_of
from thidua.registrations.clear import problems_of
from thidua.registrations.content import FIELDS, Content, from_json
from thidua.registrations.models import Registration, Task, TaskStatus, TaskVersion
from thidua.registrations.sentence import Part, sentence_of, subject_of

SIGNS = {"clear": "✓", "accepted": "✓", "doubtful": "?", "empty": "", "returned": "↩"}


@dataclass(frozen=True)
class Mark:
    """How one clarity stands, with the words for it; never by its sign alone."""

    clarity: Clarity
    text: ClarityText
    state: str
    words: str
    problem: Text | None = None
    reason: str = ""
    """Why it was returned."""

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def is_clear(self) -> bool:
        return self.state in {"clear", "accepted"}

    @property
    def locked(self) -> bool:
        return self.state == "accepted"


def five(content: Content, task: Task, found: Sequence[Advice] = ()) -> list[Mark]:
    """The marks of a task, in the order of the year's clarities."""
    returned = task.returned if task.status == TaskStatus.RETURNED else {}
    year = task.registration.campaign.year
    marks = marks_of(content, year, problems_of(content, year), found)
    return [_answered(mark, task.locked, returned.get(mark.clarity.value, "")) for mark in marks]


def marks_of(
    content: Content,
    year: int,
    problems: Mapping[Clarity, Text],
    found: Sequence[Advice] = (),
) -> list[Mark]:
    """The marks of whatever says the same as a task, before anybody answered it."""
    half = {each.clarity for each in found if each.key.startswith("half_measure")}
    return [
        _mark(each, content, problem=problems.get(each.id), half=each.id in half)
        for each in clarities_of(year)
    ]


def _answered(mark: Mark, locked: Sequence[str], reason: str) -> Mark:
    if mark.clarity.value in locked:
        return Mark(mark.clarity, mark.text, "accepted", _("đã nhận"))
    if reason:
        return replace(mark, state="returned", words=_("trả lại"), reason=reason)
    return mark


def _mark(each: ClarityText, content: Content, *, problem: Text | None, half: bool) -> Mark:
    if problem is not None:
        blank = not any(getattr(content, name) for name in FIELDS[each.id] if name != "kind")
        return Mark(each.id, each, "empty" if blank else "doubtful", _("còn thiếu"), problem)
    if half:
        return Mark(each.id, each, "doubtful", _("chưa rõ hết"))
    return Mark(each.id, each, "clear", _("rõ"))


def summed_up(marks: Sequence[Mark]) -> str:
    """“4/5 rõ · còn rõ hiệu quả”."""
    clear = sum(mark.is_clear for mark in marks)
    words = _("{clear}/{all} rõ").format(clear=clear, all=len(marks))
    left = [str(mark.text.title) for mark in marks if not mark.is_clear]
    return f"{words} · " + _("còn {left}").format(left=", ".join(left)) if left else words


@dataclass(frozen=True)
class TaskRow:
    """A task in the list of its registration."""

    task: Task
    content: Content
    marks: list[Mark]
    parts: list[Part]
    href: str
    may_change: bool

    @property
    def summed_up(self) -> str:
        return summed_up(self.marks)

    @property
    def heading(self) -> str:
        return self.content.heading or str(self.task)

    @property
    def returned(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.state == "returned"]

    @property
    def problems(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.problem is not None]


def task_row(task: Task, content: Content, *, may_change: bool) -> TaskRow:
    """`content`: what this reader may read of it. The task's registration comes with campaign and
    organisation.
    """
    registration = task.registration
    return TaskRow(
        task=task,
        content=content,
        marks=five(content, task),
        parts=sentence_of(content, subject_of(registration)),
        href=address_of_task(task),
        may_change=may_change,
    )


@dataclass(frozen=True)
class VersionLine:
    """A task as it was sent once."""

    version: TaskVersion
    parts: list[Part]


def version_lines(task: Task) -> list[VersionLine]:
    """What was sent of a task, the newest first."""
    subject = subject_of(task.registration)
    return [
        VersionLine(version, sentence_of(from_json(version.content), subject))
        for version in reversed(task.versions.all())
    ]


def address_of(registration: Registration) -> str:
    """The page of a registration, with whose it is where it is not the organisation's own."""
    address = reverse(
        "registration", args=(registration.campaign.year, registration.organisation.code)
    )
    whose = {"collective": "tap-the", "post": str(registration.person_id)}.get(registration.holder)
    return f"{address}?cua={whose}" if whose else address


def address_of_change(task: Task) -> str:
    """The page on which a task that was accepted is changed."""
    return f"{address_of_task(task)}?doi=1"


def address_of_task(task: Task) -> str:
    registration = task.registration
    return reverse(
        "registration_task",
        args=(registration.campaign.year, registration.organisation.code, task.pk),
    )
