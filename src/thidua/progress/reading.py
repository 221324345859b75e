"""Accepted tasks as they stood on a day, in a fixed number of statements however many there are.

Whoever asks narrows to what their reader may see; nothing here knows a reader.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from thidua.campaigns.models import Campaign
from thidua.progress.results import LatestNote, MilestoneProgress, Noted, Target, TaskProgress
from thidua.registrations.content import heading_of
from thidua.registrations.models import TaskStatus

# A day ends where the site lives, whatever the database's own zone.
_END_OF_DAY = "((%(on)s::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')"
_TASKS = f"""
    SELECT DISTINCT ON (t.id) t.id, t.registration_id, r.organisation_id, t.position,
           t.status = '{TaskStatus.WITHDRAWN.value}', v.accepted_at, v.content,
           r.holder, r.person_id
    FROM registrations_task t
    JOIN registrations_registration r ON r.id = t.registration_id
    JOIN registrations_taskversion v ON v.task_id = t.id AND v.accepted_at < {_END_OF_DAY}
    {{joined}}
    WHERE r.campaign_id = %(campaign)s {{narrowed}}
    ORDER BY t.id, v.number DESC
"""  # noqa: S608
_STANDING = """
    progress_note n
    WHERE n.task_id = ANY(%(tasks)s) AND n."on" <= %(on)s
      AND NOT EXISTS (SELECT FROM progress_note c WHERE c.corrects_id = n.id)
"""
_STANDING_OF_TASK = """
    progress_note n
    WHERE n.task_id = task.id AND n."on" <= %(on)s
      AND NOT EXISTS (SELECT FROM progress_note c WHERE c.corrects_id = n.id)
"""
_CONFIRMED = """
    EXISTS (SELECT FROM progress_check k WHERE k.note_id = n.id AND k.kind = 'confirmed')
"""
_LATEST = f"""
    SELECT DISTINCT ON (n.task_id) n.task_id, n.id, n."on", n.blocked_by <> '',
           count(*) OVER (PARTITION BY n.task_id)
    FROM {_STANDING} ORDER BY n.task_id, n."on" DESC, n.id DESC
"""  # noqa: S608
_VALUES = f"""
    SELECT x.measure_id, n.id, n."on", x.value, x.done, {_CONFIRMED}
    FROM (SELECT * FROM {_STANDING}) n JOIN progress_notevalue x ON x.note_id = n.id
    ORDER BY n."on" DESC, n.id DESC
"""  # noqa: S608
_MILESTONES = f"""
    SELECT n.task_id, m.due_on, m.text, min(n."on")
    FROM (SELECT * FROM {_STANDING}) n JOIN progress_notemilestone m ON m.note_id = n.id
    GROUP BY 1, 2, 3
"""  # noqa: S608

_RESULTS = f"""
    WITH task (
        id, registration, organisation, position, withdrawn, accepted_at, content, holder, person
    ) AS (
        {_TASKS}
    )
    SELECT task.organisation, task.position, task.content -> 'time' ->> 'ends_on', line::text,
           counts.id, counts."on", counts.value, counts.done, counts.confirmed,
           (SELECT max(n."on") FROM {_STANDING_OF_TASK})
    FROM task CROSS JOIN LATERAL jsonb_array_elements(task.content -> 'effect' -> 'measures') line
    LEFT JOIN LATERAL (
        SELECT n.id, n."on", x.value, x.done, {_CONFIRMED} AS confirmed
        FROM (SELECT * FROM {_STANDING_OF_TASK}) n JOIN progress_notevalue x ON x.note_id = n.id
        WHERE x.measure_id = (line ->> 'id')::bigint
        ORDER BY n."on" DESC, n.id DESC LIMIT 1
    ) counts ON true
    WHERE NOT task.withdrawn ORDER BY task.organisation, task.position, task.id
