"""How far each grassroots organisation has got with the year in progress, and when it reviews.

Whoever is late is one that exists nowhere: a real one that still lacks facts reviews on a later day
of its own."""

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from random import Random

from thidua.demo.grades import Row
from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.plan import Plan, Stage

OVER = (dt.date(2022, 12, 8), dt.date(2022, 12, 10))
"""When the late ones were to review."""
TODAY_AT_THE_LATEST, WITHIN_DAYS = dt.date(2022, 12, 12), dt.date(2022, 12, 15)
REVIEWS = {
    Stage.CHOOSING: dt.date(2022, 12, 16),
    Stage.ENTERING: dt.date(2022, 12, 17),
    Stage.BEGINNING: dt.date(2022, 12, 19),
}
_MANY_INVENTED = 3


class Progress(StrEnum):
    """Decided · everything handed in, choosing · some facts · none."""

    DECIDED = "decided"
    OPEN = "open"
    PARTIAL = "partial"
    SILENT = "silent"


def open_organisations(
    plan: Plan, organisations: Sequence[OrganisationPlan], *, own: str, random: Random
) -> dict[str, tuple[str, ...]]:
    """By deciding body: the grassroots organisations that have not decided yet, that of the demo's
    accounts (`own`) first; mostly communes.
    """
    found = {}
    for upper in plan.uppers:
        if plan.season.stages[upper.code] is not Stage.DECIDING:
            continue
        units = [
            planned.organisation.unit
            for planned in organisations
            if planned.organisation.upper.code == upper.code
            and planned.is_committee
            and not planned.organisation.unit.invented
        ]
        units.sort(key=lambda unit: (unit.sector != "commune") * 0.4 + random.random())
        codes = tuple(unit.code for unit in units)
        if upper.code == plan.season.district:
            codes = (own, *codes)
        found[upper.code] = codes[: plan.season.open]
    return found


def late_organisations(plan: Plan, organisations: Sequence[OrganisationPlan]) -> tuple[str, ...]:
    """Invented organisations that have not handed in what was due: one where facts are still being
    entered, one where there are several.
    """
    late = []
    for upper in plan.uppers:
        stage = plan.season.stages[upper.code]
        invented = [
            planned.organisation.unit.code
            for planned in organisations
            if planned.organisation.upper.code == upper.code and planned.organisation.unit.invented
        ]
        if stage in {Stage.ENTERING, Stage.BEGINNING}:
            late.append(invented[0])
        elif stage is Stage.DECIDING and len(invented) >= _MANY_INVENTED:
            late.append(invented[-1])
    return tuple(late)


def progress_of(
    plan: Plan,
    organisations: Sequence[OrganisationPlan],
    *,
    waiting: Sequence[str],
    late: Sequence[str],
    random: Random,
) -> dict[str, Progress]:
    """Each grassroots organisation by its code. `waiting`: have still to decide."""
    found = {}
    for planned in organisations:
        code = planned.organisation.unit.code
        stage = plan.season.stages[planned.organisation.upper.code]
        known, partial = stage.handed_in
        draw = random.random()
        if code in late:
            found[code] = Progress.SILENT if late.index(code) % 2 else Progress.PARTIAL
        elif stage.decides:
            found[code] = Progress.OPEN if code in waiting else Progress.DECIDED
        elif draw < known:
            found[code] = Progress.OPEN
        else:
            found[code] = Progress.PARTIAL if draw < known + partial else Progress.SILENT
    return found


def review_days(plan: Plan, *, waiting: Sequence[str], late: Sequence[str]) -> Iterator[Row]:
    """Who does not review on the day of the year."""
    for upper in plan.uppers:
        if day := REVIEWS.get(plan.season.stages[upper.code]):
            yield _review_day(upper.code, day)
    for number, code in enumerate(waiting):
        yield _review_day(code, TODAY_AT_THE_LATEST if number == 1 else WITHIN_DAYS)
    for number, code in enumerate(late):
        yield _review_day(code, OVER[number % len(OVER)])


def _review_day(organisation: str, day: dt.date) -> Row:
    return {"sector": None, "organisation": organisation, "review_date": day}
