"""Tests on plain facts: is it so, how large is it, what part of another count is it, what level
does the State give.
"""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import narwhals as nw
from pydantic import Field, model_validator

from thidua.language import Text
from thidua.rulebook.conditions.base import Base, joined
from thidua.rulebook.conditions.limits import Limited, percent_text
from thidua.rulebook.conditions.ordered import LevelBound, OneField
from thidua.rulebook.conditions.terms import Fault, Terms
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.values import Identifier, Row, Strict, fixed
from thidua.vocabulary import Level

if TYPE_CHECKING:
    from thidua.rulebook.conditions import Condition

Plain = bool | str


class Fact(Base):
    """`fact: degraded, is: true`; `fact: discipline, is_not: none`; `…, is_one_of: [warning,
    removal]`.
    """

    head: ClassVar[str] = "fact"
    fact: Identifier
    is_: Plain | None = Field(default=None, alias="is")
    is_not: Plain | None = None
    is_one_of: tuple[str, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _check_verb(self) -> Self:
        if sum(value is not None for value in (self.is_, self.is_not, self.is_one_of)) != 1:
            names = "is, is_not, is_one_of"
            raise ValueRefusedError(
                Text(f"cần đúng một trong: {names}", f"needs exactly one of: {names}")
            )
        return self

    @property
    def named(self) -> tuple[Plain, ...]:
        """The values that the test names."""
        if self.is_one_of is not None:
            return self.is_one_of
        return (
            (self.is_,)
            if self.is_ is not None
            else (self.is_not,)
            if self.is_not is not None
            else ()
        )

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        spec = terms.facts[self.fact]
        column = spec.column
        if spec.type == "bool":
            found = column if self.named[0] else ~column
        else:
            found = reduce(or_, [column == spec.encode(word) for word in self.named])
        return ~found if self.is_not is not None else found

    def about(self, terms: Terms) -> Text:
        return terms.facts[self.fact].title

    def wanted(self, terms: Terms) -> Text:
        spec = terms.facts[self.fact]
        words = joined(
            [spec.show(spec.encode(word)) for word in self.named], Text(" hoặc ", " or ")
        )
        return (
            Text("không phải “{words}”", "not “{words}”").format(words=words)
            if self.is_not is not None
            else words
        )

    def seen(self, terms: Terms, row: Row) -> Text:
        return _seen(terms.facts[self.fact], row)

    def columns(self, terms: Terms) -> tuple[str, ...]:
        return (self.fact,)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        wrong = list(terms.wrong_fact(self.fact, "fact", "bool", "choice", "level"))
        yield from wrong
        if wrong:
            return
        spec = terms.facts[self.fact]
        for value in self.named:
            fits = isinstance(value, bool) if spec.type == "bool" else value in spec.vocabulary
            if not fits:
                allowed = "true, false" if spec.type == "bool" else ", ".join(spec.vocabulary)
                message = Text(
                    "“{value}” không hợp; cần: {allowed}",
                    "“{value}” does not fit; expected: {allowed}",
                )
                yield "fact", message.format(value=value, allowed=allowed)


class Number(Limited):
    """`number: targets_done, below: 50`."""

    head: ClassVar[str] = "number"
    number: Identifier

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        spec, limit = terms.facts[self.number], fixed(self.limit(terms))
        scale = fixed(1) if spec.type == "count" else 1
        holds = self.comparison.of(spec.column * scale, limit)
        if not spec.ranged:
            return holds
        may_hold = self.comparison.of(nw.col(spec.possible) * scale, limit)
        return nw.when(holds == may_hold).then(holds)

    def about(self, terms: Terms) -> Text:
        return terms.facts[self.number].title

    def wanted(self, terms: Terms) -> Text:
        return self.bound(terms, "%" if terms.facts[self.number].type == "percent" else "")

    def seen(self, terms: Terms, row: Row) -> Text:
        spec = terms.facts[self.number]
        sure, possible = row.get(self.number), row.get(spec.possible)
        if not spec.ranged or sure == possible:
            return _seen(spec, row)
        return Text(
            "{what}: từ {sure} đến {possible} (có năm chưa đủ căn cứ)",
            "{what}: {sure} to {possible} (a year is not known)",
        ).format(what=spec.title, sure=spec.show(sure), possible=spec.show(possible))

    def columns(self, terms: Terms) -> tuple[str, ...]:
        spec = terms.facts[self.number]
        return (self.number, spec.possible) if spec.ranged else (self.number,)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        yield from terms.wrong_fact(self.number, "number", "percent", "number", "count")


class Parts(Strict):
    """Two counts: the part and the whole it is a part of."""

    part: Identifier
    whole: Identifier


class Ratio(Limited):
    """`ratio: {part: led_units_good, whole: led_units}, at_least: 70`, in percent."""

    head: ClassVar[str] = "ratio"
    ratio: Parts

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        return self.part_holds(nw.col(self.ratio.part), nw.col(self.ratio.whole), terms)

    def about(self, terms: Terms) -> Text:
        return Text("{part} trong {whole}", "{part} out of {whole}").format(
            part=terms.facts[self.ratio.part].title, whole=terms.facts[self.ratio.whole].title
        )

    def wanted(self, terms: Terms) -> Text:
        return self.bound(terms, "%")

    def seen(self, terms: Terms, row: Row) -> Text:
        part, whole = row.get(self.ratio.part), row.get(self.ratio.whole)
        return Text("{what}: {share}", "{what}: {share}").format(
            what=terms.facts[self.ratio.part].title, share=percent_text(part, whole)
        )

    def columns(self, terms: Terms) -> tuple[str, ...]:
        return (self.ratio.part, self.ratio.whole)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        yield from terms.wrong_fact(self.ratio.part, "ratio.part", "count")
        yield from terms.wrong_fact(self.ratio.whole, "ratio.whole", "count")


class CivilServant(OneField):
    """`civil_servant: level, at_least: good`: the level given by the State side; only for civil
    servants.
    """

    head: ClassVar[str] = "civil_servant"
    kind: ClassVar[type[Level]] = Level
    civil_servant: Literal["level"]
    at_least: LevelBound | None = None
    at_most: LevelBound | None = None

    @property
    def name(self) -> str:
        return "civil_servant_level"

    def applicable(self, terms: Terms) -> "Condition | None":
        from thidua.rulebook.conditions import AllOf  # noqa: PLC0415  (words refer to each other)

        civil_servant: Condition = Fact.model_validate({"fact": "civil_servant", "is": True})
        return civil_servant if self.when is None else AllOf(all_of=(civil_servant, self.when))

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        yield from terms.wrong_fact("civil_servant", "civil_servant", "bool")
        yield from terms.wrong_fact(self.name, "civil_servant", "level")


def _seen(spec: FactSpec, row: Row) -> Text:
    return Text("{what}: {value}", "{what}: {value}").format(
        what=spec.title, value=spec.show(row.get(spec.id))
    )
