"""What the town of the pages has to be carried out: a task of Đoàn Thượng that was accepted, with a
note that says that it is blocked, and a question about it.
"""

import datetime as dt
from decimal import Decimal

from tests.web.town import Town
from thidua.progress.models import Check, CheckKind, Note, NoteValue
from thidua.registrations.content import as_json
from thidua.registrations.models import Registration, Task, TaskVersion
from thidua.registrations.rows import content_of, with_rows

CARRIED_OUT, NOTE = 9704, 9801
AT = dt.datetime(2021, 3, 25, 2, 0, tzinfo=dt.UTC)


def carry_out(town: Town) -> Task:
    """The task, after the one that waits to be read."""
    registration = Registration.objects.get(campaign=town.campaign, organisation=town["GL01"])
    task = Task.objects.create(
        pk=CARRIED_OUT,
        registration=registration,
        position=2,
        status="accepted",
        locked=["work", "person", "time", "effect", "responsibility"],
        work="Thu gom rác tại nguồn ở 14 thôn",
        starts_on=dt.date(2021, 4, 1),
        ends_on=dt.date(2021, 11, 30),
        answers_title="Bí thư",
    )
    measure = task.measures.create(
        position=1, name="Số thôn", unit="thôn", target=Decimal(14), main=True
    )
    task.milestones.create(position=1, on=dt.date(2021, 8, 31), text="11 thôn")
    task.people.create(position=1, organisation=town["GL01"], lead=True)
    TaskVersion.objects.create(
        task=task,
        number=1,
        sent_at=AT,
        content=as_json(content_of(with_rows(Task.objects.filter(pk=task.pk)).get())),
        sentence="Đảng uỷ xã Đoàn Thượng thu gom rác tại nguồn ở 14 thôn.",
        accepted_at=AT,
    )
    note = Note.objects.create(
        pk=NOTE,
        task=task,
        on=dt.date(2021, 7, 1),
        text="Xong 9 thôn",
        blocked_by="Chưa có điểm tập kết",
        freed_by=town["GL"],
        written_by_name="Cán bộ xã",
        written_at=AT,
    )
    NoteValue.objects.create(note=note, measure_id=measure.pk, value=Decimal(9))
    Check.objects.create(
        note=note,
        kind=CheckKind.QUESTIONED,
        text="Thôn nào chưa làm?",
        committee=town["GL"],
        checked_by_name="Cán bộ huyện",
        checked_at=AT,
    )
    return task
