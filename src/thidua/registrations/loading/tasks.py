"""Loading the sheet *Nhiệm vụ đăng ký*: drafts of what units register."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.organisations.loading.organisations import AN_ORGANISATION
from thidua.organisations.loading.organisations import ORGANISATION as AN_ORGANISATION_CODE
from thidua.registrations.content import Content, Doer, as_json
from thidua.registrations.loading.frames import KEY, TEXTS, tasks_frame
from thidua.registrations.loading.known import Known
from thidua.registrations.models import Holder, Registration, Task, TaskPerson
from thidua.registrations.rows import content_of, outside_of
from thidua.registrations.saving import save
from thidua.registrations.sheets import TASKS
from thidua.roster.loading.year import YearLoading
from thidua.web.clock import today
from thidua.workbooks import Diff, ParsedSheet, compare

TASK = "registered task"
"""Under this kind the other sheets learn which tasks are in error."""
_LISTS = ("lead", "doers")
_COLUMNS = tuple(column.id for column in TASKS.columns if column.id not in KEY)


def load_tasks(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet: new tasks are drafts, those of open drafts change."""
    if loading.campaign is None:
        return Outcome(file=parsed.problems.file, sheet=TASKS.title, in_error=parsed.frame.height)
    check = Checking(parsed, loading)
    known = Known(loading.campaign, parsed.frame["organisation"].drop_nulls(), loading)
    check.fits(title=160, work=2000, place=2000, amount=120, with_whom=2000)
    check.fits(answers_title=120, answers_to=255, check_how=2000, checked_in=120)
    check.refers(
        "organisation",
        pl.Series("organisation", list(known.organisations), dtype=pl.String),
        kind=AN_ORGANISATION_CODE,
        what=AN_ORGANISATION,
    )
    _check_days(check)
    _check_people(check, known)
    refuse_closed(check, known, _diff(check, known))
    diff = _diff(check, known)
    loading.doubt(TASK, keys_of(check.frame.filter(pl.col("row").is_in(check.left_out.implode()))))
    _write_new(diff.new, known)
    _write_changed(diff.changed, known)
    return check.outcome(diff, subject="organisation", columns=TASKS.columns)


def _diff(check: Checking, known: Known) -> Diff:
    good = _as_compared(check.good(list(KEY)))
    before = _as_compared(tasks_frame(known.contents, known.codes))
    return compare(existing=before, incoming=good, key=KEY, columns=_COLUMNS)


def _as_compared(rows: pl.DataFrame) -> pl.DataFrame:
    """Lists as one text, blank cells as ""."""
    return rows.with_columns(
        *(pl.col(name).list.join(", ").fill_null("") for name in _LISTS),
        *(pl.col(name).fill_null("") for name in TEXTS),
    )


def _check_days(check: Checking) -> None:
    year = check.loading.year
    for column in ("starts_on", "ends_on"):
        check.fail(
            check.frame.filter(pl.col(column).dt.year() != year),
            column=column,
            message=Text(f"ngày nằm ngoài năm {year}", f"a day outside {year}"),
            expected=Text(f"một ngày của năm {year}", f"a day in {year}"),
        )
    check.fail(
        check.frame.filter(pl.col("starts_on") > pl.col("ends_on")),
        column="starts_on",
        message=Text("bắt đầu sau hạn cuối", "it starts after it ends"),
        expected=Text("một ngày trước hạn cuối", "a day before the last one"),
    )


_NOBODY = Text(
    "không phải mã của đảng viên, tổ chức nào trong đơn vị: {wrong}",
    "no code of a member or an organisation of the unit: {wrong}",
)
_OWN = Text("mã người, mã tổ chức của đơn vị", "codes of people, of organisations of the unit")


def _check_people(check: Checking, known: Known) -> None:
    """Whoever does or answers for a task is of the unit's own part of the tree."""
    for column in (*_LISTS, "answers"):
        wrong = {
            row["row"]: ", ".join(_strangers(row, column, known))
            for row in check.frame.iter_rows(named=True)
            if row["organisation"] in known.organisations and row[column]
        }
        named = {row: names for row, names in wrong.items() if names}
        if named:
            rows = check.frame.filter(pl.col("row").is_in(list(named)))
            rows = rows.with_columns(
                wrong=pl.col("row").replace_strict(named, default="", return_dtype=pl.String)
            )
            check.fail(rows, column=column, message=_NOBODY, expected=_OWN, value="wrong")


