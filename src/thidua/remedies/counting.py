"""How many remedies there are, and how they stand on a day: numbers alone, of nobody."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.remedies.models import Remedy, State
from thidua.remedies.queries import open_on
from thidua.web.clock import today


@dataclass(frozen=True)
class Standing:
    """Of some remedies on a day. `all` = `closed` + `working` + `waiting` + `overdue`: what waits
    to be confirmed is not overdue, whoever did it has done their part. `carried`: of `all`, those
    named in an earlier year.
    """

    all: int = 0
    closed: int = 0
    working: int = 0
    waiting: int = 0
    overdue: int = 0
    carried: int = 0


def overdue_on(day: dt.date) -> Q:
    """The condition that a remedy is overdue: what is due on a day is late the day after."""
    return Q(state=State.OPEN, due_on__lt=day)


def overdue(where: Campaign | Organisation, on: dt.date | None = None) -> int:
    """How many remedies of the reviews up to a year, or of a part of the tree, are overdue on a day
    (today).
    """
    rows = Remedy.objects.filter(overdue_on(on or today()))
    if isinstance(where, Campaign):
        return rows.filter(campaign__year__lte=where.year).count()
    return rows.filter(organisation__path__startswith=where.path).count()


@dataclass(frozen=True)
class Late:
    """How many remedies there are, of those how many are overdue, and of how many people and units
    these are.
    """

    all: int
    overdue: int
    owners: int


def late_by(year: int, on: dt.date | None = None) -> Late:
    """Of the reviews up to a year, in the whole province, on a day (today)."""
    late = overdue_on(on or today())
    found = (
        Remedy.objects.filter(campaign__year__lte=year)
        .order_by()
        .aggregate(
            all=Count("pk"),
            overdue=Count("pk", filter=late),
            people=Count("person", filter=late, distinct=True),
            units=Count("unit", filter=late & Q(person=None), distinct=True),
        )
    )
    return Late(found["all"], found["overdue"], found["people"] + found["units"])


def counted(rows: "QuerySet[Remedy]", year: int, on: dt.date | None = None) -> Standing:
    """How these stand on a day (today), in one question; `year`: which reviews are not earlier
    ones.
    """
    day = on or today()
    closed = Q(state=State.CLOSED)
    late = overdue_on(day)
    found: dict[str, int] = rows.order_by().aggregate(
        all=Count("pk"),
        closed=Count("pk", filter=closed),
        waiting=Count("pk", filter=Q(state=State.PROOF_SENT)),
        overdue=Count("pk", filter=late),
        carried=Count("pk", filter=Q(campaign__year__lt=year)),
    )
    working = found["all"] - found["closed"] - found["waiting"] - found["overdue"]
    return Standing(working=working, **found)


def of_two_years(
    rows: "QuerySet[Remedy]", year: int, on: dt.date | None = None
) -> tuple[Standing, Standing]:
    """The reviews of the year before, and those of `year` with what flowed over: the open ones of
    every review before, as of the last day of `year` or today, whichever is first.
    """
    flowed = flows_over(year, on or today())
    before = rows.filter(campaign__year=year - 1)
    now = rows.filter(Q(campaign__year=year) | (Q(campaign__year__lt=year) & flowed))
    told = before.order_by().aggregate(all=Count("pk"), over=Count("pk", filter=flowed))
    first = Standing(all=told["all"], closed=told["all"] - told["over"], carried=told["over"])
    return first, counted(now, year, on)


def flows_over(year: int, day: dt.date) -> Q:
    """The condition that a remedy of an earlier review was not closed when that of `year` came."""
    return open_on(min(day, dt.date(year, 12, 31)))


def overdue_by_unit(units: Mapping[int, str], on: dt.date | None = None) -> dict[int, int]:
    """How many are overdue in the part of each unit (its key and path), in one question."""
    late = Remedy.objects.filter(overdue_on(on or today()))
    paths = list(late.values_list("organisation__path", flat=True))
    return {pk: sum(one.startswith(path) for one in paths) for pk, path in units.items()}
