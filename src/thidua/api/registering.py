"""The year's beginning: its calendar, its documents, what units registered and aim at, one's own
commitment. What was sent, never a draft of somebody else's.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from django.http import Http404
from ninja import Query, Router

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.api.me import Place
from thidua.api.service import answers, summary
from thidua.api.shapes import (
    LONGEST_CODE,
    Code,
    Exact,
    Paged,
    Paging,
    Shape,
    Year,
    described,
    exact,
    part_of,
)
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Direction, Step
from thidua.commitments.queries import own_commitments
from thidua.directives.queries import directives_for
from thidua.organisations.models import Organisation
from thidua.registrations.content import Content, from_json
from thidua.registrations.models import Registration, TaskVersion
from thidua.registrations.queries import visible_to
from thidua.submissions.models import SubmissionStatus
from thidua.targets.queries import Row, rows_of, unit_for
from thidua.targets.tree import neighbours
from thidua.vocabulary import Tier

router = Router(tags=["registering"])


class CalendarDay(Shape):
    """When a step opens for a tier, and by when organisations of the tier send."""

    step: Step
    tier: Tier
    opens_on: dt.date | None
    due_on: dt.date


class Document(Shape):
    """A document that the movement rests on. With `secret` there are number and day alone."""

    number: str
    signed_on: dt.date
    kind: str
    issuer: str
    title: str
    link: str
    secret: bool


class RegistrationLine(Shape):
    """A registration that was sent. `person`: whose post it is of, by name; null for a unit's."""

    organisation: Place
    holder: str
    person: str | None
    status: SubmissionStatus
    version: int
    due_on: dt.date | None
    sent_at: dt.datetime | None
    settled_at: dt.datetime | None
    sent_late: bool


class MeasureOfTask(Shape):
    """By what a task is measured; null: no number was given, which is not 0."""

    name: str
    unit: str
    last_year: Exact | None
    target: Exact | None
    direction: Direction
    yes_no: bool
    main: bool


class MilestoneOfTask(Shape):
    on: dt.date | None
    text: str


class RegisteredTask(Shape):
    """A task as it was sent last, in its clarities and read as one sentence (in Vietnamese)."""

    number: int
    status: str
    version: int
    sent_at: dt.datetime
    sentence: str
    kind: str
    title: str
    work: str
    place: str
    amount: str
    doers: list[str]
    with_whom: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    milestones: list[MilestoneOfTask]
    measures: list[MeasureOfTask]
    answers: str
    answers_to: str
    check_how: str
    checked_in: str
    accepted: list[str]


class WholeRegistration(RegistrationLine):
    """A registration with its tasks."""

    tasks: list[RegisteredTask]


class TargetOfUnit(Shape):
    """What a unit aims at on one indicator. `key` tells indicators of a year apart; `set_by`: the
    unit whose own indicator it is, null for the province's. `above`: the target of the unit above.
    `below_total`: what the units directly below come to where they add up, `below_registered` of
    `below_units` having registered. null is not known, never 0.
    """

    key: str
    name: str
    unit: str
    direction: Direction
    adds_up: bool | None
    set_by: str | None
    above: Exact | None
    own: Exact | None
    below_units: int
    below_registered: int
    below_total: Exact | None
    below_verdict: str | None


class CommitmentItem(Shape):
    """`until` null: the whole year; `done` null: not known."""

    text: str
    until: dt.date | None
    checked_by: str
    done: bool | None


class OwnCommitment(Shape):
    """The reader's own commitment; `cell`: where it was sent to or accepted."""

    status: SubmissionStatus
    cell: Place
    sent_at: dt.datetime | None
    reason: str
    promises: list[CommitmentItem]


class Calendar(Shape):
    """The calendar of a year."""

    items: list[CalendarDay]


class RegistrationsOfOne(Shape):
    """The registrations of one organisation: its own, its collective's, its post-holders'."""

    items: list[WholeRegistration]


class TargetsOfUnit(Shape):
    """What one unit aims at."""

    items: list[TargetOfUnit]


class RegistrationsAsked(Paging):
    organisation: Annotated[
        str, described("chỉ một tổ chức", "of one organisation only", max_length=LONGEST_CODE)
    ] = ""


@router.get(
    "/years/{int:year}/calendar",
    response=answers(Calendar),
    **summary("Lịch của năm theo bước và cấp", "The calendar of a year by step and tier"),
)
def calendar(request: SignedIn, year: Year) -> Calendar:
    days = campaign_or_404(request, year).tier_deadlines.order_by("due_on", "step", "tier")
    items = [
        CalendarDay(
            step=Step(day.step), tier=Tier(day.tier), opens_on=day.opens_on, due_on=day.due_on
        )
        for day in days
    ]
    return Calendar(items=items)


@router.get(
    "/years/{int:year}/directives",
    response=answers(Paged[Document]),
    **summary("Văn bản của năm mà tôi được đọc", "The year's documents that I may read"),
)
def directives(request: SignedIn, year: Year, query: Query[Paging]) -> Paged[Document]:
    found = directives_for(request.user, campaign_or_404(request, year))
    names = ("number", "signed_on", "kind", "issuer", "title", "link", "secret")
    lines = [
        Document(**{name: getattr(one, name) for name in names}) for one in part_of(found, query)
    ]
    return Paged[Document].of(lines, count=found.count(), paging=query, request=request)


