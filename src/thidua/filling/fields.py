"""One field of the page: what is asked, the values it may take, how it is drawn. Nothing is chosen
beforehand.
"""

from dataclasses import dataclass
from typing import Literal

from thidua.facts.values import Fact
from thidua.language import Text
from thidua.vocabulary import Grade

Kind = Literal["buttons", "list", "number"]
_BRIEF = {grade.value: grade.brief for grade in Grade}
_COLOURS = {
    "excellent": "outstanding",
    "good": "good",
    "average": "completed",
    "poor": "not_completed",
}


@dataclass(frozen=True)
class Choice:
    """One value: as it is stored, in full, as a table writes it; `css`: the colour once chosen."""

    value: str
    title: str
    brief: str
    css: str
    on: bool

    @property
    def name(self) -> str:
        """What a screen reader says: it holds whatever of the two is shown."""
        title = self.title.capitalize()
        return title if title == self.brief else f"{self.brief}: {title}"


@dataclass(frozen=True)
class Field:
    """A fact of one subject as it is asked. `key`: of the page's elements; `handed`: to whom it was
    handed on, in words.
    """

    entry: int
    fact: Fact
    kind: Kind
    choices: tuple[Choice, ...]
    handed: str = ""
    error: str = ""

    @property
    def key(self) -> str:
        return f"{self.entry}-{self.fact.id}"

    @property
    def missing(self) -> bool:
        return not self.fact.stored

    @property
    def unit(self) -> str:
        """What stands behind a number."""
        return "%" if self.fact.spec.type == "percent" else ""

    @property
    def written(self) -> str:
        """A stored number as people write it, in its box."""
        return self.fact.value.removesuffix("%") if self.fact.stored else ""

    @property
    def expected(self) -> str:
        return str(self.fact.spec.expected)


def field_of(entry: int, fact: Fact, *, handed: str = "", error: str = "") -> Field:
    return Field(entry, fact, _kind(fact), _choices(fact), handed, error)


def _kind(fact: Fact) -> Kind:
    if fact.spec.type in {"grade", "bool"}:
        return "buttons"
    return "list" if fact.choices else "number"


def _choices(fact: Fact) -> tuple[Choice, ...]:
    """Grades the best first, as sheets have them: key 1 is the first."""
    values: list[tuple[str, Text]] = list(fact.choices)
    if fact.spec.type == "grade":
        values.reverse()
    return tuple(
        Choice(
            value,
            str(title),
            str(_BRIEF.get(value, title)) if fact.spec.type == "grade" else str(title).capitalize(),
            _COLOURS.get(value, "good") if fact.spec.type == "grade" else "good",
            value == fact.stored,
        )
        for value, title in values
    )
