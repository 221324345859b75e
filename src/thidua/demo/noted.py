"""The notes of the demo's tasks (`noting`) on their way into the database, and what the level above
said of some in the accounts' commune."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.core.files.base import ContentFile
from django.utils import timezone

from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.campaigns.models import Campaign
from thidua.demo.build import Province
from thidua.demo.evidence import PICTURES, picture
from thidua.demo.handing_in import ACTOR, Tell
from thidua.demo.noting import DemoNote, notes_of
from thidua.demo.results import Ending, Result, YearResults
from thidua.demo.season import DEMO_DAY, home_of
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.progress.files import EVIDENCE
from thidua.progress.models import Note
from thidua.progress.past import PastNote, PastPromise, record_past
from thidua.registrations.models import Measure, Task
from thidua.vocabulary import Tier

USUALLY = {Tier.CELL: 2, Tier.GRASSROOTS: 3, Tier.UPPER_LEVEL: 4}
"""How many notes a task has."""
WHERE_THE_ACCOUNTS_SIT = 7
CONFIRMED_AFTER = dt.timedelta(days=3)
PROMISE = "Cử tổ công tác làm việc với nơi đang vướng, báo lại kết quả"
KEPT_WITHIN = dt.timedelta(days=6)
QUESTION = "Số liệu này đã trừ phần chưa nghiệm thu chưa?"
ANSWER = "Đã trừ; biên bản nghiệm thu kèm theo ghi nhận"
ASKED = {Ending.ON_TIME: "", Ending.EXCEEDED: ANSWER, Ending.LATE: ANSWER}
"""By how a task of the accounts' commune stands: what was answered to the question about it."""
CORRECTION = "Ghi lại: số trước tính nhầm hai hộ của thôn bên"


def note_everybody(
    province: Province, campaign: Campaign, results: YearResults, *, tell: Tell
) -> None:
    """Write what was noted of every accepted task of a year, with a few pictures."""
    year = campaign.year
    tell(Text(f"Kết quả thực hiện năm {year}", f"What was done in {year}"), 0, 0)
    writing = _Writing(province, campaign)
    notes = [
        note
        for code, found in results.of.items()
        for number, result in enumerate(found)
        if result.accepted
        for note in writing.of(code, number, result)
    ]
    stored = record_past(campaign=campaign, notes=notes, actor=ACTOR)
    writing.correct_one(notes, stored)
    writing.show(stored)


class _Writing:
    """The notes of one year."""

    def __init__(self, province: Province, campaign: Campaign) -> None:
        self.campaign = campaign
        self.random = province.random(f"{campaign.year} notes")
        self.units = {one.code: one for one in Organisation.objects.all()}
        by_key = {one.pk: one for one in self.units.values()}
        self.above = {
            code: by_key[int(one.path.strip("/").split("/")[-2])]
            for code, one in self.units.items()
            if one.tier != Tier.PROVINCE
        }
        home = home_of(province).organisation
        self.home = home.unit.code
        self.commune = {home.unit.code, *(cell.code for cell in home.cells)}
        self.rich = {home.upper.code, *self.commune}
        self.tasks = tasks_by_unit(campaign)

    def of(self, code: str, number: int, result: Result) -> Iterator[PastNote]:
        """The notes of the task that a unit registered in this place."""
        task, measure = self.tasks[code][number]
        many = WHERE_THE_ACCOUNTS_SIT if code in self.rich else USUALLY[Tier(self.units[code].tier)]
        for note in notes_of(result, many, self.random):
            made = PastNote(
                task=task,
                measure_id=measure,
                on=note.on,
                at=self._at(note.on),
                value=note.value,
                text=note.text,
                milestones=[result.task.milestone] if note.milestone else (),
                confirmed_by=self._confirms(code, note, result),
            )
            yield self._told(code, made, note, result) if note.last else made

    def _confirms(self, code: str, note: DemoNote, result: Result) -> Organisation | None:
        """The level above, where it has had the time."""
        seen = self.campaign.year < DEMO_DAY.year or note.on + CONFIRMED_AFTER <= DEMO_DAY
        return self.above[code] if note.last and result.ending.is_done and seen else None

    def _told(self, code: str, made: PastNote, note: DemoNote, result: Result) -> PastNote:
        """The last note with what was said of it: what blocks, a promise, a question."""
        above = self.above[code]
        if note.blocked_by:
            until = note.on + KEPT_WITHIN
            made = replace(
                made,
                blocked_by=note.blocked_by,
                freed_by=above,
                promise=PastPromise(above, PROMISE, until, made.at + dt.timedelta(hours=20))
                if code == self.home
                else None,
            )
        if code in self.commune and result.ending in ASKED:
            answer = ASKED[result.ending]
            made = replace(made, asked_by=above, question=QUESTION, answer=answer)
        return made

    def correct_one(self, notes: Sequence[PastNote], stored: Sequence[Note]) -> None:
        """The first note of the accounts' commune was wrong, and was noted again."""
        first, _ = self.tasks[self.home][0]
        for note, row in zip(notes, stored, strict=True):
            if note.task.pk == first.pk:
                at = note.at + dt.timedelta(days=1)
                again = replace(note, text=CORRECTION, corrects=row, at=at)
                record_past(campaign=self.campaign, notes=[again], actor=ACTOR)
                return

    def show(self, stored: Sequence[Note]) -> None:
        """Some notes of the accounts' commune come with a picture, drawn for the year."""
        keys = [task.pk for code in sorted(self.commune) for task, _ in self.tasks.get(code, [])]
        last = {note.task_id: note for note in stored if note.task_id in set(keys)}
        for number, key in enumerate([key for key in keys if key in last][:PICTURES]):
            name, body = picture(self.campaign.year, number)
            attach(
                kind=EVIDENCE, owner=last[key], files=[Sent(ContentFile(body, name))], actor=ACTOR
            )

    def _at(self, day: dt.date) -> dt.datetime:
        time = dt.time(self.random.randrange(8, 17), self.random.randrange(60))
        return timezone.make_aware(dt.datetime.combine(day, time))


def tasks_by_unit(campaign: Campaign) -> Mapping[str, Sequence[tuple[Task, int]]]:
    """By unit, in the order of registration: its tasks, each with the key of its measure."""
    rows = Measure.objects.filter(task__registration__campaign=campaign).order_by("task_id")
    found: dict[str, list[tuple[Task, int]]] = {}
    for code, task, measure in rows.values_list(
        "task__registration__organisation__code", "task_id", "pk"
    ):
        found.setdefault(code, []).append((Task(pk=task), measure))
    return found
