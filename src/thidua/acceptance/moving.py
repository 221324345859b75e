"""Tasks of a unit that is gone pass to the one that came after it, and say from where."""

from collections.abc import Iterable, Sequence

from django.db.models import Max

from thidua.acceptance.models import Moved
from thidua.acceptance.readers import reader_of
from thidua.acceptance.telling import tell_moved
from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Succession
from thidua.organisations.succeeding import takes_all
from thidua.registrations.models import Holder, Registration, Task, TaskStatus
from thidua.submissions.models import SubmissionStatus


def pass_on(successions: Sequence[Succession], authority: Authority) -> None:
    """Move what units that are gone had registered for the year of the change, or later.

    A unit that goes on, or after which several came, keeps its tasks: nobody guesses whose they
    are."""
    for one in successions:
        if not takes_all(one):
            continue
        held = Registration.objects.filter(
            organisation=one.predecessor, campaign__year__gte=one.happened_on.year
        ).exclude(holder=Holder.POST)
        for registration in held.select_related("campaign").order_by("pk"):
            _move(registration, one, authority)


def _move(registration: Registration, succession: Succession, authority: Authority) -> None:
    tasks = list(
        registration.tasks.exclude(status=TaskStatus.WITHDRAWN).select_for_update().order_by("pk")
    )
    if not tasks:
        return
    before, after = succession.predecessor, succession.successor
    with recording(
        act="acceptance.move_tasks",
        actor=authority,
        subject=after.code,
        year=registration.campaign.year,
        tasks=len(tasks),
    ):
        there = _registration_there(registration, after)
        last = there.tasks.aggregate(last=Max("position"))["last"] or 0
        for place, task in enumerate(tasks, start=last + 1):
            task.registration, task.position = there, place
        Task.objects.bulk_update(tasks, ["registration", "position"])
        Moved.objects.bulk_create(
            Moved(task=task, from_unit=before, to_unit=after, moved_on=succession.happened_on)
            for task in tasks
        )
        _stand_together(there, registration, Task.objects.filter(registration=there))
    tell_moved(after, before, registration.campaign, len(tasks), authority)


def _registration_there(registration: Registration, after: Organisation) -> Registration:
    """The successor's registration of the same holder, begun where there is none."""
    found, _ = Registration.objects.select_for_update(of=("self",)).get_or_create(
        campaign=registration.campaign,
        organisation=after,
        holder=registration.holder,
        person=None,
        defaults={"receiver": reader_of(after)},
    )
    return found


def _stand_together(there: Registration, moved: Registration, tasks: Iterable[Task]) -> None:
    """The registration stands as its tasks do, now that more came to it."""
    states = {task.status for task in tasks}
    there.version = max(there.version, moved.version)
    there.sent_at = max(filter(None, (there.sent_at, moved.sent_at)), default=None)
    there.settled_at = max(filter(None, (there.settled_at, moved.settled_at)), default=None)
    there.reason = "\n".join(filter(None, (there.reason, moved.reason)))
    if TaskStatus.SENT in states:
        there.status = SubmissionStatus.SENT
    elif TaskStatus.RETURNED in states and there.reason:
        there.status = SubmissionStatus.RETURNED
    elif TaskStatus.DRAFT in states:
        there.status = SubmissionStatus.DRAFT
    else:
        there.status = SubmissionStatus.ACCEPTED
    if there.version == 0:
        there.status = SubmissionStatus.DRAFT
    there.save(update_fields=["status", "version", "sent_at", "settled_at", "reason"])
