"""A task's rows as one value, and back: people, milestones and measures keep their rows by place,
so that what others point at (a superior's measure) stays the same row.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce, JSONObject

from thidua.organisations.models import MembershipSpell, Organisation, Person, Position
from thidua.organisations.queries import placed_on
from thidua.registrations.content import Content, Doer, MeasureLine, MilestoneLine
from thidua.registrations.models import Measure, Milestone, Task, TaskPerson

SIMPLE = (
    "title",
    "kind",
    "work",
    "place",
    "amount",
    "with_whom",
    "starts_on",
    "ends_on",
    "answers_title",
    "answers_to",
    "check_how",
    "checked_in",
    "decides",
)
"""Fields of a task that its row holds as they are."""


def with_rows(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """Tasks with all that `content_of` reads, in a fixed number of queries."""
    people = TaskPerson.objects.select_related("person", "organisation")
    return tasks.select_related("answers").prefetch_related(
        Prefetch("people", people), "milestones", "measures"
    )


def with_lines(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """Tasks with all that `content_of` reads, in the same query: for pages that change nothing."""
    name = Coalesce(F("person__full_name"), F("organisation__name"))
    # Numbers as text: JSON would make floats of them.
    exact = {each: Cast(each, TextField()) for each in ("last_year", "target")}
    plain = {each: F(each) for each in ("name", "unit", "direction", "yes_no", "main")}
    return tasks.select_related("answers").annotate(
        doer_lines=_lines(
            TaskPerson.objects,
            person="person_id",
            organisation="organisation_id",
            name=name,
            lead="lead",
            path="organisation__path",
        ),
        milestone_lines=_lines(Milestone.objects, on="on", text="text"),
        measure_lines=_lines(Measure.objects, id="pk", **plain, **exact),
    )


def _lines(rows: Any, **fields: Any) -> ArraySubquery:
    """A task's rows of one kind, in their order."""
    own = rows.filter(task=OuterRef("pk")).order_by("position", "pk")
    return ArraySubquery(own.values(line=JSONObject(**fields)))


def content_of(task: Task) -> Content:
    """What a task says now, in its own rows."""
    answers = task.answers
    if (lines := _read_lines(task)) is not None:
        return Content(
            **{name: getattr(task, name) for name in SIMPLE},
            **lines,
            answers=task.answers_id,
            answers_name=answers.full_name if answers is not None else "",
        )
    return Content(
        **{name: getattr(task, name) for name in SIMPLE},
        doers=tuple(_doer(row) for row in task.people.all()),
        milestones=tuple(MilestoneLine(row.on, row.text) for row in task.milestones.all()),
        measures=tuple(
            MeasureLine(
                row.name,
                row.unit,
                row.last_year,
                row.target,
                row.direction,
                row.yes_no,
                row.main,
                row.pk,
            )
            for row in task.measures.all()
        ),
        answers=task.answers_id,
        answers_name=answers.full_name if answers is not None else "",
    )


def _read_lines(task: Task) -> dict[str, Any] | None:
    """What `with_lines` read of a task; None: it was read otherwise."""
    if not hasattr(task, "measure_lines"):
        return None
    read: Any = task
    return {
        "doers": tuple(
            Doer(**{name: value for name, value in line.items() if name != "path"})
            for line in read.doer_lines
        ),
        "milestones": tuple(
            MilestoneLine(dt.date.fromisoformat(line["on"]) if line["on"] else None, line["text"])
            for line in read.milestone_lines
        ),
        "measures": tuple(
            MeasureLine(
                **{
                    **line,
                    "last_year": _number(line["last_year"]),
                    "target": _number(line["target"]),
                }
            )
            for line in read.measure_lines
        ),
    }


def doing_units(task: Task) -> list[tuple[str, str]]:
    """The organisations that do a task: name and path."""
    if hasattr(task, "doer_lines"):
        lines: list[dict[str, Any]] = task.doer_lines
        return [(line["name"], line["path"]) for line in lines if line["organisation"]]
    units = [row.organisation for row in task.people.all() if row.organisation is not None]
    return [(unit.name, unit.path) for unit in units]


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _doer(row: TaskPerson) -> Doer:
    if row.person is not None:
        return Doer(person=row.person_id, name=row.person.full_name, lead=row.lead)
    assert row.organisation is not None  # noqa: S101  (the constraint of the table says so)
    return Doer(organisation=row.organisation_id, name=row.organisation.name, lead=row.lead)


