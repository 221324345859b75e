"""Reading what units sent, scoped to who asks. A draft shows that there is one, never its words."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from thidua.acceptance.models import Handing, Moved, Verdict
from thidua.acceptance.permissions import ACTS, VIEW
from thidua.acceptance.readers import READING, answers_at, read_by
from thidua.accounts.actors import Scope
from thidua.accounts.permissions import OFFICERS
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.registrations.models import Holder, Registration, Task, TaskStatus, TaskVersion
from thidua.submissions.models import SubmissionStatus


class State(StrEnum):
    """Where a unit stands for whoever reads it."""

    NOT_STARTED = "not_started"
    DRAFTING = "drafting"
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class TaskMarks:
    """How one task stands, without its words. `asks_out`: its unit asked to withdraw it."""

    status: str
    locked: tuple[str, ...]
    returned: tuple[str, ...]
    asks_out: bool

    @property
    def is_sent(self) -> bool:
        return self.status in (TaskStatus.SENT, TaskStatus.RETURNED, TaskStatus.ACCEPTED)


@dataclass(frozen=True)
class Entry:
    """One unit, or another holder in it, in the list of its reader."""

    unit: Organisation
    registration: Registration | None
    tasks: tuple[TaskMarks, ...] = ()
    body: int | None = None
    """The advisory body that reads it now."""

    @property
    def state(self) -> State:
        if self.registration is None:
            return State.NOT_STARTED
        if any(task.status == TaskStatus.SENT or task.asks_out for task in self.tasks):
            return State.WAITING
        return {
            SubmissionStatus.SENT: State.WAITING,
            SubmissionStatus.RETURNED: State.RETURNED,
            SubmissionStatus.ACCEPTED: State.ACCEPTED,
        }.get(SubmissionStatus(self.registration.status), State.DRAFTING)

    @property
    def since(self) -> dt.datetime | None:
        """When it came to stand so: sent, or answered."""
        if self.registration is None or self.state in (State.DRAFTING, State.NOT_STARTED):
            return None
        answered = self.state in (State.ACCEPTED, State.RETURNED)
        return self.registration.settled_at if answered else self.registration.sent_at


def committee_to_read(scope: Scope, code: str) -> Organisation | None:
    """The committee with this code, for whoever may read what its units sent: those in whose part
    it lies, and the bodies that serve it.
    """
    committee = Organisation.objects.filter(code=code, tier__in=READING).first()
    if committee is None or not (covers(scope, committee) or _serves(scope, committee)):
        return None
    return committee


def covers(scope: Scope, committee: Organisation) -> bool:
    """Whether the committee lies in somebody's part, in a role that reads."""
    return scope.over(committee.path, ACTS[VIEW])


def _serves(scope: Scope, committee: Organisation) -> bool:
    return any(grant.organisation_id == committee.pk for grant in scope.narrowed)


def entries_of(committee: Organisation, campaign: Campaign, scope: Scope) -> list[Entry]:
    """Everything that a committee reads this year, units in Vietnamese order, each with its other
    holders under it; of a body's officer what was handed to the body. Two queries.
    """
    units = list(Organisation.objects.filter(read_by([committee.pk])).order_by("sort_key", "code"))
    held: dict[int, list[Entry]] = {}
    by_key = {unit.pk: unit for unit in units}
    for registration in _with_marks(campaign, by_key):
        unit = by_key[registration.organisation_id]
        held.setdefault(unit.pk, []).append(_entry(unit, registration))
    found: list[Entry] = []
    for unit in units:
        own = held.get(unit.pk, [])
        if not any(_of_unit(entry) for entry in own):
            found.append(Entry(unit, None))
        found += sorted(own, key=lambda entry: not _of_unit(entry))
    if covers(scope, committee):
        return found
    bodies = {grant.body_id for grant in scope.narrowed if grant.organisation_id == committee.pk}
    return [entry for entry in found if entry.body is not None and entry.body in bodies]


def first_to_read(entries: Sequence[Entry], *, only_waiting: bool = False) -> Entry | None:
    """What its reader opens first: the first entry that waits, else the first that was sent; None
    where there is nothing to read (`only_waiting`: nothing that waits).
    """
    unread = (State.NOT_STARTED, State.DRAFTING)
    waiting = [entry for entry in entries if entry.state is State.WAITING]
    others = [entry for entry in entries if entry.state not in unread and not only_waiting]
    return next(iter(waiting + others), None)


def _of_unit(entry: Entry) -> bool:
    return entry.registration is not None and entry.registration.holder == Holder.ORGANISATION


def _with_marks(campaign: Campaign, units: Collection[int]) -> QuerySet[Registration]:
    marks = JSONBAgg(
        JSONObject(
            status="tasks__status",
            locked="tasks__locked",
            returned="tasks__returned",
            asked="tasks__withdrawal_asked_at",
        ),
        filter=Q(tasks__isnull=False),
        default=Value([], output_field=JSONField()),
    )
    handed = Handing.objects.filter(registration=OuterRef("pk"), ended_at=None)
    return (
        Registration.objects.filter(campaign=campaign, organisation__in=units)
        .select_related("person", "campaign__registration_limits")
        .annotate(marks=marks, body=Subquery(handed.values("body")[:1]))
        .order_by("holder", "pk")
    )


