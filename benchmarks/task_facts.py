"""The facts that the year's work tells: one pass over the province against the same sums by a loop
that asks for each task.

A database of its own: 300 bodies, 7,200 accepted tasks, 30,240 notes. Both sides are asked on the
same day and come to the same facts.

    python -m benchmarks.task_facts [--bodies 300] [--runs 3]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import datetime as dt
import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.own_database import best_of, own_database, print_faster, print_times

if TYPE_CHECKING:
    from thidua.campaigns.models import Campaign

MOST_SECONDS, TIMES_FASTER = 2.0, 5.0
TASKS_OF_A_BODY, NOTES_OF_A_TASK = 24, 4
SOME_MORE = 5
"""Every so many tasks have one note more."""
YEAR, ON = 2021, dt.date(2021, 12, 31)
CUT_OFF = dt.date(2021, 11, 30)
ACCEPTED = dt.datetime(2021, 3, 20, tzinfo=dt.UTC)
TARGET = 30


def make(bodies: int) -> "Campaign":
    """The year with its bodies on the roster, their tasks and what was noted."""
    from thidua.campaigns.models import Campaign
    from thidua.organisations.models import Organisation
    from thidua.registrations.models import Measure, Registration, Task
    from thidua.roster.models import RosterEntry

    campaign = Campaign.objects.create(year=YEAR, review_date=ON, cut_off_date=CUT_OFF)
    root = Organisation.objects.create(code="P", name="Đảng bộ tỉnh", tier="province")
    made = Organisation.objects.bulk_create(
        Organisation(
            code=f"X{number:04}",
            name=f"Đảng bộ xã số {number}",
            tier="grassroots",
            body="committee",
            path=f"/{root.pk}/{root.pk + number}/",
            pk=root.pk + number,
        )
        for number in range(1, bodies + 1)
    )
    RosterEntry.objects.bulk_create(
        RosterEntry(
            campaign=campaign,
            subject_type="organisation",
            organisation=one,
            parent=root,
            tier="grassroots",
            code=one.code,
            name=one.name,
            rated=True,
            facts={},
        )
        for one in made
    )
    registrations = Registration.objects.bulk_create(
        Registration(campaign=campaign, organisation=one) for one in made
    )
    tasks = Task.objects.bulk_create(
        Task(registration=one, position=number, status="accepted", work=f"Việc số {number}")
        for one in registrations
        for number in range(1, TASKS_OF_A_BODY + 1)
    )
    measures = Measure.objects.bulk_create(
        Measure(task=task, position=1, name="Diện tích", unit="ha", target=TARGET) for task in tasks
    )
    _accept(tasks, measures)
    _note(tasks, measures)
    return campaign


def _accept(tasks: list[Any], measures: list[Any]) -> None:
    from thidua.registrations.content import Content, MeasureLine, as_json
    from thidua.registrations.models import TaskVersion

    TaskVersion.objects.bulk_create(
        TaskVersion(
            task=task,
            number=1,
            sent_at=ACCEPTED,
            accepted_at=ACCEPTED,
            sentence="",
            content=as_json(
                Content(
                    work=task.work,
                    ends_on=CUT_OFF,
                    measures=(
                        MeasureLine("Diện tích", "ha", target=Decimal(TARGET), id=measure.pk),
                    ),
                )
            ),
        )
        for task, measure in zip(tasks, measures, strict=True)
    )


def _note(tasks: list[Any], measures: list[Any]) -> None:
    """How far each was at the end of some months: the last note says whether it is done."""
    from thidua.progress.models import Note, NoteValue

    wanted = [
        (task, measure, number)
        for place, (task, measure) in enumerate(zip(tasks, measures, strict=True))
        for number in range(NOTES_OF_A_TASK + (place % SOME_MORE == 0))
    ]
    notes = Note.objects.bulk_create(
        (
            Note(
                task=task,
                on=dt.date(YEAR, 4 + number, 28),
                text="Đã làm được một phần",
                written_by_name="Cán bộ",
                written_at=ACCEPTED,
            )
            for task, _, number in wanted
        ),
        batch_size=2_000,
    )
    NoteValue.objects.bulk_create(
        (
            NoteValue(note=note, measure_id=measure.pk, value=10 * number + task.position % 3)
            for note, (task, measure, number) in zip(notes, wanted, strict=True)
        ),
        batch_size=2_000,
    )


def one_pass(campaign: "Campaign") -> Mapping[int, object]:
    from thidua.progress.task_facts import facts_from_work

    return facts_from_work(campaign)


def task_by_task(campaign: "Campaign") -> Mapping[int, object]:
    """The same sums as they are written at first: each task is asked for by itself."""
    from thidua.progress.counting import aims_of, count
    from thidua.progress.reading import progress_of
    from thidua.registrations.models import Task
    from thidua.roster.models import RosterEntry

    found = {}
    for entry in RosterEntry.objects.filter(campaign=campaign, rated=True):
        aims = []
        for task in Task.objects.filter(registration__organisation=entry.organisation_id):
            (one,) = progress_of(campaign, on=CUT_OFF, tasks=[task.pk])
            aims += aims_of(one, on=ON, cut_off=CUT_OFF)
        share = count(aims).share_done
        if share is not None:
            found[entry.pk] = {"targets_done": share}
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bodies", type=int, default=300)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with own_database():
        from django.conf import settings

        settings.TODAY = ON
        campaign = make(arguments.bodies)
        ours = best_of(arguments.runs, lambda: one_pass(campaign))
        theirs = best_of(1, lambda: task_by_task(campaign))
        same = one_pass(campaign) == task_by_task(campaign)
    tasks = arguments.bodies * TASKS_OF_A_BODY
    print_times(f"facts of {tasks:,} tasks in one pass", ours, f"goal {MOST_SECONDS:g} s")
    print_faster("the same, task by task", theirs, ours, TIMES_FASTER)
    if not same:
        print("  the two sides do not come to the same facts")
    return 0 if same and ours <= MOST_SECONDS and theirs / ours >= TIMES_FASTER else 1


if __name__ == "__main__":
    sys.exit(main())