def _strangers(row: dict[str, Any], column: str, known: Known) -> list[str]:
    codes = [row[column]] if column == "answers" else row[column]
    unit = known.organisations[row["organisation"]]
    doers = {code: known.doer(code) for code in codes}
    unknown = [code for code, doer in doers.items() if doer is None]
    content = Content(doers=tuple(doer for doer in doers.values() if doer is not None))
    people, units = outside_of(content, unit, today())
    outside = [
        code
        for code, doer in doers.items()
        if doer is not None and (doer.person in people or doer.organisation in units)
    ]
    return unknown + outside


def refuse_closed(check: Checking, known: Known, diff: Diff) -> None:
    """Rows that would change a registration that a file may not change."""
    touched = pl.concat([diff.new.select("row", *KEY), diff.changed.select("row", *KEY)])
    for code in touched["organisation"].unique(maintain_order=True):
        refused = known.against(code)
        if refused is not None:
            rows = touched.filter(pl.col("organisation") == code)["row"]
            check.fail(
                check.frame.filter(pl.col("row").is_in(rows.implode())),
                column="organisation",
                message=refused,
            )


def keys_of(rows: pl.DataFrame) -> list[str]:
    """What tells the tasks of rows apart, as one word each."""
    return [f"{code}#{number}" for code, number in rows.select(KEY).iter_rows()]


def content_from(row: dict[str, Any], known: Known) -> Content:
    """What a row says, without the lines of the other sheets."""
    codes = [(code, True) for code in row["lead"].split(", ") if code]
    codes += [(code, False) for code in row["doers"].split(", ") if code]
    doers = [known.doer(code, lead=lead) for code, lead in codes]
    answers = known.doer(row["answers"]) if row["answers"] else None
    return Content(
        **{name: row[name] for name in (*TEXTS, "kind", "starts_on", "ends_on")},
        doers=tuple(doer for doer in doers if doer is not None),
        answers=answers.person if answers is not None else None,
    )


def _write_new(rows: pl.DataFrame, known: Known) -> None:
    """Everything at once: some thousand tasks are two statements."""
    given = list(rows.iter_rows(named=True))
    _begin([row["organisation"] for row in given], known)
    tasks, people = [], []
    for row in given:
        content = content_from(row, known)
        task = Task(
            registration=known.registrations[row["organisation"]],
            position=row["number"],
            kind=row["kind"],
            starts_on=content.starts_on,
            ends_on=content.ends_on,
            answers_id=content.answers,
            **{name: row[name] for name in TEXTS},
        )
        tasks.append(task)
        people += _doers(task, content.doers)
    Task.objects.bulk_create(tasks, batch_size=1_000)
    TaskPerson.objects.bulk_create(people, batch_size=2_000)


def _doers(task: Task, doers: Sequence[Doer]) -> list[TaskPerson]:
    once = {(doer.person, doer.organisation): doer for doer in reversed(doers)}
    return [
        TaskPerson(
            task=task,
            position=position,
            person_id=doer.person,
            organisation_id=doer.organisation,
            lead=doer.lead,
        )
        for position, doer in enumerate(reversed(once.values()), start=1)
    ]


def _begin(codes: Sequence[str], known: Known) -> None:
    for code in dict.fromkeys(codes):
        known.begin(code)
    missing = [code for code in dict.fromkeys(codes) if code not in known.registrations]
    made = Registration.objects.bulk_create(
        Registration(
            campaign=known.campaign,
            organisation=known.organisations[code],
            holder=Holder.ORGANISATION,
        )
        for code in missing
    )
    known.registrations.update(zip(missing, made, strict=True))


def _write_changed(rows: pl.DataFrame, known: Known) -> None:
    authority = Authority(known.loading.actor)
    for row in rows.iter_rows(named=True):
        known.begin(row["organisation"])
        task = known.tasks[row["organisation"], row["number"]]
        stored, written = content_of(task), content_from(row, known)
        written = replace(
            written,
            milestones=stored.milestones,
            measures=stored.measures,
            decides=stored.decides,
        )
        values = as_json(written)
        save(task, task.revision, values, authority=authority)
