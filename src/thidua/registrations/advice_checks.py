"""The checks that rules of advice name: each looks at what a task says and at what lies around it.
Pure. A missing fact gives no advice: nobody can tell.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from thidua.language import Text
from thidua.registrations.clarities import Clarity
from thidua.registrations.content import Content, MeasureLine

LONG = dt.timedelta(days=92)
"""A task that takes longer wants a milestone."""


@dataclass(frozen=True)
class Around:
    """What a task does not say itself: people and units that are not of the unit (any more), the
    day of its own review, the end of the superior's task that it is a part of.
    """

    year: int
    outside: tuple[str, ...] = ()
    review_on: dt.date | None = None
    above_ends_on: dt.date | None = None


@dataclass(frozen=True)
class Found:
    """What a check found: where, about what, and the values of the rule's reason."""

    clarity: Clarity
    field: str
    about: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


Check = Callable[[Content, Around], Iterator[Found]]


def _owner_outside(content: Content, around: Around) -> Iterator[Found]:
    if around.outside:
        names = ", ".join(around.outside)
        yield Found(Clarity.PERSON, "doers", names, {"names": names})


def _no_lead(content: Content, around: Around) -> Iterator[Found]:
    if len(content.doers) > 1 and not any(doer.lead for doer in content.doers):
        yield Found(Clarity.PERSON, "doers", "", {"number": len(content.doers)})


def _end_after_review(content: Content, around: Around) -> Iterator[Found]:
    yield from _after(content, around.review_on)


def _end_after_above(content: Content, around: Around) -> Iterator[Found]:
    yield from _after(content, around.above_ends_on)


def _after(content: Content, day: dt.date | None) -> Iterator[Found]:
    if day is not None and content.ends_on is not None and content.ends_on > day:
        yield Found(Clarity.TIME, "ends_on", _day(day), {"day": _day(day)})


def _start_after_end(content: Content, around: Around) -> Iterator[Found]:
    starts, ends = content.starts_on, content.ends_on
    if starts is not None and ends is not None and starts > ends:
        yield Found(Clarity.TIME, "starts_on")


def _milestone_outside(content: Content, around: Around) -> Iterator[Found]:
    first, last = content.starts_on or dt.date.min, content.ends_on or dt.date.max
    for line in content.milestones:
        if line.on is not None and not first <= line.on <= last:
            yield Found(Clarity.TIME, "milestones", _day(line.on), {"day": _day(line.on)})


def _no_milestone(content: Content, around: Around) -> Iterator[Found]:
    starts, ends = content.starts_on, content.ends_on
    if starts and ends and ends - starts > LONG and not content.milestones:
        yield Found(Clarity.TIME, "milestones")


def _half_measure(content: Content, around: Around) -> Iterator[Found]:
    for line in _numbered(content):
        missing = [
            Text("đơn vị", "a unit") if not line.unit else None,
            Text("mức phấn đấu", "a target") if line.target is None else None,
        ]
        known = [each for each in missing if each is not None]
        if known:
            what = Text(" và ".join(k.vi for k in known), " and ".join(k.en for k in known))
            yield _of(line, what=what)


def _no_last_year(content: Content, around: Around) -> Iterator[Found]:
    for line in _numbered(content):
        if line.last_year is None and line.target is not None:
            yield _of(line)


def _against_direction(content: Content, around: Around) -> Iterator[Found]:
    for line in _numbered(content):
        if line.last_year is None or line.target is None:
            continue
        wrong = (
            line.target > line.last_year
            if line.direction == "lower"
            else line.target < line.last_year
        )
        if wrong:
            yield _of(line, direction=_DIRECTIONS[line.direction])


def _same_as_last_year(content: Content, around: Around) -> Iterator[Found]:
    for line in _numbered(content):
        if line.target is not None and line.target == line.last_year:
            yield _of(line)


def _answers_to_nobody(content: Content, around: Around) -> Iterator[Found]:
    if not content.answers_to:
        yield Found(Clarity.RESPONSIBILITY, "answers_to")


def _never_checked(content: Content, around: Around) -> Iterator[Found]:
    if not (content.check_how or content.checked_in):
        yield Found(Clarity.RESPONSIBILITY, "check_how")


def _numbered(content: Content) -> Iterator[MeasureLine]:
    """The measures with a name that are held against numbers."""
    return (line for line in content.measures if line.name and not line.yes_no)


def _of(line: MeasureLine, **values: object) -> Found:
    return Found(Clarity.EFFECT, "measures", line.name, {"name": line.name, **values})


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


_DIRECTIONS = {
    "higher": Text("càng cao càng tốt", "the higher the better"),
    "lower": Text("càng thấp càng tốt", "the lower the better"),
}

CHECKS: Mapping[str, Check] = {
    "owner_outside": _owner_outside,
    "no_lead": _no_lead,
    "end_after_review": _end_after_review,
    "end_after_above": _end_after_above,
    "start_after_end": _start_after_end,
    "milestone_outside": _milestone_outside,
    "no_milestone": _no_milestone,
    "half_measure": _half_measure,
    "no_last_year": _no_last_year,
    "against_direction": _against_direction,
    "same_as_last_year": _same_as_last_year,
    "answers_to_nobody": _answers_to_nobody,
    "never_checked": _never_checked,
}
"""By the name that rules give them."""
