"""The year's work of bodies and people: whose tasks, indicators and commitment items are whose.

A body's are what the organisation registered and the indicators it has a target on; a collective's
what it registered itself, else the organisation's; a person's the tasks that name them as doer,
those registered for their post and the items of their accepted commitment.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.db.models import Q

from thidua.campaigns.models import Campaign
from thidua.commitments.models import CommitmentItem
from thidua.indicators.results import IndicatorResult, targets_and_results
from thidua.organisations.models import Organisation
from thidua.progress.counting import Aim, Counted, aim_of_item, aim_of_result, aims_of, count
from thidua.progress.reading import results_of
from thidua.progress.results import TaskProgress
from thidua.progress.states import counted_on
from thidua.registrations.models import Holder, TaskVersion
from thidua.submissions.models import SubmissionStatus
from thidua.targets.models import Target
from thidua.vocabulary import Tier
from thidua.web.clock import today


class Whose(StrEnum):
    """Whose work a fact speaks of."""

    BODY = "body"
    COLLECTIVE = "collective"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an accepted commitment; `done` None: nobody noted it."""

    person: int
    text: str
    until: dt.date | None
    done: bool | None


@dataclass(frozen=True, slots=True)
class Part:
    """The work of one subject."""

    tasks: tuple[TaskProgress, ...] = ()
    indicators: tuple[IndicatorResult, ...] = ()
    items: tuple[Item, ...] = ()

    def aims(self, on: dt.date, cut_off: dt.date) -> Iterator[Aim]:
        for task in self.tasks:
            yield from aims_of(task, on=on, cut_off=cut_off)
        for result in self.indicators:
            yield aim_of_result(result.reached, on=on, cut_off=cut_off)
        for item in self.items:
            yield aim_of_item(item.done, item.until, on=on, cut_off=cut_off)


@dataclass(frozen=True)
class YearWork:
    """What was read of a year, asked on the day `on`; results count up to the cut-off."""

    on: dt.date
    cut_off: dt.date
    tasks: tuple[TaskProgress, ...] = ()
    items: tuple[Item, ...] = ()
    indicators: Mapping[int, tuple[IndicatorResult, ...]] = field(default_factory=dict)

    def part(self, whose: Whose, key: int | None) -> Part:
        """Of the organisation, or the person, with this key."""
        if key is None:
            return Part()
        if whose is Whose.PERSON:
            items = tuple(self._items_of.get(key, ()))
            return Part(tuple(self._of_people.get(key, ())), items=items)
        own = self._of_holders.get((Holder.COLLECTIVE, key), ())
        if whose is Whose.COLLECTIVE and own:
            return Part(tuple(own))
        tasks = self._of_holders.get((Holder.ORGANISATION, key), ())
        return Part(tuple(tasks), self.indicators.get(key, ()))

    def counted(self, whose: Whose, key: int | None) -> Counted:
        return count(self.part(whose, key).aims(self.on, self.cut_off))

    @property
    def bodies(self) -> set[int]:
        """The organisations that registered something or have a target on an indicator."""
        return {organisation for _, organisation in self._of_holders} | self.indicators.keys()

    @property
    def people(self) -> set[int]:
        return self._of_people.keys() | self._items_of.keys()

    @cached_property
    def _of_holders(self) -> Mapping[tuple[str, int], list[TaskProgress]]:
        found = defaultdict(list)
        for task in self.tasks:
            if task.holder != Holder.POST:
                found[task.holder, task.organisation].append(task)
        return found

    @cached_property
    def _of_people(self) -> Mapping[int, list[TaskProgress]]:
        found = defaultdict(list)
        for task in self.tasks:
            own = [] if task.of_person is None else [task.of_person]
            for person in {*task.doers, *own}:
                found[person].append(task)
        return found

    @cached_property
    def _items_of(self) -> Mapping[int, list[Item]]:
        found = defaultdict(list)
        for item in self.items:
            found[item.person].append(item)
        return found


def year_work(campaign: Campaign, *, on: dt.date | None = None) -> YearWork:
    """All of a year as it stands on a day (today), in a fixed number of statements."""
    day = on or today()
    until = counted_on(day, cut_off=campaign.cut_off_date)
    return YearWork(
        on=day,
        cut_off=campaign.cut_off_date,
        tasks=tuple(results_of(campaign, on=until)),
        items=tuple(_items(campaign)),
        indicators=_indicators(campaign, with_targets(campaign), until),
    )


def work_of_body(
    campaign: Campaign, organisation: Organisation, *, on: dt.date | None = None
) -> YearWork:
    """The same of one organisation and its collective alone."""
    day = on or today()
    until = counted_on(day, cut_off=campaign.cut_off_date)
    return YearWork(
        on=day,
        cut_off=campaign.cut_off_date,
        tasks=tuple(results_of(campaign, on=until, organisations=[organisation.pk])),
        indicators=_indicators(campaign, [organisation], until),
    )


def work_of_person(campaign: Campaign, person: int, *, on: dt.date | None = None) -> YearWork:
    """The same of one person alone."""
    day = on or today()
    until = counted_on(day, cut_off=campaign.cut_off_date)
    named = tasks_of_person(campaign, person)
    tasks = results_of(campaign, on=until, tasks=named)
    return YearWork(
        on=day,
        cut_off=campaign.cut_off_date,
        tasks=tuple(tasks),
        items=tuple(_items(campaign, commitment__person=person)),
    )


def with_targets(campaign: Campaign) -> list[Organisation]:
    """The organisations that have a target on some indicator of the year."""
    of_year = Q(indicator__campaign=campaign) | Q(own__campaign=campaign)
    asked = Target.objects.filter(of_year).order_by().values("organisation")
    return list(Organisation.objects.filter(Q(pk__in=asked) | Q(tier=Tier.PROVINCE)))


def _indicators(
    campaign: Campaign, units: Collection[Organisation], on: dt.date
) -> dict[int, tuple[IndicatorResult, ...]]:
    found = targets_and_results(campaign, units, on=on)
    return {unit: tuple(results) for unit, results in found.items() if results}


def tasks_of_person(campaign: Campaign, person: int) -> list[int]:
    """Tasks of which some version names the person as doer, and those of the person's post."""
    of_year = TaskVersion.objects.filter(task__registration__campaign=campaign)
    named = Q(content__contains={"person": {"doers": [{"person": person}]}})
    own = Q(task__registration__person=person)
    return list(of_year.filter(named | own).order_by().values_list("task_id", flat=True).distinct())


def _items(campaign: Campaign, **narrowed: object) -> Iterable[Item]:
    items = CommitmentItem.objects.filter(
        commitment__campaign=campaign,
        commitment__status=SubmissionStatus.ACCEPTED,
        **narrowed,
    )
    columns = ("commitment__person_id", "text", "until", "done")
    rows = items.order_by("commitment_id", "position").values_list(*columns)
    return (Item(*row) for row in rows.iterator())
