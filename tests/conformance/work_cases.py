"""Cases of the share of targets: what was promised, what notes say, what is counted on a day.

`targets` are those of one subject: `aim` (a number; `yes or no`), `notes` by day (a number, done,
not done), perhaps `lower is better`, `main`, `ends_on`, `withdrawn`, `confirmed: false`. A
commitment's item has `item: done`, `not done` or `unknown` in their place. Expected are some of the
sums; `unknown` is what nobody can tell. `owner`: whose the facts of an organisation with these
targets are, `work` or `sheet`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from tests.conformance.case import Answer, Case, Found
from thidua.progress.counting import Aim, aim_of_item, aims_of, count
from thidua.progress.results import Noted, Target, TaskProgress
from thidua.progress.task_facts import TELLINGS
from thidua.vocabulary import SubjectType

(BODY,) = TELLINGS[SubjectType.ORGANISATION]
YES_NO = "yes or no"
UNKNOWN = "unknown"
DONE: Mapping[str, bool | None] = {"done": True, "not done": False, UNKNOWN: None}
SUMS = {
    "of": "total",
    "done": "done_known",
    "exceeded": "exceeded_known",
    "on_time": "on_time_known",
    "share": "share_done",
    "below_standard": "share_below_standard",
    "main_all_done": "main_all_done",
    "cannot_tell": "unknown",
    "unconfirmed": "unconfirmed",
    "withdrawn": "withdrawn",
}


class TargetsCase(Case):
    """Targets of one subject as they are counted on a day."""

    head: ClassVar[str] = "targets"
    asked_on: dt.date
    cut_off: dt.date
    targets: list[dict[str, Any]]

    def wanted(self) -> Answer:
        return {name: _exact(value) for name, value in self.expect.items()}

    def found(self) -> Found:
        counted = count(aim for each in self.targets for aim in self._aims(each))
        owner = "work" if BODY.told(counted) else "sheet"
        sums = {name: getattr(counted, of) for name, of in SUMS.items()} | {"owner": owner}
        answer = {name: _exact(sums[name]) for name in self.expect}
        return Found(answer, lambda: str(counted))

    def _aims(self, written: Mapping[str, Any]) -> Iterator[Aim]:
        ends_on = _day(written["ends_on"]) if "ends_on" in written else None
        days = {"on": self.asked_on, "cut_off": self.cut_off}
        if "item" in written:
            yield aim_of_item(DONE[written["item"]], ends_on, **days)
        else:
            yield from aims_of(_task(written, ends_on, min(days.values())), **days)


def _task(written: Mapping[str, Any], ends_on: dt.date | None, day: dt.date) -> TaskProgress:
    notes = [
        _noted(_day(on), said, confirmed=written.get("confirmed", True))
        for on, said in sorted(written.get("notes", {}).items(), reverse=True)
        if _day(on) <= day
    ]
    in_time = [note for note in notes if ends_on is None or note.on <= ends_on]
    yes_no = written["aim"] == YES_NO
    target = Target(
        measure=1,
        name="",
        unit="",
        target=None if yes_no else Decimal(str(written["aim"])),
        higher_is_better=not written.get("lower_is_better", False),
        yes_no=yes_no,
        main=written.get("main", False),
        last_year=None,
        now=next(iter(notes), None),
        at_end=next(iter(in_time), None),
    )
    return TaskProgress(
        task=1,
        registration=1,
        organisation=1,
        position=1,
        kind="key_task",
        heading="",
        accepted_on=dt.date(2021, 3, 1),
        starts_on=None,
        ends_on=ends_on,
        withdrawn=written.get("withdrawn", False),
        targets=(target,),
        milestones=(),
        notes=len(notes),
        latest=None,
    )


def _day(written: object) -> dt.date:
    return dt.date.fromisoformat(str(written))


def _noted(on: dt.date, said: object, *, confirmed: bool) -> Noted:
    if said in DONE:
        return Noted(1, on, None, DONE[str(said)], confirmed)
    return Noted(1, on, Decimal(str(said)), None, confirmed)


def _exact(value: object) -> object:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return Decimal(str(value)).normalize()
