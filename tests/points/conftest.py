"""Three units of the small province compete: the head, its deputy, and a school; the criteria are
signed, the year is over by a day.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.pages.conftest import _user, as_, town
from tests.web.town import Town
from thidua.accounts.models import Role, User
from thidua.blocs.models import Bloc, BlocMember, CriteriaSet, Criterion
from thidua.organisations.models import Organisation
from thidua.points.actions import Own, save_scores, send_sheet
from thidua.points.models import ScoreSheet
from thidua.progress.models import Note, NoteValue
from thidua.registrations.content import as_json
from thidua.registrations.models import Holder, Registration, Task, TaskVersion
from thidua.registrations.rows import content_of

__all__ = ["Who", "as_", "town"]

Who = Callable[[str], User]
ENDS = dt.date(2021, 10, 31)
AFTER = dt.date(2021, 12, 16)
"""The day after the year's cut-off."""
ACCEPTED = dt.datetime(2021, 3, 20, tzinfo=dt.UTC)
HEAD, DEPUTY, SCHOOL = "GL01", "GL02", "CL01"
ROWS = (
    ("Nhiệm vụ trọng tâm", Decimal(40), None, "key_tasks"),
    ("Khâu đột phá", Decimal(20), None, "breakthroughs"),
    ("Sinh hoạt chi bộ", Decimal(20), Decimal(2), ""),
)


@pytest.fixture
def who(town: Town, settings: LazySettings) -> Who:
    """Somebody of the cast by name; "school": the officer of CL01, "town_officer" that of GL."""
    settings.TODAY = AFTER

    def named(name: str) -> User:
        if name != "school":
            return _user(town, name)
        known = User.objects.filter(username="school").first()
        return known or town.officer("school", Role.GRASSROOTS, SCHOOL)

    return named


@pytest.fixture
def bloc(town: Town) -> Bloc:
    """Of the province: GL01 (head), GL02 (deputy), CL01. What the town registered of them is their
    collectives' here: it counts for none of them.
    """
    own = Registration.objects.filter(organisation__code__in=(HEAD, DEPUTY, SCHOOL))
    own.update(holder=Holder.COLLECTIVE)
    made = Bloc.objects.create(
        campaign=town.campaign,
        organiser=town["XD"],
        kind="cluster",
        name="Cụm ba đơn vị",
        head=town[HEAD],
        deputy=town[DEPUTY],
    )
    for code in (HEAD, DEPUTY, SCHOOL):
        BlocMember.objects.create(
            bloc=made, organisation=town[code], campaign=town.campaign, kind="cluster"
        )
    return made


@pytest.fixture
def criteria(bloc: Bloc) -> list[Criterion]:
    return signed(bloc)


def signed(bloc: Bloc, *, version: int = 1, scale: str = "points") -> list[Criterion]:
    """The bloc's criteria, signed: 40 and 20 counted, 20 twice by a person."""
    criteria_set = CriteriaSet.objects.create(
        campaign=bloc.campaign,
        organiser=bloc.organiser,
        bloc=bloc,
        version=version,
        scale=scale,
        reason="đổi" if version > 1 else "",
        state="signed",
        signed_at=timezone.now(),
    )
    return [
        Criterion.objects.create(
            criteria_set=criteria_set,
            position=at,
            content=content,
            points=None if scale == "grades" else points,
            weight=points if scale == "grades" else weight,
            link_kind=link,
        )
        for at, (content, points, weight, link) in enumerate(ROWS, start=1)
    ]


def registered(unit: Organisation, town: Town, **more: object) -> Registration:
    """An accepted registration of the unit; there already: that one."""
    made, _new = Registration.objects.get_or_create(
        campaign=town.campaign,
        organisation=unit,
        holder=Holder.ORGANISATION,
        defaults={"status": "accepted", "version": 1, "sent_at": ACCEPTED, "settled_at": ACCEPTED},
        **more,
    )
    return made


def accepted(
    town: Town, code: str, *values: str | None, kind: str = "key_task", **more: object
) -> Task:
    """An accepted task of ten by each measure; `values`: what was noted of each, None nothing."""
    registration = registered(town[code], town)
    task = Task.objects.create(
        registration=registration,
        position=registration.tasks.count() + 1,
        kind=kind,
        status="accepted",
        work="Việc của đơn vị",
        ends_on=ENDS,
        **more,
    )
    for at, _value in enumerate(values, start=1):
        task.measures.create(position=at, name=f"Số đo {at}", unit="hộ", target=Decimal(10))
    TaskVersion.objects.create(
        task=task,
        number=1,
        sent_at=ACCEPTED,
        accepted_at=ACCEPTED,
        content=as_json(content_of(task)),
        sentence="Việc của đơn vị",
    )
    for measure, value in zip(task.measures.order_by("position"), values, strict=True):
        if value is not None:
            noted(task, measure.pk, Decimal(value))
    return task


def noted(task: Task, measure: int, value: Decimal, on: dt.date = dt.date(2021, 9, 1)) -> Note:
    """A note of one measure."""
    note = Note.objects.create(
        task=task, on=on, written_by_name="Cán bộ", written_at=timezone.now()
    )
    NoteValue.objects.create(note=note, measure_id=measure, value=value)
    return note


def given(criteria: list[Criterion], *values: str | None, reason: str = "") -> dict[int, Own]:
    """What a unit scores, by the criterion's key."""
    return {
        one.pk: Own(None if value is None else Decimal(value), reason)
        for one, value in zip(criteria, values, strict=True)
    }


def sent(
    bloc: Bloc, unit: Organisation, actor: User, scores: dict[int, Own], *, revision: int = 0
) -> ScoreSheet:
    """A unit's sheet, saved and sent."""
    saved = save_scores(bloc=bloc, unit=unit, revision=revision, given=scores, actor=actor)
    return send_sheet(bloc=bloc, unit=unit, revision=saved.revision, actor=actor)
