"""What a task says, as a value: read from its rows, from a version that was sent, or from a form.

Everything that looks at a task's words (what is missing, advice, the sentence) takes this value and
asks no database. In JSON it is grouped by clarity, days as ISO text, numbers as decimal text:

    work: title, kind, work, place, amount · person: doers [{person|organisation, name, post,
    lead}], with_whom · time: starts_on, ends_on, milestones [{on, text}] · effect: measures [{id,
    name, unit, last_year, target, direction, yes_no, main}] · responsibility: answers (a person's
    key), answers_name, answers_title, answers_to, check_how, checked_in · authority: decides
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.registrations.clarities import Clarity

Grouped = dict[str, dict[str, Any]]
"""A task's words in JSON, by the word of the clarity."""


@dataclass(frozen=True)
class Doer:
    """Somebody, or an organisation, who does a task; `name` and `post` as they were then."""

    person: int | None = None
    organisation: int | None = None
    name: str = ""
    post: str = ""
    lead: bool = False


@dataclass(frozen=True)
class MilestoneLine:
    on: dt.date | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self.on is None and not self.text


@dataclass(frozen=True)
class MeasureLine:
    """`direction`: higher or lower; with `yes_no` there are no numbers. 0 is a number like others,
    None is none. `id`: of its row, so that a row moved or renamed stays the same measure.
    """

    name: str = ""
    unit: str = ""
    last_year: Decimal | None = None
    target: Decimal | None = None
    direction: str = "higher"
    yes_no: bool = False
    main: bool = False
    id: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.unit) and self.last_year is None and self.target is None

    @property
    def is_whole(self) -> bool:
        """Whether the work can be held against it: what is measured, and what is aimed at."""
        return bool(self.name) and (self.yes_no or (bool(self.unit) and self.target is not None))


@dataclass(frozen=True)
class Content:
    """Everything a task says."""

    title: str = ""
    kind: str = "key_task"
    work: str = ""
    place: str = ""
    amount: str = ""
    doers: tuple[Doer, ...] = ()
    with_whom: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    milestones: tuple[MilestoneLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    answers: int | None = None
    answers_name: str = ""
    answers_title: str = ""
    answers_to: str = ""
    check_how: str = ""
    checked_in: str = ""
    decides: str = ""

    @property
    def heading(self) -> str:
        """What a list calls the task: its short name, else how its work begins."""
        return heading_of(self.title, self.work)


FIELDS: Mapping[Clarity, tuple[str, ...]] = {
    Clarity.WORK: ("title", "kind", "work", "place", "amount"),
    Clarity.PERSON: ("doers", "with_whom"),
    Clarity.TIME: ("starts_on", "ends_on", "milestones"),
    Clarity.EFFECT: ("measures",),
    Clarity.RESPONSIBILITY: (
        "answers",
        "answers_name",
        "answers_title",
        "answers_to",
        "check_how",
        "checked_in",
    ),
    Clarity.AUTHORITY: ("decides",),
}
"""Which fields of a task belong to which clarity; every field to exactly one."""

DERIVED = frozenset({"answers_name", "post", "id"})
"""What only says again in words whom a key names, and keys of rows."""


WORDS_OF_A_HEADING = 14


def heading_of(title: str, work: str) -> str:
    """What a list calls a task: its short name, else how its work begins."""
    words = (title or work).split()
    rest = "…" if len(words) > WORDS_OF_A_HEADING else ""
    return " ".join(words[:WORDS_OF_A_HEADING]).rstrip(",;") + rest


def as_json(content: Content) -> Grouped:
    """Grouped by clarity, of plain JSON values."""
    return {
        clarity.value: {name: _plain(getattr(content, name)) for name in names}
        for clarity, names in FIELDS.items()
    }


def from_json(grouped: Mapping[str, Mapping[str, Any]]) -> Content:
    """The same back; what is not there is empty. Raises ValueError or TypeError for what is
    neither a day nor a number.
    """
    flat: dict[str, Any] = {}
    for clarity, names in FIELDS.items():
        flat |= {
            name: value for name, value in grouped.get(clarity.value, {}).items() if name in names
        }
    for name in ("starts_on", "ends_on"):
        flat[name] = _day(flat.get(name))
    flat["doers"] = tuple(_doer(each) for each in flat.get("doers") or ())
    flat["milestones"] = tuple(
        MilestoneLine(_day(each.get("on")), each.get("text") or "")
        for each in flat.get("milestones") or ()
    )
    flat["measures"] = tuple(_measure(each) for each in flat.get("measures") or ())
    return Content(**flat)


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two wordings of one clarity say the same; how somebody was called then tells
    nothing.
    """
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            name: _bare(part)
            for name, part in value.items()
            if name not in DERIVED and (name != "name" or "unit" in value)
        }
    return [_bare(part) for part in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [{name: _plain(part) for name, part in vars(each).items()} for each in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return _shortest(value) if isinstance(value, Decimal) else value


def _shortest(number: Decimal) -> str:
    """30 and 30.0000 are one number, written in one way."""
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.date) or value is None:
        return value
    return dt.date.fromisoformat(str(value)) if value else None


def _number(value: object) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))


def _doer(raw: Mapping[str, Any]) -> Doer:
    return Doer(
        person=raw.get("person"),
        organisation=raw.get("organisation"),
        name=raw.get("name") or "",
        post=raw.get("post") or "",
        lead=bool(raw.get("lead")),
    )


def _measure(raw: Mapping[str, Any]) -> MeasureLine:
    return MeasureLine(
        name=raw.get("name") or "",
        unit=raw.get("unit") or "",
        last_year=_number(raw.get("last_year")),
        target=_number(raw.get("target")),
        direction=raw.get("direction") or "higher",
        yes_no=bool(raw.get("yes_no")),
        main=bool(raw.get("main")),
        id=raw.get("id"),
    )
