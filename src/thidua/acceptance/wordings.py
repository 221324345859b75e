"""What one clarity of a version says, in lines to be read; and what it said before. No database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.numbers import format_number
from thidua.registrations.clarities import Clarity
from thidua.registrations.content import Content, MeasureLine, from_json, same

Grouped = Mapping[str, Mapping[str, Any]]
"""A version's words by clarity (`registrations.content`)."""


@dataclass(frozen=True)
class Line:
    """One line of a clarity: words, then what weighs most, then what is small beside it."""

    text: str = ""
    strong: str = ""
    small: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.text, self.strong, self.small) if part)


def lines_of(clarity: str, grouped: Grouped) -> list[Line]:
    """What a version says of one clarity; empty: nothing is written there."""
    content = from_json(grouped)
    return [line for line in _LINES[Clarity(clarity)](content) if str(line)]


def in_one_line(clarity: str, grouped: Grouped) -> str:
    """The same as one sentence, for what is struck out."""
    return "; ".join(str(line) for line in lines_of(clarity, grouped))


def changed(clarity: str, now: Grouped, before: Grouped) -> bool:
    """Whether a clarity says something else than in another version."""
    return not same(now.get(clarity, {}), before.get(clarity, {}))


def _work(content: Content) -> Iterator[Line]:
    where = _("Ở đâu: {place}").format(place=content.place) if content.place else ""
    yield Line(content.work, content.amount, where)


def _person(content: Content) -> Iterator[Line]:
    for doer in sorted(content.doers, key=lambda doer: not doer.lead):
        lead = _("làm chính") if doer.lead and len(content.doers) > 1 else ""
        yield Line(doer.name, small=" · ".join(part for part in (doer.post, lead) if part))
    if content.with_whom:
        yield Line(_("Phối hợp với: {whom}").format(whom=content.with_whom))


def _time(content: Content) -> Iterator[Line]:
    days = [day for day in (content.starts_on, content.ends_on) if day is not None]
    if len(days) == 2 and days[0].year == days[1].year:
        yield Line(f"{days[0]:%d/%m} – {days[1]:%d/%m/%Y}")
    elif days:
        yield Line(" – ".join(f"{day:%d/%m/%Y}" for day in days))
    for milestone in content.milestones:
        if not milestone.is_empty:
            on = f"{milestone.on:%d/%m}: " if milestone.on else ""
            yield Line(_("mốc {on}{text}").format(on=on, text=milestone.text))


def _effect(content: Content) -> Iterator[Line]:
    for measure in content.measures:
        if not measure.is_empty:
            yield _measured(measure)


def _measured(measure: MeasureLine) -> Line:
    if measure.yes_no:
        return Line(f"{measure.name}:", _("làm xong"))
    unit = f" {measure.unit}" if measure.unit else ""
    target = "" if measure.target is None else f"{format_number(measure.target)}{unit}"
    lower = _("càng thấp càng tốt") if measure.direction == "lower" else ""
    if measure.last_year is None:
        return Line(f"{measure.name}:", target, lower)
    return Line(f"{measure.name}: {format_number(measure.last_year)} →", target, lower)


def _responsibility(content: Content) -> Iterator[Line]:
    yield Line(
        content.answers_name or content.answers_title,
        small=(content.answers_title if content.answers_name else ""),
    )
    if content.answers_to:
        yield Line(_("trước {whom}").format(whom=content.answers_to))
    checks = "; ".join(part for part in (content.check_how, content.checked_in) if part)
    if checks:
        yield Line(_("kiểm tra: {how}").format(how=checks))


def _authority(content: Content) -> Iterator[Line]:
    yield Line(content.decides)


_LINES = {
    Clarity.WORK: _work,
    Clarity.PERSON: _person,
    Clarity.TIME: _time,
    Clarity.EFFECT: _effect,
    Clarity.RESPONSIBILITY: _responsibility,
    Clarity.AUTHORITY: _authority,
}
