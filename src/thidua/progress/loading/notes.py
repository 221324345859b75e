"""Loading the sheet *Tiến độ*: the rows of one task and day become one note."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.organisations.loading.organisations import AN_ORGANISATION
from thidua.organisations.loading.organisations import ORGANISATION as AN_ORGANISATION_CODE
from thidua.progress.actions import write_note
from thidua.progress.errors import NoteError
from thidua.progress.loading.frames import COLUMNS, KEY, frame_of, rows_of
from thidua.progress.loading.known import Known, KnownTask
from thidua.progress.rules import LONGEST_TEXT, NoteWords, refuse_day, refuse_value
from thidua.progress.sheets import PROGRESS
from thidua.roster.loading.year import YearLoading
from thidua.web.clock import today
from thidua.workbooks import Diff, ParsedSheet, compare

_NO_TASK = Text(
    "đơn vị không có nhiệm vụ đã nhận mang số hoặc tên này",
    "the unit has no accepted task of this number or name",
)
_NO_MEASURE = Text(
    "nhiệm vụ không có thước đo mang tên này", "the task has no measure of this name"
)
_WHICH_MEASURE = Text(
    "nhiệm vụ có nhiều thước đo: hãy ghi tên thước đo",
    "the task has several measures: name the one that is meant",
)
_NOT_OWN = Text(
    "tiến độ do chính đơn vị nạp: tài khoản này không ghi thay được",
    "progress is loaded by the unit itself: this account does not note it",
)
_NO_DAY = Text("thiếu ngày: số này tính đến ngày nào", "the day is missing: as of when is this")
Faults = Callable[[dict[str, Any], Known], Iterator[tuple[str, Text]]]
_SAYS = ("value", "done", "text", "blocked_by")


def load_progress(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet. What is the same as stored stays; another wording of a day that is
    there is a correction of its note; every other day a new note.
    """
    if loading.campaign is None:
        return Outcome(
            file=parsed.problems.file, sheet=PROGRESS.title, in_error=parsed.frame.height
        )
    check = Checking(parsed, loading)
    check.frame = check.frame.filter(
        pl.any_horizontal(pl.col("on", *_SAYS).is_not_null())
    )  # the rows of a template that nobody filled in
    known = Known(loading.campaign, check.frame["organisation"].drop_nulls(), loading)
    check.fits(text=LONGEST_TEXT, blocked_by=LONGEST_TEXT)
    check.refers(
        "organisation",
        pl.Series("organisation", list(known.organisations), dtype=pl.String),
        kind=AN_ORGANISATION_CODE,
        what=AN_ORGANISATION,
    )
    _check_rows(check, known, _faults, check.frame["row"])
    said = _diff(check, known)
    new = pl.concat([said.new["row"], said.changed["row"]])
    _check_rows(check, known, _faults_of_writing, new)
    diff = _diff(check, known)
    _write(diff, known)
    return check.outcome(diff, subject="organisation", columns=PROGRESS.columns)


def _check_rows(check: Checking, known: Known, found: Faults, among: pl.Series) -> None:
    """What is wrong with these rows, said at the cell that is wrong."""
    faults: dict[tuple[str, Text], list[int]] = {}
    rows_here = check.frame.filter(pl.col("row").is_in(among.implode()))
    for row in rows_here.iter_rows(named=True):
        if row["organisation"] not in known.organisations or not row["task"]:
            continue
        for column, message in found(row, known):
            faults.setdefault((column, message), []).append(row["row"])
    for (column, message), rows in faults.items():
        check.fail(check.frame.filter(pl.col("row").is_in(rows)), column=column, message=message)


def _faults(row: dict[str, Any], known: Known) -> Iterator[tuple[str, Text]]:
    task = known.task(row["organisation"], row["task"])
    if task is None:
        yield "task", _NO_TASK
        return
    if row["on"] is None:
        yield "on", _NO_DAY
    yield from _faults_of_value(row, task)