@router.get(
    "/years/{int:year}/registrations",
    response=answers(Paged[RegistrationLine]),
    **summary(
        "Các bản đăng ký đã gửi trong phần cây của tôi",
        "Registrations that were sent, of my part of the tree",
    ),
)
def registrations(
    request: SignedIn, year: Year, query: Query[RegistrationsAsked]
) -> Paged[RegistrationLine]:
    found = _sent(request, year)
    if query.organisation:
        found = [one for one in found if one.organisation.code == query.organisation]
    lines = [RegistrationLine(**_line(one)) for one in part_of(found, query)]
    return Paged[RegistrationLine].of(lines, count=len(found), paging=query, request=request)


@router.get(
    "/years/{int:year}/registrations/{path:code}",
    response=answers(RegistrationsOfOne),
    **summary(
        "Bản đăng ký của một tổ chức, từng nhiệm vụ như lần gửi cuối",
        "The registrations of one organisation, each task as it was sent last",
    ),
)
def registration(request: SignedIn, year: Year, code: Code) -> RegistrationsOfOne:
    found = [one for one in _sent(request, year) if one.organisation.code == code]
    if not found:
        raise Http404
    versions = (
        TaskVersion.objects.filter(task__registration__in=found)
        .select_related("task")
        .order_by("task__position", "task_id", "-number")
        .distinct("task__position", "task_id")
    )
    tasks: dict[int, list[RegisteredTask]] = {}
    for version in versions:
        tasks.setdefault(version.task.registration_id, []).append(_task(version))
    items = [WholeRegistration(**_line(one), tasks=tasks.get(one.pk, [])) for one in found]
    return RegistrationsOfOne(items=items)


def _sent(request: SignedIn, year: int) -> list[Registration]:
    """What was sent and the reader may read, by the place of its unit in the tree."""
    campaign = campaign_or_404(request, year)
    found = visible_to(request.user).filter(campaign=campaign)
    found = found.exclude(status=SubmissionStatus.DRAFT)
    return list(found.select_related("organisation", "person").order_by("organisation__path", "pk"))


def _line(one: Registration) -> dict[str, object]:
    return {
        "organisation": Place(code=one.organisation.code, name=one.organisation.name),
        "holder": one.holder,
        "person": one.person.full_name if one.person is not None else None,
        "status": SubmissionStatus(one.status),
        "version": one.version,
        "due_on": one.due_on,
        "sent_at": one.sent_at,
        "settled_at": one.settled_at,
        "sent_late": one.sent_late,
    }


_TEXTS = (
    "kind",
    "title",
    "work",
    "place",
    "amount",
    "with_whom",
    "starts_on",
    "ends_on",
    "answers_to",
    "check_how",
    "checked_in",
)


def _task(version: TaskVersion) -> RegisteredTask:
    content, task = from_json(version.content), version.task
    return RegisteredTask(
        number=task.position,
        status=task.status,
        version=version.number,
        sent_at=version.sent_at,
        sentence=version.sentence,
        doers=[doer.name for doer in content.doers],
        milestones=[MilestoneOfTask(on=line.on, text=line.text) for line in content.milestones],
        measures=_measures(content),
        answers=content.answers_name or content.answers_title,
        accepted=list(task.locked),
        **{name: getattr(content, name) for name in _TEXTS},
    )


def _measures(content: Content) -> list[MeasureOfTask]:
    return [
        MeasureOfTask(
            name=line.name,
            unit=line.unit,
            last_year=None if line.last_year is None else exact(line.last_year),
            target=None if line.target is None else exact(line.target),
            direction=Direction(line.direction),
            yes_no=line.yes_no,
            main=line.main,
        )
        for line in content.measures
    ]


@router.get(
    "/years/{int:year}/targets/{path:code}",
    response=answers(TargetsOfUnit),
    **summary(
        "Mức phấn đấu của một đơn vị trên từng chỉ tiêu",
        "What one unit aims at on each indicator",
    ),
)
def targets(request: SignedIn, year: Year, code: Code) -> TargetsOfUnit:
    campaign = campaign_or_404(request, year)
    unit: Organisation | None = unit_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    rows: Iterable[Row] = rows_of(campaign, unit, neighbours(campaign, unit))
    return TargetsOfUnit(items=[_target(row) for row in rows])


def _target(row: Row) -> TargetOfUnit:
    total = row.total
    return TargetOfUnit(
        key=row.key,
        name=row.name,
        unit=row.unit,
        direction=row.direction,
        adds_up=row.adds_up,
        set_by=row.set_by.code if row.set_by is not None else None,
        above=None if row.above is None else exact(row.above),
        own=None if row.own is None else exact(row.own.value),
        below_units=len(row.below),
        below_registered=sum(1 for _unit, target in row.below if target is not None),
        below_total=None if total is None or total.total is None else exact(total.total),
        below_verdict=None if total is None else total.verdict.value,
    )


@router.get(
    "/years/{int:year}/commitment",
    response=answers(OwnCommitment),
    **summary("Cam kết của chính tôi", "My own commitment"),
)
def commitment(request: SignedIn, year: Year) -> OwnCommitment:
    found = own_commitments(request.user, campaign_or_404(request, year)).first()
    if found is None:
        raise Http404
    names = ("text", "until", "checked_by", "done")
    return OwnCommitment(
        status=SubmissionStatus(found.status),
        cell=Place(code=found.cell.code, name=found.cell.name),
        sent_at=found.sent_at,
        reason=found.reason,
        promises=[
            CommitmentItem(**{name: getattr(item, name) for name in names})
            for item in found.items.all()
        ],
    )
