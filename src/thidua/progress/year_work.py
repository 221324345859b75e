"""The year's work of bodies and people: whose tasks, indicators and commitment items are whose.

A body's are what the organisation registered and its indicators; a collective's what it registered
itself, else the organisation's; a person's the tasks that name them as doer, those registered for
their post and the items of their accepted commitment.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from thidua.campaigns.models import Campaign
from thidua.commitments.models import CommitmentItem
from thidua.progress.counting import Aim, Counted, aim_of_item, aims_of, count
from thidua.progress.reading import progress_of
from thidua.progress.results import TaskProgress
from thidua.registrations.models import Holder, Registration, TaskVersion
from thidua.submissions.models import SubmissionStatus
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
    items: tuple[Item, ...] = ()

    def aims(self, on: dt.date, cut_off: dt.date) -> Iterator[Aim]:
        for task in self.tasks:
            yield from aims_of(task, on=on, cut_off=cut_off)
        for item in self.items:
            yield aim_of_item(item.done, item.until, on=on, cut_off=cut_off)


@dataclass(frozen=True, slots=True)
class Held:
    """Whose a registration is."""

    holder: str
    organisation: int
    person: int | None


@dataclass(frozen=True)
class YearWork:
    """What was read of a year, asked on the day `on`; results count up to the cut-off."""

    on: dt.date
    cut_off: dt.date
    tasks: tuple[TaskProgress, ...] = ()
    held: Mapping[int, Held] = field(default_factory=dict)
    items: tuple[Item, ...] = ()

    def part(self, whose: Whose, key: int | None) -> Part:
        """Of the organisation, or the person, with this key."""
        if key is None:
            return Part()
        if whose is Whose.PERSON:
            return Part(tuple(self._of_people.get(key, ())), tuple(self._items_of.get(key, ())))
        own = self._of_holders.get((Holder.COLLECTIVE.value, key), ())
        if whose is Whose.BODY or not own:
            own = self._of_holders.get((Holder.ORGANISATION.value, key), ())
        return Part(tuple(own))

    def counted(self, whose: Whose, key: int | None) -> Counted:
        return count(self.part(whose, key).aims(self.on, self.cut_off))

    @property
    def bodies(self) -> set[int]:
        """The organisations that registered something."""
        return {organisation for _, organisation in self._of_holders}

    @property
    def people(self) -> set[int]:
        return self._of_people.keys() | self._items_of.keys()

    @cached_property
    def _of_holders(self) -> Mapping[tuple[str, int], list[TaskProgress]]:
        found = defaultdict(list)
        for task in self.tasks:
            held = self.held[task.registration]
            if held.holder != Holder.POST:
                found[held.holder, held.organisation].append(task)
        return found

    @cached_property
    def _of_people(self) -> Mapping[int, list[TaskProgress]]:
        found = defaultdict(list)
        for task in self.tasks:
            own = self.held[task.registration].person
            for person in {*task.doers, *([] if own is None else [own])}:
                found[person].append(task)
        return found

    @cached_property
    def _items_of(self) -> Mapping[int, list[Item]]:
        found = defaultdict(list)
        for item in self.items:
            found[item.person].append(item)
        return found


def year_work(campaign: Campaign, *, on: dt.date | None = None) -> YearWork:
    """All of a year as it stands on a day (today): six statements."""
    day = on or today()
    counts_until = min(day, campaign.cut_off_date)
    return YearWork(
        on=day,
        cut_off=campaign.cut_off_date,
        tasks=tuple(progress_of(campaign, on=counts_until)),
        held=_held(campaign),
        items=tuple(_items(campaign)),
    )


def work_of(
    campaign: Campaign, *, organisation: int, person: int | None, on: dt.date | None = None
) -> YearWork:
    """What one subject's facts may rest on: of its organisation and of the person."""
    day = on or today()
    tasks = progress_of(
        campaign,
        on=min(day, campaign.cut_off_date),
        tasks=None if person is None else _tasks_of(campaign, organisation, person),
        organisations=[organisation] if person is None else None,
    )
    return YearWork(
        on=day,
        cut_off=campaign.cut_off_date,
        tasks=tuple(tasks),
        held=_held(campaign),
        items=() if person is None else tuple(_items(campaign, [person])),
    )


def _tasks_of(campaign: Campaign, organisation: int, person: int) -> list[int]:
    """Tasks of the organisation, and those of which some version names the person as doer."""
    of_year = TaskVersion.objects.filter(task__registration__campaign=campaign)
    named = of_year.filter(content__contains={"person": {"doers": [{"person": person}]}})
    own = of_year.filter(task__registration__person=person)
    here = of_year.filter(task__registration__organisation=organisation)
    return list((named | own | here).order_by().values_list("task_id", flat=True).distinct())


def _held(campaign: Campaign) -> dict[int, Held]:
    rows = Registration.objects.filter(campaign=campaign).order_by()
    return {
        pk: Held(holder, organisation, person)
        for pk, holder, organisation, person in rows.values_list(
            "pk", "holder", "organisation_id", "person_id"
        )
    }


def _items(campaign: Campaign, people: Collection[int] | None = None) -> Iterable[Item]:
    items = CommitmentItem.objects.filter(
        commitment__campaign=campaign, commitment__status=SubmissionStatus.ACCEPTED
    )
    if people is not None:
        items = items.filter(commitment__person__in=people)
    rows = items.order_by("commitment_id", "position")
    columns = ("commitment__person_id", "text", "until", "done")
    return (Item(*row) for row in rows.values_list(*columns).iterator())
