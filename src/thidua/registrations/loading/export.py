"""Writing the workbook *Đăng ký*: what was sent, as it was sent last; of a unit's own, what it is
writing as well.
"""

from collections.abc import Iterator

import polars as pl
from django.db.models import QuerySet

from thidua.loading.sheets import BookSheet, Stage
from thidua.registrations.content import from_json
from thidua.registrations.loading.frames import (
    Codes,
    Numbered,
    measures_frame,
    milestones_frame,
    tasks_frame,
)
from thidua.registrations.loading.lines import load_measures, load_milestones
from thidua.registrations.loading.tasks import load_tasks
from thidua.registrations.models import Holder, Registration, Task, TaskStatus, TaskVersion
from thidua.registrations.rows import content_of, with_rows
from thidua.registrations.sheets import MEASURES, MILESTONES, TASKS
from thidua.roster.loading.sheets import YearExport
from thidua.roster.loading.year import YearLoading
from thidua.submissions.models import SubmissionStatus


def export_tasks(export: YearExport) -> pl.DataFrame:
    """The sheet *Nhiệm vụ đăng ký*."""
    return tasks_frame(_sent(export), Codes.read())


def export_measures(export: YearExport) -> pl.DataFrame:
    """The sheet *Thước đo nhiệm vụ*."""
    return measures_frame(_sent(export))


def export_milestones(export: YearExport) -> pl.DataFrame:
    """The sheet *Mốc nhiệm vụ*."""
    return milestones_frame(_sent(export))


def _sent(export: YearExport) -> Iterator[Numbered]:
    """Every task of the part that was sent, as its last version says; a draft is its unit's own."""
    of_year = Registration.objects.filter(campaign=export.year, holder=Holder.ORGANISATION)
    registered = pl.DataFrame(
        list(of_year.exclude(status=SubmissionStatus.DRAFT).values_list("pk", "organisation_id")),
        schema={"id": pl.Int64, "organisation_id": pl.Int64},
        orient="row",
    )
    part = getattr(export, "part", "")
    ids = export.in_scope(registered)["id"].to_list()
    if part:
        inside = of_year.filter(organisation__path__startswith=part)
        ids = list(
            inside.exclude(status=SubmissionStatus.DRAFT)
            .exclude(organisation__path=part)
            .values_list("pk", flat=True)
        )
    versions = (
        TaskVersion.objects.filter(task__registration__in=ids)
        .exclude(task__status=TaskStatus.WITHDRAWN)
        .order_by("task_id", "-number")
        .distinct("task_id")
        .values_list("task__registration__organisation__code", "task__position", "content")
    )
    found = [(code, number, from_json(content)) for code, number, content in versions]
    found += _own(of_year.filter(organisation__path=part)) if part else []
    yield from sorted(found, key=lambda one: one[:2])


def _own(registrations: "QuerySet[Registration]") -> list[Numbered]:
    """What a unit is writing itself, sent or not."""
    tasks = Task.objects.filter(registration__in=registrations).exclude(status=TaskStatus.WITHDRAWN)
    return [
        (task.registration.organisation.code, task.position, content_of(task))
        for task in with_rows(tasks.select_related("registration__organisation"))
    ]


RegistrationSheet = BookSheet[YearLoading, YearExport]
SHEETS_OF_REGISTRATIONS = tuple(
    RegistrationSheet(
        "registrations",
        sheet,
        load,
        export,
        place=10 * place,
        stage=Stage.REGISTERED,
        by_units=True,
    )
    for place, (sheet, load, export) in enumerate(
        (
            (TASKS, load_tasks, export_tasks),
            (MEASURES, load_measures, export_measures),
            (MILESTONES, load_milestones, export_milestones),
        ),
        start=1,
    )
)
