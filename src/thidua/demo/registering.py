"""What the demo's units registered in March, as it was sent and answered.

The decided year: everybody accepted. The year in progress: so too, but for what is told of
organisations that exist nowhere: one was sent late and waits, one came back, one is still being
written, and two cells of the accounts' commune wait for its answer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random

from django.utils import timezone

from thidua.acceptance.models import Verdict
from thidua.accounts.permissions import Authority
from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.models import Campaign, Step
from thidua.demo.build import Province
from thidua.demo.handing_in import ACTOR, Tell
from thidua.demo.results import YearResults
from thidua.demo.stands import Stand
from thidua.demo.tasks import DemoTask
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.loading.rows import copy_rows
from thidua.organisations.models import Organisation, Person
from thidua.registrations.clarities import Clarity
from thidua.registrations.content import Content, Doer, MeasureLine, MilestoneLine
from thidua.registrations.models import Measure, Task, TaskVersion
from thidua.registrations.past import PastRegistration, PastTask, record_past
from thidua.vocabulary import Tier

EARLIER = (1, 7)
"""So many days before its day a unit sends."""
ANSWERED_AFTER = (1, 5)
TAKEN_UP = 0.6
"""The share of the tasks on a theme of the district's that are a part of the district's own."""
LATE_SENT = (12, 7)
LATE_REASON = "Tổ chức mới kiện toàn cấp uỷ trong tháng 11"
CAME_BACK = (
    Clarity.RESPONSIBILITY,
    "Nêu tháng kiểm tra và ai lập biên bản nghiệm thu",
)


def register_everybody(
    province: Province,
    campaign: Campaign,
    results: YearResults,
    *,
    tell: Tell,
    stands: Mapping[str, Stand] | None = None,
) -> None:
    """Write what every unit of the demo registered for a year (the tasks of `results`). `stands`:
    by code, how far those got that are not accepted. A task of a district's is there before the
    communes take up their part.
    """
    year = campaign.year
    tell(Text(f"Đăng ký nhiệm vụ năm {year}", f"Registering the tasks of {year}"), 0, 0)
    made = {code: [one.task for one in found] for code, found in results.of.items()}
    district = Organisation.objects.get(code=province.plan.season.district)
    random = province.random(f"{year} registering")
    writing = _Writing(campaign, random, stands or {}, district)
    uppers = {upper.code for upper in province.tree.uppers}
    writing.record({code: made[code] for code in made if code in uppers})
    writing.record({code: made[code] for code in made if code not in uppers})


class _Writing:
    """The registrations of one year on their way into the database."""

    def __init__(
        self,
        campaign: Campaign,
        random: Random,
        stands: Mapping[str, Stand],
        district: Organisation,
    ) -> None:
        self.campaign, self.random, self.stands = campaign, random, stands
        self.district = district
        self.organisations = {one.code: one for one in Organisation.objects.all()}
        self.by_key = {one.pk: one for one in self.organisations.values()}
        self.people = {
            code: (key, name)
            for code, key, name in Person.objects.values_list("code", "pk", "full_name")
        }
        self.due = due_dates(campaign, Step.REGISTER)
        self.offered: dict[tuple[int, str], Measure] = {}

    def record(self, tasks: Mapping[str, Sequence[DemoTask]]) -> None:
        past = [self._registration(code, given) for code, given in tasks.items()]
        rows = record_past(campaign=self.campaign, registrations=past, actor=ACTOR)
        self._note_verdicts(rows)
        themes = [task.theme for given in tasks.values() for task in given]
        offered = {
            row.pk: (row.registration.organisation_id, theme)
            for row, theme in zip(rows, themes, strict=True)
            if row.offered
        }
        for measure in Measure.objects.filter(task__in=offered):
            self.offered[offered[measure.task_id]] = measure

    def _note_verdicts(self, rows: Sequence[Task]) -> None:
        """What was said to each clarity, of whatever the accounts' district and what is below it
        registered: nobody reads on in the others.
        """
        answered = {
            row.pk: (row, row.registration.settled_at)
            for row in rows
            if row.registration.settled_at
            and row.registration.organisation.path.startswith(self.district.path)
        }
        verdicts = [
            Verdict(
                version=version,
                clarity=clarity,
                accepted=clarity not in row.returned,
                reason=row.returned.get(clarity, ""),
                committee=row.registration.receiver,
                decided_by_name=str(ACTOR),
                decided_at=decided_at,
            )
            for version in TaskVersion.objects.filter(task__in=answered)
            for row, decided_at in [answered[version.task_id]]
            for clarity in (*row.locked, *row.returned)
        ]
        with recording(
            act="acceptance.record_past", actor=Authority(ACTOR), year=self.campaign.year
        ):
            copy_rows(Verdict, verdicts)

    def _registration(self, code: str, tasks: Sequence[DemoTask]) -> PastRegistration:
        unit = self.organisations[code]
        above = self._above(unit)
        stand = self.stands.get(code, Stand.ACCEPTED)
        late = stand in {Stand.WAITS, Stand.DRAFTED}
        due = self.due[unit.pk]
        assert due is not None  # noqa: S101  (the calendar has a day for each tier)
        late_on = dt.date(self.campaign.year, *LATE_SENT)
        sent = late_on if late else due - dt.timedelta(days=self.random.randint(*EARLIER))
        answered = sent + dt.timedelta(days=self.random.randint(*ANSWERED_AFTER))
        return PastRegistration(
            organisation=unit,
            receiver=above,
            tasks=[
                self._task(unit, above, task, comes_back=stand is Stand.CAME_BACK and not number)
                for number, task in enumerate(tasks)
            ],
            due_on=due,
            sent_at=None if stand is Stand.DRAFTED else self._at(sent),
            answered_at=None if late else self._at(answered),
            late_reason=LATE_REASON if stand is Stand.WAITS else "",
        )

    def _above(self, unit: Organisation) -> Organisation:
        return self.by_key[int(unit.path.strip("/").split("/")[-2])]

    def _at(self, day: dt.date) -> dt.datetime:
        time = dt.time(self.random.randrange(8, 17), self.random.randrange(60))
        return timezone.make_aware(dt.datetime.combine(day, time))

    def _task(
        self, unit: Organisation, above: Organisation, task: DemoTask, *, comes_back: bool
    ) -> PastTask:
        upper = unit.tier == Tier.UPPER_LEVEL
        part_of = self.offered.get((above.pk, task.theme)) if task.theme else None
        return PastTask(
            content=self._content(task),
            offered=upper and bool(task.theme),
            shown=upper,
            taken_from=part_of if part_of and self.random.random() < TAKEN_UP else None,
            returned=dict([CAME_BACK]) if comes_back else {},
        )

    def _content(self, task: DemoTask) -> Content:
        answers, answers_name = self.people[task.answers.person.code]
        day, text = task.milestone
        return Content(
            title=task.title,
            kind=task.kind,
            work=task.work,
            place=task.place,
            doers=(self._doer(task),),
            starts_on=task.starts_on,
            ends_on=task.ends_on,
            milestones=(MilestoneLine(day, text),),
            measures=(
                MeasureLine(
                    task.measure,
                    task.measured_in,
                    task.last,
                    task.target,
                    "lower" if task.lower else "higher",
                    main=True,
                ),
            ),
            answers=answers,
            answers_name=answers_name,
            answers_title=task.answers.title,
            answers_to=task.answers_to,
            check_how=task.check,
            checked_in=task.checked_in,
        )

    def _doer(self, task: DemoTask) -> Doer:
        if task.by_unit:
            unit = self.organisations[task.unit]
            return Doer(organisation=unit.pk, name=unit.name, lead=True)
        person, name = self.people[task.lead.person.code]
        return Doer(person=person, name=name, post=task.lead.title, lead=True)
