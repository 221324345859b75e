"""What rule texts are made of: dates in force, sources, citations, and a condition with its
name.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from thidua.language import Text
from thidua.rulebook.conditions import Condition
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.values import Identifier, Strict, Title

RuleId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")]
"""The number of a rule across frameworks: `R1-MEM-HTXS`."""

FrameworkId = Annotated[str, Field(pattern=r"^[a-z0-9_]+/[a-z0-9_]+$")]
"""`hd21_2019/member`: the regulation, then the subject."""


class Period(Strict):
    """Half-open: `to` is the first day no longer in force; without it the text is still in
    force.
    """

    from_: date = Field(alias="from")
    to: date | None = None

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.to is not None and self.to <= self.from_:
            raise ValueRefusedError(
                Text("ngày to phải sau ngày from", "the day `to` must come after `from`")
            )
        return self

    def covers(self, day: date) -> bool:
        """Whether the text is in force on that day."""
        return self.from_ <= day and (self.to is None or day < self.to)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day is covered by both."""
        return (other.to is None or self.from_ < other.to) and (
            self.to is None or other.from_ < self.to
        )


class Source(Strict):
    """A document that rules are taken from."""

    number: str
    title: Title
    date: date
    note: Title | None = None


class Cite(Strict):
    """Where in a source a rule stands."""

    source: Identifier
    at: str = Field(min_length=1)


class Cited(Strict):
    """Whatever is ruled: named, numbered, cited, and honest about whether the wording was
    confirmed.
    """

    id: Identifier
    rule: RuleId
    title: Title
    cite: Cite
    confirmed: bool
    note: Title | None = None


class Rule(Cited):
    """A condition with its name and citation."""

    test: Condition
