"""What would make a task clearer: guesses with a reason, which never block and may be dismissed.

The rules are data (`clarity/*.yaml`): words that say little, and checks by name. Pure, but for
`advice`, which reads what lies around a task (who left the unit, when it reviews)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from thidua.campaigns.queries import review_date_of
from thidua.language import Text
from thidua.registrations.advice_checks import CHECKS, Around, Found
from thidua.registrations.clarities import Clarity, clarities_of
from thidua.registrations.content import FIELDS, Content
from thidua.registrations.models import Task
from thidua.registrations.rows import content_of, doing_units, people_inside
from thidua.rulebook.texts import read_yaml
from thidua.web.clock import today

HERE = Path(__file__).with_name("clarity")
LONGEST_KEY = 80


@dataclass(frozen=True)
class Advice:
    """One piece of advice. `span`: the words that it is about, as they stand in `field` ("": about
    the whole clarity). `replacement`: what `field` would say instead, one click away (None: nothing
    ready). `key` tells it from others when it is dismissed.
    """

    clarity: Clarity
    field: str
    span: str
    reason: Text
    replacement: str | None
    key: str


@dataclass(frozen=True)
class Rule:
    """One rule of the data: words in a field, or a check by name."""

    id: str
    reason: Text
    words: tuple[str, ...] = ()
    field: str = ""
    drop: bool = False
    check: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the files; 6.6 ms a task without the cache.

    Raises FrameworkError, KeyError or TypeError for a file that is none; a test reads them all.
    """
    raw = (read_yaml(path.read_text("utf-8"), path.name) for path in sorted(HERE.glob("*.yaml")))
    return tuple(_rule(each) for file in raw for each in file["rules"])


def _rule(raw: Mapping[str, Any]) -> Rule:
    reason, words = Text(**raw["reason"]), tuple(raw.get("words", ()))
    longest_first = tuple(sorted(words, key=len, reverse=True))
    more = {name: value for name, value in raw.items() if name not in {"reason", "words"}}
    return Rule(reason=reason, words=longest_first, **more)


def advice(task: Task) -> list[Advice]:
    """What a task could be clearer about, but for what its unit dismissed and what is accepted."""
    found = advice_of(content_of(task), around(task))
    return [
        each
        for each in found
        if each.key not in task.dismissed and each.clarity.value not in task.locked
    ]


def around(task: Task) -> Around:
    """What lies around a task: a few queries."""
    registration = task.registration
    campaign, organisation = registration.campaign, registration.organisation
    content = content_of(task)
    names = {one.person: one.name for one in content.doers if one.person is not None}
    if content.answers is not None:
        names[content.answers] = content.answers_name
    own = {registration.person_id, *people_inside(names, organisation, today())}
    outside = [
        *(name for key, name in names.items() if key not in own),
        *(name for name, path in doing_units(task) if not path.startswith(organisation.path)),
    ]
    return Around(
        year=campaign.year,
        outside=tuple(outside),
        review_on=review_date_of(campaign, organisation),
        above_ends_on=task.taken_from.ends_on if task.taken_from is not None else None,
    )


def advice_of(content: Content, about: Around) -> list[Advice]:
    """The same of what a task says, dismissed or not, in the order of its clarities."""
    found = [each for rule in rules() for each in _of_rule(rule, content, about)]
    order = [clarity.id for clarity in clarities_of(about.year)]
    known = [each for each in found if each.clarity in order]
    return sorted(known, key=lambda each: order.index(each.clarity))


def _of_rule(rule: Rule, content: Content, about: Around) -> Iterator[Advice]:
    if rule.check:
        for found in CHECKS[rule.check](content, about):
            yield _from_check(rule, found)
        return
    written = str(getattr(content, rule.field))
    at = _first(rule.words, written)
    if at is not None:
        span = written[at[0] : at[1]]
        yield Advice(
            clarity=_clarity_of(rule.field),
            field=rule.field,
            span=span,
            reason=rule.reason.format(words=span),
            replacement=_without(written, at) if rule.drop else None,
            key=f"{rule.id}:{rule.field}:{span.casefold()}"[:LONGEST_KEY],
        )


def _from_check(rule: Rule, found: Found) -> Advice:
    return Advice(
        clarity=found.clarity,
        field=found.field,
        span="",
        reason=rule.reason.format(**found.values),
        replacement=None,
        key=f"{rule.id}:{found.about.casefold()}"[:LONGEST_KEY],
    )


def _first(words: tuple[str, ...], written: str) -> tuple[int, int] | None:
    """Where the first of these words stands whole, the longest of those that begin there."""
    places = [
        match.span()
        for word in words
        for match in [re.search(rf"(?<!\w){re.escape(word)}(?!\w)", written, re.IGNORECASE)]
        if match is not None
    ]
    return min(places, key=lambda place: (place[0], -place[1]), default=None)


def _without(written: str, at: tuple[int, int]) -> str | None:
    """The text without these words, capital again where they began it; None where nothing stays."""
    before, after = written[: at[0]], written[at[1] :].lstrip(" ,")
    if not after.strip():
        return None
    return before + after if before.strip() else after[:1].upper() + after[1:]


def _clarity_of(field: str) -> Clarity:
    return next(clarity for clarity, fields in FIELDS.items() if field in fields)
