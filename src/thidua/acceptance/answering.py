"""The answer to a registration: every open clarity accepted or returned, in one act."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thidua.acceptance.errors import AcceptanceError, AnsweredError
from thidua.acceptance.models import Verdict
from thidua.acceptance.readers import committee_for, reader_authority
from thidua.acceptance.rules import Answer, faults, open_clarities
from thidua.acceptance.telling import tell_answered
from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.registrations.clarities import Clarity, clarities_of, clarity_text
from thidua.registrations.models import Registration, Task, TaskStatus, TaskVersion
from thidua.registrations.settling import settle_task


@dataclass(frozen=True)
class Given:
    """An answer that was given: how many clarities were accepted now, how many returned."""

    accepted: int
    returned: int


@transaction.atomic
def answer(registration: Registration, answers: Mapping[int, Answer], *, actor: Actor) -> Given:
    """Answer everything of a registration that waits; `answers` by the key of the version read.

    Raises AnsweredError (taken back, sent anew or answered by somebody else meanwhile: nothing is
    written), AcceptanceError (a clarity undecided, a return without its reason), PermissionDenied.
    """
    registration = locked(registration)
    committee = committee_for(registration.organisation)
    authority = reader_authority(actor, registration, committee)
    waiting = waiting_versions(registration)
    _refuse_another(waiting, answers)
    _refuse_faults(waiting, answers)
    accepted = sum(len(one.accepted) for one in answers.values())
    returned = sum(len(one.returned) for one in answers.values())
    with recording(
        act="acceptance.answer",
        actor=authority,
        subject=registration.organisation.code,
        year=registration.campaign.year,
        accepted=accepted,
        returned=returned,
    ):
        _write(waiting, answers, authority, committee)
        for version in waiting:
            one = answers[version.pk]
            settle_task(
                version.task,
                {Clarity(clarity) for clarity in one.accepted},
                {Clarity(clarity): why for clarity, why in one.returned.items()},
                authority=authority,
            )
        tell_answered(registration, committee, returned=returned, authority=authority)
    return Given(accepted, returned)


def locked(registration: Registration) -> Registration:
    """The registration as it is now; nobody else answers or changes it until this is over."""
    rows = Registration.objects.select_for_update(of=("self",)).select_related(
        "campaign", "organisation", "person"
    )
    return rows.get(pk=registration.pk)


def waiting_versions(registration: Registration) -> list[TaskVersion]:
    """The newest version of each task that waits for an answer, in the order of the tasks."""
    versions = (
        TaskVersion.objects.filter(task__registration=registration, task__status=TaskStatus.SENT)
        .select_related("task__registration__campaign", "task__registration__organisation")
        .order_by("task__position", "task", "-number")
    )
    newest: dict[int, TaskVersion] = {}
    for version in versions:
        newest.setdefault(version.task_id, version)
    return list(newest.values())


def to_read(task: Task, year: int) -> tuple[str, ...]:
    """The clarities of a task that are not accepted yet, in the order of the list of the year."""
    return open_clarities([one.id.value for one in clarities_of(year)], task.locked)


def _refuse_another(waiting: list[TaskVersion], answers: Mapping[int, Answer]) -> None:
    """Raises AnsweredError unless what was read is exactly what waits now."""
    keys = {version.pk for version in waiting}
    if keys and keys == answers.keys():
        return
    first = Verdict.objects.filter(version__in=answers).first()
    if first is not None:
        raise AnsweredError.by_somebody(first.decided_by_name)
    if keys:
        raise AnsweredError.sent_anew()
    raise AnsweredError.taken_back()


def _refuse_faults(waiting: list[TaskVersion], answers: Mapping[int, Answer]) -> None:
    undecided: list[Text] = []
    without_reason: list[Text] = []
    for version in waiting:
        year = version.task.registration.campaign.year
        found = faults(answers[version.pk], to_read(version.task, year))
        if found.both or found.not_open:
            raise AnsweredError.sent_anew()
        undecided += [_named(version, year, clarity) for clarity in found.undecided]
        without_reason += [_named(version, year, clarity) for clarity in found.without_reason]
    if undecided:
        raise AcceptanceError.undecided(undecided)
    if without_reason:
        raise AcceptanceError.no_reason(without_reason)


def _named(version: TaskVersion, year: int, clarity: str) -> Text:
    return Text("nhiệm vụ {n}, {clarity}", "task {n}, {clarity}").format(
        n=version.task.position, clarity=clarity_text(year, clarity).title
    )


def _write(
    waiting: list[TaskVersion],
    answers: Mapping[int, Answer],
    authority: Authority,
    committee: Organisation,
) -> None:
    body = authority.grant.body_id if authority.grant else None
    now = timezone.now()
    Verdict.objects.bulk_create(
        Verdict(
            version=version,
            clarity=clarity,
            accepted=clarity in answers[version.pk].accepted,
            reason=answers[version.pk].returned.get(clarity, "").strip(),
            committee=committee,
            body_id=body,
            decided_by_name=authority.as_actor,
            decided_at=now,
        )
        for version in waiting
        for clarity in to_read(version.task, version.task.registration.campaign.year)
    )
