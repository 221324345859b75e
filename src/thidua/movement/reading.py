"""Every accepted task of a part of the tree on a day, with its state and the row it counts in."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.progress.counting import Aim, aims_of
from thidua.progress.reading import progress_of
from thidua.progress.results import TaskProgress
from thidua.progress.states import TaskState, counted_on, state_of
from thidua.state_board.units import Part, Unit
from thidua.vocabulary import Tier


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what a unit right below the body and everything under it does, or
    (`own`) what the body registered itself.
    """

    unit: Unit
    own: bool

    @property
    def key(self) -> tuple[int, bool]:
        return self.unit.pk, self.own


@dataclass(frozen=True, slots=True)
class Placed:
    """A task with its state on the day, the unit that registered it and the row it counts in.
    `aims`: its targets as a rating counts them, in the order of the task's own.
    """

    task: TaskProgress
    state: TaskState
    unit: Unit
    row: Row
    aims: tuple[Aim, ...]

    @property
    def counts(self) -> bool:
        """A withdrawn task is left out of whole and part."""
        return self.state is not TaskState.WITHDRAWN


@dataclass(frozen=True)
class Read:
    """What a page of the movement is made of. `rows`: in the order of the tree, the body's own
    first. `tasks`: in that order too.
    """

    campaign: Campaign
    part: Part
    on: dt.date
    rows: Sequence[Row]
    tasks: Sequence[Placed]

    @property
    def standing(self) -> list[Placed]:
        """The tasks that a unit is held to."""
        return [one for one in self.tasks if one.counts]


def read(campaign: Campaign, part: Part, *, on: dt.date) -> Read:
    """The tasks of a part on a day, in five statements whatever their number. What is noted after
    the cut-off does not count. The caller answers for who may read the part.
    """
    cut_off = campaign.cut_off_date
    found = progress_of(campaign, on=counted_on(on, cut_off=cut_off), under=part.place.path)
    units = _units_of(campaign, part)
    rows = _rows(part, units.values())
    by_unit: dict[int, list[TaskProgress]] = {}
    for one in found:
        by_unit.setdefault(one.organisation, []).append(one)
    tasks = [
        Placed(
            one,
            state_of(one, on=on, cut_off=cut_off),
            unit,
            row,
            tuple(aims_of(one, on=on, cut_off=cut_off)),
        )
        for unit, row in _placed(part, rows, units.values())
        for one in sorted(by_unit.get(unit.pk, ()), key=_in_its_unit)
    ]
    return Read(campaign, part, on, rows, tasks)


def _in_its_unit(task: TaskProgress) -> tuple[int, int, int]:
    return task.registration, task.position, task.task


def _placed(part: Part, rows: Sequence[Row], units: Iterable[Unit]) -> list[tuple[Unit, Row]]:
    """Each unit with the row that counts it, in the order of the tree."""
    by_path = {row.unit.path: row for row in rows if not row.own}
    own = Row(part.place, own=True)
    placed = [(unit, _row_of(unit, by_path) or own) for unit in units]
    order = {row.key: at for at, row in enumerate(rows)}
    return sorted(placed, key=lambda one: (order[one[1].key], one[0].path))


def unread(campaign: Campaign, part: Part, *, on: dt.date) -> Read:
    """The same with the rows of the tree alone, for what needs no task: no statement."""
    return Read(campaign, part, on, _rows(part, ()), ())


def _units_of(campaign: Campaign, part: Part) -> Mapping[int, Unit]:
    """The units of the part that registered anything, by key."""
    registering = Organisation.objects.filter(
        pk__in=campaign.registrations.values("organisation"), path__startswith=part.place.path
    )
    return {unit.pk: unit for unit in _as_units(registering)}


def _rows(part: Part, registering: Iterable[Unit]) -> list[Row]:
    """The rows of a body. A unit that is there no more on the day of the tree has one while tasks
    of this year are its own.
    """
    place = part.place
    below = [unit for unit in part.units if _is_child(place, unit)]
    known = {unit.pk for unit in below}
    left = {_child_of(place, unit) for unit in registering if unit.pk != place.pk} - known
    if left:
        below += list(_as_units(Organisation.objects.filter(pk__in=left)))
    has_own = not below or any(unit.pk == place.pk for unit in registering)
    return [*([Row(place, own=True)] if has_own else []), *(Row(unit, own=False) for unit in below)]


def _as_units(found: "QuerySet[Organisation]") -> Iterator[Unit]:
    fields = ("pk", "code", "name", "short_name", "tier", "path")
    for pk, code, name, short_name, tier, path in found.values_list(*fields):
        yield Unit(pk, code, short_name or name, Tier(tier), path)


def _row_of(unit: Unit, by_path: Mapping[str, Row]) -> Row | None:
    """The row that counts a unit; None: it is the body itself."""
    return next((by_path[path] for path in _paths(unit) if path in by_path), None)


def _paths(unit: Unit) -> list[str]:
    """The paths of a unit and of everything above it, the highest first."""
    steps = unit.path.strip("/").split("/")
    return [f"/{'/'.join(steps[: end + 1])}/" for end in range(len(steps))]


def _is_child(place: Unit, unit: Unit) -> bool:
    return unit.below(place.path) and unit.path == f"{place.path}{_child_of(place, unit)}/"


def _child_of(place: Unit, unit: Unit) -> int:
    """The key of the unit right below a body that another one stands under."""
    return int(unit.path.removeprefix(place.path).split("/", maxsplit=1)[0])
