"""Conditions made of other conditions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import narwhals as nw
from pydantic import Field

from thidua.language import Text
from thidua.rulebook.conditions.base import Base, Joined, both, either, joined
from thidua.rulebook.conditions.terms import Fault, Terms
from thidua.rulebook.values import Row

if TYPE_CHECKING:
    from thidua.rulebook.conditions import Condition


_AND, _OR = Text(" và ", " and "), Text(" hoặc ", " or ")
_NOT = Text("không phải: {part}", "not: {part}")


def _inside(part: "Condition", terms: Terms) -> Text:
    """A part as it stands inside another condition: one that is made of several takes brackets."""
    sentence = part.sentence(terms)
    several = isinstance(part, AllOf | AnyOf) and len(part.parts(terms)) > 1
    return Text("({part})", "({part})").format(part=sentence) if several else sentence


class AllOf(Joined):
    """`all_of: [condition, …]`."""

    head: ClassVar[str] = "all_of"
    join = both
    all_of: "tuple[Condition, ...]" = Field(min_length=1)

    def parts(self, terms: Terms) -> "tuple[Condition, ...]":
        return self.all_of

    def wanted(self, terms: Terms) -> Text:
        return joined([part.wanted(terms) for part in self.all_of], _AND)

    def stated(self, terms: Terms) -> Text:
        return joined([_inside(part, terms) for part in self.all_of], _AND)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from _inner_faults("all_of", self.all_of, terms)


class AnyOf(Joined):
    """`any_of: [condition, …]`."""

    head: ClassVar[str] = "any_of"
    join = either
    any_of: "tuple[Condition, ...]" = Field(min_length=1)

    def parts(self, terms: Terms) -> "tuple[Condition, ...]":
        return self.any_of

    def wanted(self, terms: Terms) -> Text:
        return joined([part.wanted(terms) for part in self.any_of], _OR)

    def stated(self, terms: Terms) -> Text:
        return joined([_inside(part, terms) for part in self.any_of], _OR)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from _inner_faults("any_of", self.any_of, terms)


class Not(Base):
    """`not: condition`."""

    head: ClassVar[str] = "not"
    not_: "Condition" = Field(alias="not")

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        return ~self.not_.check(terms, disqualifies=not disqualifies)

    def parts(self, terms: Terms) -> "tuple[Condition, ...]":
        return (self.not_,)

    def wanted(self, terms: Terms) -> Text:
        return _NOT.format(part=self.not_.wanted(terms))

    def stated(self, terms: Terms) -> Text:
        return _NOT.format(part=_inside(self.not_, terms))

    def seen(self, terms: Terms, row: Row) -> Text:
        return self.not_.seen(terms, row)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from ((f"not.{key}", text) for key, text in self.not_.faults(terms))


def _inner_faults(key: str, parts: "tuple[Condition, ...]", terms: Terms) -> Iterator[Fault]:
    for index, part in enumerate(parts):
        yield from ((f"{key}.{index}.{inner}", text) for inner, text in part.faults(terms))
