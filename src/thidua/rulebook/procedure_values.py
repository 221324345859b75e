"""What a procedure is made of: days, shares, words, opinions, each with where it stands."""

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from thidua.language import Text
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.rules import Cite
from thidua.rulebook.values import Identifier, Strict, Title
from thidua.vocabulary import OpinionKind

LEAST_SHARE, MOST_SHARE = Fraction(1, 2), Fraction(1)


class LocalWord(Strict):
    """By what a locality set a value, and why."""

    citation: str = Field(min_length=1)
    reason: str = ""


class Provenance(Strict):
    """Where a value stands. `cite` None: local practice, no document known. `confirmed`: its words
    were compared with the document. `open`: the document leaves it to the locality. `local`: set by
    the locality.
    """

    title: Title
    cite: Cite | None = None
    confirmed: bool = False
    open: bool = False
    note: Title | None = None
    local: LocalWord | None = None

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.confirmed and self.cite is None:
            raise ValueRefusedError(
                Text(
                    "đã đối chiếu thì phải nêu nguồn (cite)",
                    "what is confirmed has to say where it stands (cite)",
                )
            )
        return self

    @property
    def settable(self) -> bool:
        """Whether a locality may set it: what is left open, and what nobody has confirmed."""
        return self.open or not self.confirmed


class Number(Provenance):
    """A number of days, both bounds included."""

    value: int
    unit: Literal["working_days", "days"]
    least: int = 0
    most: int = 366

    @model_validator(mode="after")
    def _within(self) -> Self:
        if not self.least <= self.value <= self.most:
            raise ValueRefusedError(
                Text(
                    "cần số từ {least} đến {most}", "needs a number from {least} to {most}"
                ).format(least=self.least, most=self.most)
            )
        return self


class Share(Provenance):
    """A part of a whole, exact: `2/3`. `more_than`: half itself is not enough."""

    value: str = Field(pattern=r"^[1-9]\d{0,2}/[1-9]\d{0,2}$")
    more_than: bool = False

    @model_validator(mode="after")
    def _within(self) -> Self:
        if not LEAST_SHARE <= self.share <= MOST_SHARE:
            raise ValueRefusedError(
                Text("cần một phần từ 1/2 đến 1/1", "needs a part from 1/2 to 1/1")
            )
        return self

    @property
    def share(self) -> Fraction:
        return Fraction(self.value)


class Choice(Provenance):
    """One of some words, each with its name."""

    value: Identifier
    choices: Annotated[dict[Identifier, Title], Field(min_length=1)]

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.value not in self.choices:
            raise ValueRefusedError(unknown(self.value, self.choices, Text("cách", "choice")))
        return self


class OpinionAsked(Provenance):
    """An opinion that may be asked on a kind of subject. `asked`: whether it is; `grades`,
    `level`: whether its giver grades the criteria and proposes a level; `by`: who gives it.
    """

    kind: OpinionKind
    asked: bool
    grades: bool = True
    level: bool = False
    by: Title


class Counts(Provenance):
    """Whose grades become facts: of these kinds, the first that was given."""

    kinds: Annotated[tuple[OpinionKind, ...], Field(min_length=1)]


Value = Number | Share | Choice | OpinionAsked | Counts
