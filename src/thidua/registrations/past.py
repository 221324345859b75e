"""Registrations as they were sent and answered before this product came: written whole, at once.

Nobody but the operator writes what is past; what a unit writes now goes through `actions`."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from operator import attrgetter

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.organisations.models import Organisation
from thidua.registrations.clarities import Clarity, clarities_of
from thidua.registrations.clear import problems_of
from thidua.registrations.content import Content, as_json
from thidua.registrations.errors import RegistrationError
from thidua.registrations.models import (
    Measure,
    Milestone,
    Registration,
    Task,
    TaskPerson,
    TaskStatus,
    TaskVersion,
)
from thidua.registrations.rows import SIMPLE
from thidua.registrations.sentence import in_words, sentence_of, subject_of
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class PastTask:
    """A task with what was said to it. `returned`: the clarities that were returned, with why; the
    others were accepted where the registration was answered. `share` is of `taken_from`.
    """

    content: Content
    offered: bool = False
    shown: bool = False
    taken_from: Measure | None = None
    returned: Mapping[Clarity, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PastRegistration:
    """What one organisation registered: drafted alone (`sent_at` None), sent, or answered too."""

    organisation: Organisation
    receiver: Organisation | None
    tasks: Sequence[PastTask]
    due_on: dt.date | None
    sent_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    late_reason: str = ""

    @property
    def status(self) -> SubmissionStatus:
        if self.sent_at is None:
            return SubmissionStatus.DRAFT
        if self.answered_at is None:
            return SubmissionStatus.SENT
        if any(task.returned for task in self.tasks):
            return SubmissionStatus.RETURNED
        return SubmissionStatus.ACCEPTED


@dataclass(frozen=True)
class _Pair:
    """A task's row with the registration that it belongs to, and what it is written from."""

    row: Task
    registration: Registration
    past: PastTask
    sent_at: dt.datetime | None


@transaction.atomic
def record_past(
    *, campaign: Campaign, registrations: Sequence[PastRegistration], actor: Operator
) -> list[Task]:
    """Write them, each task that was sent with its one version; the tasks, in order.

    Raises RegistrationError for a sent task that lacks something: nothing is written."""
    for task in (task for one in registrations if one.sent_at for task in one.tasks):
        if missing := problems_of(task.content, campaign.year):
            raise RegistrationError.unclear(list(missing.values()))
    with recording(act="registrations.record_past", actor=Authority(actor), year=campaign.year):
        stored = copy_rows(Registration, (_registration(campaign, one) for one in registrations))
        pairs = list(_pairs(campaign, zip(stored, registrations, strict=True)))
        tasks = copy_rows(Task, (pair.row for pair in pairs))
        copy_rows(TaskPerson, chain.from_iterable(map(_people, pairs)))
        copy_rows(Milestone, chain.from_iterable(map(_milestones, pairs)))
        rows = copy_rows(Measure, chain.from_iterable(map(_measures, pairs)))
        measures = {key: list(group) for key, group in groupby(rows, attrgetter("task_id"))}
        copy_rows(
            TaskVersion,
            (
                _version(pair, pair.sent_at, measures.get(pair.row.pk, []))
                for pair in pairs
                if pair.sent_at
            ),
        )
    return tasks


def _registration(campaign: Campaign, one: PastRegistration) -> Registration:
    returned = [why for task in one.tasks for why in task.returned.values()]
    return Registration(
        campaign=campaign,
        organisation=one.organisation,
        receiver=one.receiver if one.sent_at else None,
        status=one.status,
        version=1 if one.sent_at else 0,
        due_on=one.due_on,
        sent_at=one.sent_at,
        settled_at=one.answered_at,
        reason="; ".join(returned) if one.answered_at else "",
        late_reason=one.late_reason,
    )


def _pairs(
    campaign: Campaign, given: Iterable[tuple[Registration, PastRegistration]]
) -> Iterator[_Pair]:
    asked = [clarity.id for clarity in clarities_of(campaign.year)]
    for registration, one in given:
        for position, past in enumerate(one.tasks, start=1):
            row = Task(
                registration=registration,
                position=position,
                status=_status(one, past),
                locked=[c.value for c in asked if one.answered_at and c not in past.returned],
                returned={clarity.value: why for clarity, why in past.returned.items()},
                offered=past.offered,
                shown=past.shown,
                taken_from_id=past.taken_from.task_id if past.taken_from else None,
                share_measure=past.taken_from,
                share=past.content.measures[0].target if past.taken_from else None,
                answers_id=past.content.answers,
                **{name: getattr(past.content, name) for name in SIMPLE},
            )
            yield _Pair(row, registration, past, one.sent_at)


def _status(one: PastRegistration, past: PastTask) -> TaskStatus:
    if one.sent_at is None:
        return TaskStatus.DRAFT
    if one.answered_at is None:
        return TaskStatus.SENT
    return TaskStatus.RETURNED if past.returned else TaskStatus.ACCEPTED


def _people(pair: _Pair) -> Iterator[TaskPerson]:
    for position, doer in enumerate(pair.past.content.doers, start=1):
        yield TaskPerson(
            task=pair.row,
            position=position,
            person_id=doer.person,
            organisation_id=doer.organisation,
            lead=doer.lead,
        )


def _milestones(pair: _Pair) -> Iterator[Milestone]:
    for position, line in enumerate(pair.past.content.milestones, start=1):
        yield Milestone(task=pair.row, position=position, on=line.on, text=line.text)


def _measures(pair: _Pair) -> Iterator[Measure]:
    for position, line in enumerate(pair.past.content.measures, start=1):
        values = {name: value for name, value in vars(line).items() if name != "id"}
        yield Measure(task=pair.row, position=position, **values)


def _version(pair: _Pair, sent_at: dt.datetime, measures: Sequence[Measure]) -> TaskVersion:
    lines = zip(pair.past.content.measures, measures, strict=True)
    content = replace(
        pair.past.content, measures=tuple(replace(line, id=row.pk) for line, row in lines)
    )
    return TaskVersion(
        task=pair.row,
        number=1,
        sent_at=sent_at,
        content=as_json(content),
        sentence=in_words(sentence_of(content, subject_of(pair.registration))).vi,
        accepted_at=_accepted_at(pair),
    )


def _accepted_at(pair: _Pair) -> dt.datetime | None:
    """What the province sends counts at once."""
    if pair.row.status == TaskStatus.ACCEPTED:
        return pair.registration.settled_at
    alone = pair.registration.receiver_id is None
    return pair.sent_at if alone and pair.row.status == TaskStatus.SENT else None