def _entry(unit: Organisation, registration: Registration) -> Entry:
    rows: list[dict[str, Any]] = getattr(registration, "marks", [])
    marks = tuple(
        TaskMarks(
            row["status"],
            tuple(row["locked"]),
            tuple(row["returned"]),
            row["asked"] is not None,
        )
        for row in rows
        if row["status"] != TaskStatus.WITHDRAWN
    )
    return Entry(unit, registration, marks, getattr(registration, "body", None))


READ = (TaskStatus.SENT, TaskStatus.RETURNED, TaskStatus.ACCEPTED, TaskStatus.WITHDRAWN)
"""States in which a task's versions are read above; a draft's are not, even of what was sent and
taken back."""


def versions_of(registration: Registration) -> list[TaskVersion]:
    """Every version of every task that may be read above, with its verdicts; tasks in their order,
    the newest version first, each with the unit that its task came over from (`moved_from`). One
    query, and one for the verdicts.
    """
    related = ("task__taken_from__registration__organisation", "task__share_measure")
    moves = Moved.objects.filter(task=OuterRef("task")).order_by("-pk")
    versions = (
        TaskVersion.objects.filter(task__registration=registration, task__status__in=READ)
        .select_related("task", *related)
        .prefetch_related("verdicts")
        .annotate(moved_from=Subquery(moves.values("from_unit__name")[:1]))
        .order_by("task__position", "task", "-number")
    )
    return list(versions)


def promises_of(tasks: Iterable[int]) -> "QuerySet[Task]":
    """What units below took up of these tasks and sent, with the unit; drafts count nowhere."""
    return (
        Task.objects.filter(
            taken_from__in=list(tasks), status__in=(TaskStatus.SENT, TaskStatus.ACCEPTED)
        )
        .select_related("registration__organisation")
        .order_by("-share", "registration__organisation__sort_key")
    )


def offered_above(unit: Organisation, campaign: Campaign) -> "QuerySet[Task]":
    """Tasks that any level above a unit offers this year, the nearest level first."""
    above = [int(part) for part in unit.path.split("/") if part][:-1]
    return (
        Task.objects.filter(
            registration__organisation__in=above,
            registration__campaign=campaign,
            registration__holder=Holder.ORGANISATION,
            offered=True,
            status__in=(TaskStatus.SENT, TaskStatus.ACCEPTED),
        )
        .select_related("registration__organisation")
        .prefetch_related("measures")
        .order_by("-registration__organisation__path", "position", "pk")
    )


def offered_by(owner: Organisation, campaign: Campaign) -> "QuerySet[Task]":
    """Tasks that an organisation offers to the units below it this year."""
    return (
        Task.objects.filter(
            registration__organisation=owner,
            registration__campaign=campaign,
            registration__holder=Holder.ORGANISATION,
            offered=True,
            status__in=(TaskStatus.SENT, TaskStatus.ACCEPTED),
        )
        .select_related("registration__organisation", "registration__campaign")
        .prefetch_related("measures")
        .order_by("position", "pk")
    )


def waiting_for(scope: Scope, campaign: Campaign) -> "QuerySet[Registration]":
    """Registrations that wait for the reader: of units directly under a committee of theirs, and
    those handed to a body that they work for; none of their own units.
    """
    committees = [one.organisation_id for one in scope.grants if one.role in OFFICERS]
    units = Organisation.objects.filter(read_by(committees)).exclude(pk__in=committees)
    asked = Task.objects.filter(registration=OuterRef("pk"), withdrawal_asked_at__isnull=False)
    waiting = Registration.objects.filter(
        Q(status=SubmissionStatus.SENT) | Exists(asked), campaign=campaign
    ).annotate(asks_out=Exists(asked))
    mine = Q(organisation__in=units.values("pk"))
    bodies = [grant.body_id for grant in scope.narrowed if grant.body_id]
    if bodies:
        mine |= Q(handings__ended_at=None, handings__body__in=bodies)
    found = waiting.filter(mine).select_related("organisation", "campaign__registration_limits")
    if scope.person_id is not None:
        found = found.exclude(person=scope.person_id)
    return found.order_by("sent_at", "pk")


def answered_last(version: TaskVersion) -> list[Verdict]:
    """The verdicts on a version, in the order in which they were given."""
    return sorted(version.verdicts.all(), key=lambda verdict: verdict.pk)


def reads_for(scope: Scope, committee: Organisation, entry: Entry) -> bool:
    """Whether somebody answers this entry: as the committee, or as the body it was handed to. The
    act asks again, and refuses one's own.
    """
    own_unit = any(grant.organisation_id == entry.unit.pk for grant in scope.grants)
    registration = entry.registration
    if own_unit or registration is None:
        return False
    if registration.person_id is not None and registration.person_id == scope.person_id:
        return False
    handed = entry.body is not None and any(grant.body_id == entry.body for grant in scope.narrowed)
    return answers_at(scope, committee) or handed
