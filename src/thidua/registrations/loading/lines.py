"""Loading the sheets *Thước đo nhiệm vụ* and *Mốc nhiệm vụ*: the lines of tasks that are drafts."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.registrations.content import Content, MeasureLine, MilestoneLine, as_json
from thidua.registrations.loading.frames import KEY, measures_frame, milestones_frame
from thidua.registrations.loading.known import Known
from thidua.registrations.loading.tasks import TASK, refuse_closed
from thidua.registrations.models import Measure, Milestone, Task
from thidua.registrations.rows import content_of
from thidua.registrations.saving import save
from thidua.registrations.sheets import MEASURES, MILESTONES
from thidua.roster.loading.year import YearLoading
from thidua.workbooks import Diff, ParsedSheet, Sheet, compare

Rows = Sequence[dict[str, Any]]


def load_measures(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet: the rows of a task replace its measures."""
    return _load(MEASURES, parsed, loading, _bring_measures)


def load_milestones(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet: the rows of a task replace its milestones."""
    return _load(MILESTONES, parsed, loading, _bring_milestones)


def _load(
    sheet: Sheet,
    parsed: ParsedSheet,
    loading: YearLoading,
    bring: Callable[[list[tuple[Task, Rows]], Known], None],
) -> Outcome:
    if loading.campaign is None:
        return Outcome(file=parsed.problems.file, sheet=sheet.title, in_error=parsed.frame.height)
    check = Checking(parsed, loading)
    if sheet is MEASURES:
        check.fits(name=255, unit=60)
    else:
        check.fits(text=255)
    known = Known(loading.campaign, parsed.frame["organisation"].drop_nulls(), loading)
    _check_tasks(check, known)
    refuse_closed(check, known, _diff(sheet, check, known))
    diff = _diff(sheet, check, known)
    bring(_owned(sheet, check, diff, known), known)
    return check.outcome(diff, subject="organisation", columns=sheet.columns, gone=diff.missing)


def _check_tasks(check: Checking, known: Known) -> None:
    """Every line belongs to a task of the sheet of tasks, or to one that is there."""
    check.frame = check.frame.with_columns(
        task=pl.concat_str(pl.col("organisation"), pl.lit("#"), pl.col("number").cast(pl.String))
    )
    there = pl.Series("task", [f"{code}#{number}" for code, number in known.tasks])
    check.fail(
        check.known_nowhere("task", there.cast(pl.String), kind=TASK),
        column="number",
        message=Text(
            "tổ chức này không có nhiệm vụ mang số ấy",
            "the organisation has no task of this number",
        ),
        expected=Text(
            "số của một dòng ở trang “Nhiệm vụ đăng ký”",
            "the number of a row of the sheet “Registered tasks”",
        ),
    )


def _diff(sheet: Sheet, check: Checking, known: Known) -> Diff:
    good = _blanks(sheet, check.good(list(KEY)))
    make = measures_frame if sheet is MEASURES else milestones_frame
    before = _blanks(sheet, make(known.contents))
    before = before.join(good.select(KEY).unique(), on=list(KEY), how="semi", maintain_order="left")
    columns = [column.id for column in sheet.columns if not column.key]
    return compare(existing=before, incoming=good, key=sheet.key, columns=columns)


def _blanks(sheet: Sheet, rows: pl.DataFrame) -> pl.DataFrame:
    if sheet is not MEASURES:
        return rows
    return rows.with_columns(
        pl.col("unit").fill_null(""),
        pl.col("direction").fill_null("higher"),
        pl.col("yes_no", "main").fill_null(value=False),
    )


def _owned(sheet: Sheet, check: Checking, diff: Diff, known: Known) -> list[tuple[Task, Rows]]:
    """The tasks of which any line comes, changes or goes, each with all its rows."""
    changed = pl.concat([part.select(KEY) for part in (diff.new, diff.changed, diff.missing)])
    rows = _blanks(sheet, check.good(list(KEY))).join(
        changed.unique(), on=list(KEY), how="semi", maintain_order="left"
    )
    groups = rows.partition_by(list(KEY), as_dict=True, maintain_order=True)
    return [
        (known.tasks[str(code), int(number)], list(found.iter_rows(named=True)))
        for (code, number), found in groups.items()
    ]


def _bring_measures(owned: list[tuple[Task, Rows]], known: Known) -> None:
    lines = [(task, tuple(_measure(row) for row in rows)) for task, rows in owned]
    fresh = [(task, found) for task, found in lines if not task.measures.all()]
    Measure.objects.bulk_create(
        [
            Measure(
                task=task,
                position=position,
                **{name: value for name, value in vars(line).items() if name != "id"},
            )
            for task, found in fresh
            for position, line in enumerate(found, start=1)
        ],
        batch_size=2_000,
    )
    new = {task.pk for task, _ in fresh}
    _change([(task, {"measures": found}) for task, found in lines if task.pk not in new], known)


def _bring_milestones(owned: list[tuple[Task, Rows]], known: Known) -> None:
    lines = [
        (task, tuple(MilestoneLine(row["on"], row["text"]) for row in rows)) for task, rows in owned
    ]
    fresh = [(task, found) for task, found in lines if not task.milestones.all()]
    Milestone.objects.bulk_create(
        [
            Milestone(task=task, position=position, on=line.on, text=line.text)
            for task, found in fresh
            for position, line in enumerate(found, start=1)
        ],
        batch_size=2_000,
    )
    new = {task.pk for task, _ in fresh}
    _change([(task, {"milestones": found}) for task, found in lines if task.pk not in new], known)


def _measure(row: dict[str, Any]) -> MeasureLine:
    names = ("name", "unit", "last_year", "target", "direction", "yes_no", "main")
    return MeasureLine(**{name: row[name] for name in names})


def _change(lines: list[tuple[Task, dict[str, Any]]], known: Known) -> None:
    authority = Authority(known.loading.actor)
    for task, found in lines:
        content = Content(**{**vars(content_of(task)), **found})
        save(task, task.revision, as_json(content), authority=authority)
