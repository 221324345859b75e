"""The tasks of the year with their results, and the milestones that were late: all of them, what
stands against the writer like the rest.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.numbers import format_number
from thidua.progress.links import task_page
from thidua.progress.queries import Standing, standings_of, tasks_visible_to
from thidua.progress.results import MilestoneProgress
from thidua.progress.states import TaskState
from thidua.progress.wordings import main_target, short_day, so_far
from thidua.progress.year_work import tasks_of_person
from thidua.registrations.models import Holder, Registration, Task
from thidua.reviews.material import Asked, Material, MaterialKind
from thidua.reviews.material.subjects import organisations_of
from thidua.reviews.material.words import both, day_words, in_vietnamese, joined
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType
from thidua.web.clock import today

_AGAINST = {TaskState.MISSED, TaskState.LATE, TaskState.DONE_LATE, TaskState.BLOCKED}


def tasks_of(asked: Asked) -> Sequence[Task]:
    """The accepted tasks that count for a subject, as far as the actor may read them: of a person
    those that name them or are of their post; of a body what it registered, of a collective without
    a registration of its own what its organisation did.
    """
    return asked.once("tasks", lambda: list(_tasks(asked)))


def _tasks(asked: Asked) -> "QuerySet[Task]":
    visible = tasks_visible_to(asked.actor, asked.campaign)
    if asked.key.person_id is not None:
        of_person = tasks_of_person(asked.campaign, asked.key.person_id)
        visible = visible.filter(pk__in=of_person)
    else:
        visible = visible.filter(_of_body(asked.campaign, asked.key))
    return visible.order_by("registration_id", "position", "pk")


def _of_body(campaign: Campaign, key: SubjectKey) -> Q:
    registered = Q(registration__organisation__in=organisations_of(key))
    whole = Q(registration__holder=Holder.ORGANISATION)
    if key.subject_type != SubjectType.COLLECTIVE:
        return registered & whole
    own = Registration.objects.filter(
        campaign=campaign,
        organisation=OuterRef("registration__organisation"),
        holder=Holder.COLLECTIVE,
    )
    return registered & (Q(registration__holder=Holder.COLLECTIVE) | (whole & ~Q(Exists(own))))


def read_tasks(asked: Asked) -> list[Material]:
    """Each task, followed by its milestones that were late."""
    standings = standings_of(tasks_of(asked), asked.campaign)
    standings = [one for one in standings if _counts(one, asked.key)]
    return [
        material
        for number, one in enumerate(standings, start=1)
        for material in (_task(one, number), *_late_milestones(one, number))
    ]


def _counts(one: Standing, key: SubjectKey) -> bool:
    """Whether the accepted version, not only an earlier one, is the subject's."""
    if one.progress.withdrawn:
        return False
    person = key.person_id
    return person is None or person in one.progress.doers or one.progress.of_person == person


def _task(one: Standing, number: int) -> Material:
    target = main_target(one.progress)
    late = len(_late(one))
    return Material(
        MaterialKind.TASK,
        str(one.task.pk),
        f"NV {number}",
        one.progress.heading,
        both(lambda: so_far(target) if target else str(one.state.title)),
        both(lambda: joined(_result(one), _late_words(late))),
        in_vietnamese(lambda: _sentence(one)),
        against=one.state in _AGAINST,
        href=task_page(one.task),
    )


def _result(one: Standing) -> str:
    """“vượt mức phấn đấu: 268/260 hộ”."""
    target = main_target(one.progress)
    if target is None:
        return str(one.state.title)
    return f"{one.state.title}: {so_far(target)}"


def _late_words(late: int) -> str:
    if not late:
        return ""
    words = ngettext("{number} mốc chậm", "{number} mốc chậm", late)
    return words.format(number=format_number(late))


def _sentence(one: Standing) -> str:
    results = ", ".join(
        f"{target.name} {so_far(target)}" if target.name else so_far(target)
        for target in one.progress.targets
        if target.now is not None
    )
    words = _("Nhiệm vụ “{task}”: {state}").format(task=one.progress.heading, state=one.state.title)
    if results:
        words = f"{words}; {results}"
    latest = one.progress.latest
    return words if latest is None else f"{words} ({_until(latest.on)})"


def _until(on: dt.date) -> str:
    return _("tính đến {day}").format(day=day_words(on))


def _late(one: Standing) -> list[MilestoneProgress]:
    """Milestones that a note calls reached after their day, and those that none does though it has
    passed.
    """
    return [each for each in one.progress.milestones if each.due_on < (each.reached_on or today())]


def _late_milestones(one: Standing, number: int) -> Iterator[Material]:
    seen: dict[str, int] = {}
    for milestone in _late(one):
        name = f"NV {number}, mốc {short_day(milestone.due_on)}"
        seen[name] = seen.get(name, 0) + 1
        yield _late_milestone(one, milestone, name, seen[name])


def _late_milestone(one: Standing, milestone: MilestoneProgress, name: str, again: int) -> Material:
    """`again`: which of several of the same day it is."""
    when = _when(milestone)
    return Material(
        MaterialKind.TASK,
        f"{one.task.pk}/{milestone.due_on:%Y-%m-%d}/{again}",
        name if again == 1 else f"{name} ({again})",
        milestone.text or one.progress.heading,
        when,
        Text(*(joined(words, one.progress.heading) for words in when)),
        in_vietnamese(lambda: _late_sentence(one, milestone)),
        against=True,
        href=task_page(one.task),
    )


def _when(milestone: MilestoneProgress) -> Text:
    """“xong 20/9, chậm 20 ngày”; “chưa xong”."""
    reached = milestone.reached_on
    if reached is None:
        return both(lambda: _("chưa xong"))
    days = (reached - milestone.due_on).days
    return both(
        lambda: ngettext(
            "xong {day}, chậm {number} ngày", "xong {day}, chậm {number} ngày", days
        ).format(day=short_day(reached), number=format_number(days))
    )


def _late_sentence(one: Standing, milestone: MilestoneProgress) -> str:
    words = _("Mốc {day} của nhiệm vụ “{task}”").format(
        day=day_words(milestone.due_on), task=one.progress.heading
    )
    what = f"{words} ({milestone.text})" if milestone.text else words
    return f"{what}: {_when(milestone).vi}"
