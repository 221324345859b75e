"""Writing the workbook *Tiến độ*: what stands of every task, and a row to fill in for each measure
that nobody noted.
"""

import polars as pl

from thidua.loading.sheets import BookSheet, Stage
from thidua.progress.loading.frames import frame_of, rows_to_fill
from thidua.progress.loading.known import tasks_of
from thidua.progress.loading.notes import load_progress
from thidua.progress.sheets import PROGRESS
from thidua.registrations.models import Registration
from thidua.roster.loading.sheets import YearExport
from thidua.roster.loading.year import YearLoading


def export_progress(export: YearExport) -> pl.DataFrame:
    """The sheet, of the part that is exported."""
    registered = pl.DataFrame(
        list(
            Registration.objects.filter(campaign=export.year).values_list("pk", "organisation_id")
        ),
        schema={"id": pl.Int64, "organisation_id": pl.Int64},
        orient="row",
    )
    part = getattr(export, "part", "")
    if part:
        inside = Registration.objects.filter(organisation__path__startswith=part)
        units = set(inside.values_list("organisation_id", flat=True))
    else:
        units = set(export.in_scope(registered)["organisation_id"].to_list())
    rows = [row for task in tasks_of(export.year, units) for row in rows_to_fill(task)]
    return frame_of(rows).with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        for name in ("text", "blocked_by", "measure")
    )


PROGRESS_SHEET = BookSheet[YearLoading, YearExport](
    "progress",
    PROGRESS,
    load_progress,
    export_progress,
    place=10,
    stage=Stage.CARRIED_OUT,
    by_units=True,
)
