"""What a unit may take up or carry on, in values for its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.acceptance.above import Above, aboves_of
from thidua.acceptance.ideas import READ_BY_OTHERS, ideas_for
from thidua.acceptance.models import Suggestion
from thidua.acceptance.taking import counted_measure
from thidua.acceptance.wordings import Line, lines_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, short_name
from thidua.registrations.clarities import clarities_of
from thidua.registrations.content import from_json
from thidua.registrations.models import Measure, Task, TaskStatus


@dataclass(frozen=True)
class Offer:
    """A superior's task as a unit below sees it; `own`: the unit's task that takes a part of it,
    for whoever may read the unit's drafts.
    """

    above: Above
    owner: str
    measure: Measure | None
    own: Task | None
    suggested: bool

    @property
    def key(self) -> str:
        """As its form sends it."""
        return str(self.above.task.pk)

    @property
    def may_drop(self) -> bool:
        return self.own is not None and self.own.status in (
            TaskStatus.DRAFT,
            TaskStatus.RETURNED,
        )


def offers_shown(tasks: Sequence[Task], unit: Organisation, *, words: bool) -> list[Offer]:
    """Superiors' tasks with what is promised of each; `words`: whether the reader may know of the
    unit's drafts. Three queries.
    """
    measures = {task.pk: counted_measure(task) for task in tasks}
    own = Task.objects.filter(registration__organisation=unit, taken_from__in=tasks).exclude(
        status=TaskStatus.WITHDRAWN
    )
    if not words:
        own = own.exclude(status=TaskStatus.DRAFT)
    taken = {task.taken_from_id: task for task in own}
    suggested = set(
        Suggestion.objects.filter(unit=unit, task__in=tasks).values_list("task_id", flat=True)
    )
    return [
        Offer(
            above=above,
            owner=committee_name(above.task.registration.organisation),
            measure=measures[above.task.pk],
            own=taken.get(above.task.pk),
            suggested=above.task.pk in suggested,
        )
        for above in aboves_of(tasks, measures, current=unit.pk)
    ]


@dataclass(frozen=True)
class LastYears:
    """One of last year's tasks: carried over, closed with a word, or still to be decided."""

    task: Task
    carried: Task | None
    word: str

    @property
    def key(self) -> str:
        """As its form sends it."""
        return str(self.task.pk)


def last_year_shown(tasks: Sequence[Task]) -> list[LastYears]:
    found = []
    for task in tasks:
        closing = getattr(task, "closing", None)
        carried = [one for one in task.carried_on.all() if one.status != TaskStatus.WITHDRAWN]
        found.append(LastYears(task, next(iter(carried), None), closing.word if closing else ""))
    return found


@dataclass(frozen=True)
class Idea:
    """A task of a like unit, without who does it and who answers."""

    unit: str
    year: int
    heading: str
    parts: tuple[tuple[str, tuple[Line, ...]], ...]


def ideas_shown(unit: Organisation, campaign: Campaign) -> list[Idea]:
    """What like units had accepted and their committee opened. One query."""
    found = []
    for version in ideas_for(unit, campaign):
        registration = version.task.registration
        read = {word: version.content.get(word, {}) for word in READ_BY_OTHERS}
        found.append(
            Idea(
                unit=short_name(registration.organisation),
                year=registration.campaign.year,
                heading=from_json(read).heading,
                parts=tuple(
                    (str(one.title), tuple(lines_of(one.id.value, read)))
                    for one in clarities_of(registration.campaign.year)
                    if one.id.value in READ_BY_OTHERS
                ),
            )
        )
    return found
