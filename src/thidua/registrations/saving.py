"""Storing what somebody wrote of a task while others write too: nobody's words are lost."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from thidua.accounts.permissions import Authority
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.organisations.models import Organisation, Person
from thidua.registrations.clarities import Clarity, clarity_text
from thidua.registrations.content import FIELDS, Content, as_json, from_json, same
from thidua.registrations.errors import ConflictError, RegistrationError
from thidua.registrations.models import READABLE_FOR, SetAside, Task
from thidua.registrations.rows import content_of, outside_of, write_rows
from thidua.web.clock import today

Values = Mapping[str, Mapping[str, Any]]
"""What was written, by the word of the clarity: each that is there whole, as in `content`."""

Revisions = int | Mapping[str, int]
"""Of the task as somebody saw it; or of each clarity, where they saw them at different times."""


def save(
    task: Task, revision: Revisions, values: Values, *, authority: Authority
) -> tuple[Task, ConflictError | None]:
    """Write the clarities that say something new, but for those that somebody else changed since
    `revision`, which come back as a conflict.

    The task is locked by the caller, inside a transaction. Raises RegistrationError."""
    stored = as_json(content_of(task))
    wanted = _readable(values)
    new = {name: words for name, words in wanted.items() if not same(words, stored[name])}
    year = task.registration.campaign.year
    for name in new:
        if name in task.locked:
            raise RegistrationError.locked(clarity_text(year, name).title)
    both = {name for name in new if task.touched.get(name, 0) > _seen(revision, name)}
    written = {name: words for name, words in new.items() if name not in both}
    if written:
        _refuse_outside(task, from_json(stored), from_json(written))
        with recording(
            act="registrations.save_task",
            actor=authority,
            subject=task.registration.organisation.code,
            year=year,
        ):
            write_rows(task, from_json({**stored, **written}))
            task.revision += 1
            task.touched = {**task.touched, **dict.fromkeys(written, task.revision)}
            task.save()
    if not both:
        return task, None
    return task, ConflictError(
        revision=task.revision,
        theirs={name: stored[name] for name in sorted(both)},
        mine={name: new[name] for name in sorted(both)},
    )


def _seen(revision: Revisions, clarity: str) -> int:
    return revision if isinstance(revision, int) else revision.get(clarity, 0)


def set_aside(
    task: Task, clarity: str, words: Mapping[str, Any], *, authority: Authority
) -> SetAside:
    """Keep a wording readable for a while over which another was chosen. The caller asks who may.

    Wordings whose time is over go with it."""
    task.set_aside.filter(at__lt=timezone.now() - READABLE_FOR).delete()
    with recording(act="registrations.set_aside", actor=authority, task=task.pk):
        return SetAside.objects.create(
            task=task,
            clarity=Clarity(clarity),
            content=_readable({clarity: words})[clarity],
            written_by=named_actor(authority)[:255],
            at=timezone.now(),
        )


def _readable(values: Values) -> dict[str, dict[str, Any]]:
    """The same in the one form that is compared and stored. Raises RegistrationError."""
    known = {clarity.value for clarity in FIELDS}
    if unknown := sorted(set(values) - known):
        raise RegistrationError.unreadable(
            ", ".join(unknown), Text("không có mục này", "there is no such part")
        )
    try:
        grouped = as_json(from_json(values))
    except (ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise RegistrationError.unreadable(
            ", ".join(values), Text("ngày hoặc số chưa đúng", "a day or a number is not readable")
        ) from error
    return {name: grouped[name] for name in values}


def _refuse_outside(task: Task, stored: Content, written: Content) -> None:
    """People and units that are new to the task must be of the unit's part; who left stays, with
    advice.
    """
    people, units = outside_of(written, task.registration.organisation, today())
    own = {task.registration.person_id}
    people -= {doer.person for doer in stored.doers} | {stored.answers} | own
    units -= {doer.organisation for doer in stored.doers}
    if people:
        found = Person.objects.filter(pk=min(people)).first()
        raise RegistrationError.outside(found.full_name if found else str(min(people)))
    if units:
        unit = Organisation.objects.filter(pk=min(units)).first()
        raise RegistrationError.outside(unit.name if unit else str(min(units)))
