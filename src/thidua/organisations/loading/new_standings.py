"""The spells of somebody whom a register names and who is not stored yet.

Pure: knows no database. Decision 047."""

import datetime as dt

from thidua.language import Text
from thidua.organisations.loading.limits import PROBATION
from thidua.organisations.loading.register_rows import (
    DAY,
    EXEMPT,
    FULL,
    OFFICIAL,
    PROBATIONARY,
    Entry,
    Spell,
    refuse,
)
from thidua.organisations.register_sheet import FROM_ADMISSION
from thidua.vocabulary import Activity


def exempt_since(entry: Entry, status: str) -> dt.date:
    """The written day, of who is exempt; else the day of the register."""
    if status == EXEMPT and entry.left_on is not None and entry.left_on <= entry.as_of:
        return entry.left_on
    return entry.as_of


def spells_of_new(entry: Entry, *, returns: bool) -> list[Spell]:
    """The spells of somebody new in the cell; who returns, or has just come, begins on the day of
    the register.
    """
    status = _statusspells_of_new(entry)
    from_admission = entry.since == FROM_ADMISSION and not returns
    from_admission = from_admission and entry.standing != Activity.ARRIVED.value
    start = entry.as_of
    if from_admission and entry.admitted_on is not None:
        start = max(entry.admitted_on, entry.cell_since)
    steps = [(start, OFFICIAL)]
    official_on = official_since(entry)
    if status == PROBATIONARY:
        steps = [(start, PROBATIONARY)]
    elif official_on is not None and start < official_on <= entry.as_of:
        steps = [(start, PROBATIONARY), (official_on, OFFICIAL)]
    if status not in FULL:
        day = max(exempt_since(entry, status), start)
        steps = [*(step for step in steps if step[0] < day), (day, status)]
    ends = [day - DAY for day, _ in steps[1:]]
    return [
        Spell(day, end, entry.cell, word, civil_servant=entry.civil_servant)
        for (day, word), end in zip(steps, [*ends, None], strict=True)
    ]


def official_since(entry: Entry) -> dt.date | None:
    """The written day of becoming official; else twelve months after admission. None: no day."""
    if entry.official_on is not None or entry.admitted_on is None:
        return entry.official_on
    return months_after(entry.admitted_on, PROBATION)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    return first.replace(day=min(day.day, last.day))


def _statusspells_of_new(entry: Entry) -> str:
    """Official or on probation by the days, where the row names no status. Without a day of
    becoming official nobody can tell within the second year.
    """
    official = entry.official_on
    if entry.status is not None:
        if entry.status == OFFICIAL and official is not None and official > entry.as_of:
            refuse(
                "official_on",
                Text(
                    "ghi là chính thức mà ngày chính thức sau ngày của sổ ({day})",
                    "official, though only after the day of the register ({day})",
                ),
                Text("ngày không quá {day}, hoặc “Dự bị”", "a day up to {day}, or “Probationary”"),
                day=entry.as_of,
            )
        return entry.status
    if official is not None:
        return OFFICIAL if official <= entry.as_of else PROBATIONARY
    if entry.admitted_on is not None:
        if months_after(entry.admitted_on, PROBATION) > entry.as_of:
            return PROBATIONARY
        if months_after(entry.admitted_on, 2 * PROBATION) <= entry.as_of:
            return OFFICIAL
    return refuse(
        "official_on",
        Text(
            "chưa rõ chính thức hay dự bị, người này chưa có trong phần mềm",
            "official or on probation? This person is not stored yet",
        ),
        Text(
            "ngày chính thức, hoặc tình trạng “Chính thức” hay “Dự bị”",
            "the day of becoming official, or “Official” or “Probationary” as the status",
        ),
    )