def with_posts(content: Content, organisation: Organisation, day: dt.date) -> Content:
    """The same, where each person is called by the post they hold in the unit's part that day."""
    people = [doer.person for doer in content.doers if doer.person is not None]
    known = people + ([content.answers] if content.answers else [])
    posts = posts_of(known, organisation, day)
    return replace(
        content,
        doers=tuple(replace(doer, post=posts.get(doer.person or 0, "")) for doer in content.doers),
        answers_title=content.answers_title or posts.get(content.answers or 0, ""),
    )


def posts_of(people: Sequence[int], organisation: Organisation, day: dt.date) -> dict[int, str]:
    """The post that each of these people holds on a day in this unit or below it, the highest
    unit's first.
    """
    if not people:
        return {}
    held = Position.objects.filter(
        placed_on(day), person__in=people, organisation__path__startswith=organisation.path
    )
    rows = held.order_by("-organisation__path").values_list("person", "title", "role")
    return {person: title or role for person, title, role in rows}


def write_rows(task: Task, content: Content) -> None:
    """Set a task's rows to what a content says, but for the task's own row, which is only filled.

    `task.save` is left to whoever called."""
    for name in (*SIMPLE, "answers_id"):
        setattr(task, name, getattr(content, "answers" if name == "answers_id" else name))
    _write_doers(task, content.doers)
    _write_milestones(task, [line for line in content.milestones if not line.is_empty])
    _write_measures(task, [line for line in content.measures if not line.is_empty])


def _write_doers(task: Task, doers: Iterable[Doer]) -> None:
    wanted = {(doer.person, doer.organisation): doer for doer in doers}
    known = {(row.person_id, row.organisation_id): row for row in task.people.all()}
    for key in known.keys() - wanted.keys():
        known[key].delete()
    for position, (key, doer) in enumerate(wanted.items(), start=1):
        row = known.get(key) or TaskPerson(task=task, person_id=key[0], organisation_id=key[1])
        _store(row, {"position": position, "lead": doer.lead})


def _write_milestones(task: Task, lines: Sequence[MilestoneLine]) -> None:
    known = list(task.milestones.all())
    for position, line in enumerate(lines, start=1):
        row = known[position - 1] if position <= len(known) else Milestone(task=task)
        _store(row, {"position": position, "on": line.on, "text": line.text})
    for gone in known[len(lines) :]:
        gone.delete()


def _write_measures(task: Task, lines: Sequence[MeasureLine]) -> None:
    known = {row.pk: row for row in task.measures.all()}
    by_name = {row.name: row for row in known.values()}
    stored: set[int] = set()
    for position, line in enumerate(lines, start=1):
        row = known.get(line.id or 0) or by_name.get(line.name)
        if row is None or row.pk in stored:
            row = Measure(task=task)
        values = {name: value for name, value in vars(line).items() if name != "id"}
        _store(row, values | {"position": position})
        stored.add(row.pk)
    for key in known.keys() - stored:
        known[key].delete()


def _store(row: TaskPerson | Milestone | Measure, values: dict[str, object]) -> None:
    """Write a row that is new or says something else now; the others leave no trace."""
    if row._state.adding or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def outside_of(
    content: Content, organisation: Organisation, day: dt.date
) -> tuple[set[int], set[int]]:
    """The people and the organisations of a content that are not of the unit's part on a day."""
    people = {doer.person for doer in content.doers if doer.person is not None}
    people |= {content.answers} if content.answers else set()
    units = {doer.organisation for doer in content.doers if doer.organisation is not None}
    inside_units = Organisation.objects.filter(
        pk__in=units, path__startswith=organisation.path
    ).values_list("pk", flat=True)
    return people - set(people_inside(people, organisation, day)), units - set(inside_units)


def people_inside(
    people: Iterable[int], organisation: Organisation, day: dt.date
) -> "QuerySet[Person, int]":
    """The keys of those people who are members, or hold a post, in the unit's part on a day."""
    in_part = {"organisation__path__startswith": organisation.path}
    member = MembershipSpell.objects.filter(placed_on(day), **in_part).values("person")
    posted = Position.objects.filter(placed_on(day), **in_part).values("person")
    return (
        Person.objects.filter(pk__in=people)
        .filter(Q(pk__in=member) | Q(pk__in=posted))
        .values_list("pk", flat=True)
    )