"""  # noqa: S608

Rows = list[tuple[Any, ...]]


def progress_of(
    campaign: Campaign,
    *,
    on: dt.date,
    tasks: Collection[int] | None = None,
    organisations: Collection[int] | None = None,
    under: str | None = None,
) -> list[TaskProgress]:
    """The tasks of a year that were accepted by the end of a day, by what was noted up to that day.

    Narrowed to these tasks, to what these organisations registered, or to the part of the tree
    under a path; a withdrawn task is among them and says so. In the order of their keys. Four
    statements.
    """
    found, asked = _accepted(campaign, on, _narrowing(tasks, organisations, under))
    if not found:
        return []
    latest = {row[0]: row[1:] for row in _rows(_LATEST, asked)}
    reached = {row[:3]: row[3] for row in _rows(_MILESTONES, asked)}
    noted = _noted(_rows(_VALUES, asked))
    return [_task(row, latest.get(row[0]), noted, reached) for row in found]


def results_of(
    campaign: Campaign,
    *,
    on: dt.date,
    tasks: Collection[int] | None = None,
    organisations: Collection[int] | None = None,
) -> list[TaskProgress]:
    """The same for whoever counts results alone, in two statements: without milestones reached and
    latest notes.
    """
    found, asked = _accepted(campaign, on, _narrowing(tasks, organisations, None))
    noted = _noted(_rows(_VALUES, asked)) if found else {}
    return [_task(row, None, noted, {}) for row in found]


def _accepted(
    campaign: Campaign, on: dt.date, narrowing: tuple[str, str, dict[str, object]]
) -> tuple[Rows, dict[str, object]]:
    """The rows of the tasks, and what is asked of their notes."""
    joined, narrowed, params = narrowing
    params |= {"campaign": campaign.pk, "on": on}
    found = _rows(_TASKS.format(joined=joined, narrowed=narrowed), params)
    return found, {"tasks": [row[0] for row in found], "on": on}


@dataclass(frozen=True)
class UnitTarget:
    """One target of a unit's task that was not withdrawn: the number of the task, its own end, what
    counts of the measure on the day, the day of the task's latest note.
    """

    organisation: int
    position: int
    ends_on: dt.date | None
    target: Target
    noted_on: dt.date | None


def targets_of_units(
    campaign: Campaign, *, on: dt.date, organisations: Collection[int] | None = None
) -> list[UnitTarget]:
    """The targets of these units (None: of all) as they stood on a day: one statement, for whoever
    counts units and not tasks. In the order of the units and of their tasks.
    """
    joined, narrowed, params = _narrowing(None, organisations, None)
    params |= {"campaign": campaign.pk, "on": on}
    found = []
    for row in _rows(_RESULTS.replace("{joined}", joined).replace("{narrowed}", narrowed), params):
        unit, position, ends, line, note, noted_on, value, done, confirmed, latest = row
        noted = [] if note is None else [Noted(note, noted_on, value, done, confirmed)]
        ends_on = _day(ends)
        target = _target(json.loads(line), noted, ends_on)
        found.append(UnitTarget(unit, position, ends_on, target, latest))
    return found


def _narrowing(
    tasks: Collection[int] | None, organisations: Collection[int] | None, under: str | None
) -> tuple[str, str, dict[str, object]]:
    joined, narrowed = "", ""
    params: dict[str, object] = {}
    if tasks is not None:
        narrowed, params["of_tasks"] = f"{narrowed} AND t.id = ANY(%(of_tasks)s)", list(tasks)
    if organisations is not None:
        narrowed += " AND r.organisation_id = ANY(%(of_units)s)"
        params["of_units"] = list(organisations)
    if under is not None:
        joined = "JOIN organisations_organisation o ON o.id = r.organisation_id"
        narrowed, params["under"] = f"{narrowed} AND o.path LIKE %(under)s", f"{under}%"
    return joined, narrowed, params


def _rows(statement: str, params: Mapping[str, Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def _noted(rows: Rows) -> dict[int, list[Noted]]:
    """What notes say of each measure, the latest first."""
    found: dict[int, list[Noted]] = {}
    for measure, note, on, value, done, confirmed in rows:
        found.setdefault(measure, []).append(Noted(note, on, value, done, confirmed))
    return found


def _task(
    row: tuple[Any, ...],
    latest: tuple[Any, ...] | None,
    noted: Mapping[int, list[Noted]],
    reached: Mapping[tuple[Any, ...], dt.date],
) -> TaskProgress:
    pk, registration, organisation, position, withdrawn, accepted_at, stored, holder, person = row
    content = json.loads(stored)
    work, time = content["work"], content["time"]
    ends_on = _day(time.get("ends_on"))
    return TaskProgress(
        task=pk,
        registration=registration,
        organisation=organisation,
        position=position,
        kind=work["kind"],
        heading=heading_of(work.get("title") or "", work.get("work") or ""),
        accepted_on=timezone.localtime(accepted_at).date(),
        starts_on=_day(time.get("starts_on")),
        ends_on=ends_on,
        withdrawn=withdrawn,
        targets=tuple(
            _target(line, noted.get(line["id"], []), ends_on)
            for line in content["effect"]["measures"]
        ),
        milestones=tuple(_milestones(pk, time.get("milestones") or (), reached)),
        notes=latest[3] if latest else 0,
        latest=LatestNote(*latest[:3]) if latest else None,
        doers=tuple(
            one["person"] for one in content["person"].get("doers") or () if one.get("person")
        ),
        holder=holder,
        of_person=person,
    )


def _target(line: Mapping[str, Any], noted: list[Noted], ends_on: dt.date | None) -> Target:
    in_time = (one for one in noted if ends_on is None or one.on <= ends_on)
    return Target(
        measure=line["id"],
        name=line.get("name") or "",
        unit=line.get("unit") or "",
        target=_number(line.get("target")),
        higher_is_better=line.get("direction") != "lower",
        yes_no=bool(line.get("yes_no")),
        main=bool(line.get("main")),
        last_year=_number(line.get("last_year")),
        now=noted[0] if noted else None,
        at_end=next(in_time, None),
    )


def _milestones(
    task: int, lines: Iterable[Mapping[str, Any]], reached: Mapping[tuple[Any, ...], dt.date]
) -> Iterable[MilestoneProgress]:
    for line in lines:
        due_on, text = _day(line.get("on")), line.get("text") or ""
        if due_on is not None:
            yield MilestoneProgress(due_on, text, reached.get((task, due_on, text)))


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def _number(written: str | None) -> Decimal | None:
    return None if written in {None, ""} else Decimal(str(written))