def _faults_of_writing(row: dict[str, Any], known: Known) -> Iterator[tuple[str, Text]]:
    """What stands against writing a row that says something new."""
    task = known.task(row["organisation"], row["task"])
    if task is None or row["on"] is None:
        return
    if not known.may_write(task):
        yield "organisation", _NOT_OWN
    try:
        refuse_day(row["on"], year=task.task.registration.campaign.year, today=today())
    except NoteError as error:
        yield "on", error.text


def _faults_of_value(row: dict[str, Any], task: KnownTask) -> Iterator[tuple[str, Text]]:
    if row["measure"] and task.measure(row["measure"]) is None:
        yield "measure", _NO_MEASURE
        return
    given = _value(row)
    if given is None:
        return
    measure = task.measure(row["measure"])
    if measure is None:
        yield "measure", _WHICH_MEASURE
        return
    try:
        refuse_value(given, measure)
    except NoteError as error:
        yield "value", error.text


def _value(row: dict[str, Any]) -> Decimal | bool | None:
    number: Decimal | None = row["value"]
    done: bool | None = row["done"]
    return done if number is None else number


def _diff(check: Checking, known: Known) -> Diff:
    """The good rows, each under the number of its task and the full name of its measure, beside
    what is stored of those days; a blank cell says nothing new.
    """
    good = []
    for row in check.good(list(PROGRESS.key)).iter_rows(named=True):
        task = known.task(row["organisation"], row["task"])
        if task is None or row["on"] is None:
            continue
        measure = task.measure(row["measure"]) if _value(row) is not None else None
        named = measure.name if measure is not None else ""
        note = task.of_day(row["on"])
        there = task.told(note).get(named, {}) if note is not None else {}
        says = {name: row[name] if row[name] is not None else there.get(name) for name in _SAYS}
        good.append({**row, **says, "task": str(task.task.position), "measure": named})
    stored = [row for task in known.tasks for row in rows_of(task)]
    days = {(row["organisation"], row["task"], row["on"]) for row in good}
    before = [row for row in stored if (row["organisation"], row["task"], row["on"]) in days]
    return compare(
        existing=frame_of(before),
        incoming=frame_of(good, row=True),
        key=KEY,
        columns=COLUMNS,
    )


def _write(diff: Diff, known: Known) -> None:
    """A note for each task and day of which anything is new."""
    rows = [*diff.new.iter_rows(named=True), *diff.changed.iter_rows(named=True)]
    days: dict[tuple[str, str, Any], list[dict[str, Any]]] = {}
    for row in rows:
        days.setdefault((row["organisation"], row["task"], row["on"]), []).append(row)
    for (code, number, day), together in sorted(days.items(), key=lambda one: one[0]):
        task = known.task(code, number)
        if task is not None:
            words = _words(task, day, together)
            write_note(task.task, words, actor=known.loading.actor)


def _words(task: KnownTask, day: Any, rows: list[dict[str, Any]]) -> NoteWords:
    """What the rows say, over what the note of that day said before: nothing of it is lost."""
    note = task.of_day(day)
    values: dict[int, Decimal | bool] = {}
    known = {line.id for line in task.content.measures}
    if note is not None:
        for each in note.values.all():
            if each.measure_id in known:
                held = each.value if each.done is None else each.done
                if held is not None:
                    values[each.measure_id] = held
    for row in rows:
        measure, given = task.measure(row["measure"]), _value(row)
        if measure is not None and measure.id is not None and given is not None:
            values[measure.id] = given
    reached = {(line.on, line.text) for line in task.content.milestones}
    return NoteWords(
        on=day,
        text=_together(rows, "text") or (note.text if note else ""),
        values=values,
        milestones=tuple(
            (one.due_on, one.text)
            for one in (note.milestones.all() if note else ())
            if (one.due_on, one.text) in reached
        ),
        blocked_by=_together(rows, "blocked_by") or (note.blocked_by if note else ""),
        freed_by=note.freed_by if note and note.blocked_by else None,
        freed_by_name=note.freed_by_name if note and note.blocked_by else "",
        corrects=note.pk if note else None,
    )


def _together(rows: list[dict[str, Any]], name: str) -> str:
    """The words of the rows of one note, each once."""
    return "\n".join(dict.fromkeys(row[name] for row in rows if row[name]))
