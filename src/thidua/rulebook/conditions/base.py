"""What every word of the vocabulary is: one model with four faces.

*Check*: a Narwhals expression that is true (met), false (not met) or null (cannot tell), joined by
Kleene's three-valued logic. *Explain*: what is wanted, what was seen and what is lacking, in both
languages. *Say*: the whole condition as a sentence, for somebody who reads the rule and thinks of
no subject. *Schema*: the pydantic model itself."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, ClassVar

import narwhals as nw

from thidua.language import Text
from thidua.rulebook.conditions.terms import Fault, Param, Terms
from thidua.rulebook.values import Row, Strict

if TYPE_CHECKING:
    from thidua.rulebook.conditions import Condition


_CLAUSES = {
    "when": Text("{sentence}; chỉ áp dụng khi {clause}", "{sentence}; applies only if {clause}"),
    "unless": Text("{sentence}; trừ khi {clause}", "{sentence}; unless {clause}"),
}


class Base(Strict):
    """A word, and the two clauses that may follow any word.

    `when` says where the condition applies, `unless` where it is excused. A requirement that does
    not apply or is excused counts as met; a disqualifier (`disqualifies=True`) that does not apply
    or is excused, as not met."""

    head: ClassVar[str]
    unless: "Condition | None" = None
    when: "Condition | None" = None

    @abstractmethod
    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        """The word alone, without its clauses: a nullable Boolean."""

    @abstractmethod
    def wanted(self, terms: Terms) -> Text:
        """What must hold, as a phrase."""

    @abstractmethod
    def seen(self, terms: Terms, row: Row) -> Text:
        """What was found in one subject's facts."""

    def about(self, terms: Terms) -> Text | None:
        """What the word speaks of; None where `wanted` says it already."""
        return None

    def stated(self, terms: Terms) -> Text:
        """The word alone, as a whole sentence."""
        about, wanted = self.about(terms), self.wanted(terms)
        return (
            wanted
            if about is None
            else Text("{about}: {wanted}", "{about}: {wanted}").format(about=about, wanted=wanted)
        )

    def sentence(self, terms: Terms) -> Text:
        """The whole condition as a sentence: “…; chỉ áp dụng khi …; trừ khi …”."""
        text = self.stated(terms)
        for key, clause in (("when", self.applicable(terms)), ("unless", self.unless)):
            if clause is not None:
                text = _CLAUSES[key].format(sentence=text, clause=clause.sentence(terms))
        return text

    def check(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        """The word with its clauses: true met, false not met, null cannot tell."""
        outcome = self.test(terms, disqualifies=disqualifies)
        for excuse in self.excuses(terms):
            outcome = outcome & ~excuse if disqualifies else outcome | excuse
        return outcome

    def excuses(self, terms: Terms) -> list[nw.Expr]:
        """Each reason why the condition does not bind the subject: excepted, or not applicable."""
        excuses = []
        if self.unless is not None:
            excuses.append(self.unless.check(terms, disqualifies=True))
        if (when := self.applicable(terms)) is not None:
            excuses.append(~when.check(terms, disqualifies=True))
        return excuses

    def about_nobody(self, terms: Terms, row: Row) -> bool:
        """Whether there is nobody for the word to speak of, so that it does not apply."""
        return False

    def applicable(self, terms: Terms) -> "Condition | None":
        """The condition under which this one applies at all; None when it always does."""
        return self.when

    def parts(self, terms: Terms) -> "tuple[Condition, ...]":
        """The conditions this one is made of, for the tree of an explanation."""
        return ()

    def columns(self, terms: Terms) -> tuple[str, ...]:
        """The frame columns that the word itself reads."""
        return ()

    def lack(self, terms: Terms, row: Row) -> Text:
        """What is missing until the condition is met."""
        return Text("{seen}, cần {wanted}", "{seen}, needs {wanted}").format(
            seen=self.seen(terms, row), wanted=self.wanted(terms)
        )

    def faults(self, terms: Terms) -> Iterator[Fault]:
        """Names used by the condition, its clauses and its parts that do not exist or do not
        fit.
        """
        yield from self.own_faults(terms)
        for key in ("unless", "when"):
            clause: Condition | None = getattr(self, key)
            if clause is not None:
                yield from ((f"{key}.{inner}", text) for inner, text in clause.faults(terms))

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        """The faults of the word itself."""
        yield from ()

    def parameters(self) -> Iterator[str]:
        """The parameters that the condition names, and those inside it."""
        for name in type(self).model_fields:
            yield from _named_in(getattr(self, name))

    def every_column(self, terms: Terms) -> Iterator[str]:
        """All columns read by the condition, its parts and its clauses."""
        yield from self.columns(terms)
        for inner in (*self.parts(terms), self.unless, self.applicable(terms)):
            if inner is not None:
                yield from inner.every_column(terms)


def _named_in(value: object) -> Iterator[str]:
    if isinstance(value, Param):
        yield value.param
    elif isinstance(value, Base):
        yield from value.parameters()
    elif isinstance(value, tuple):
        for part in value:
            yield from _named_in(part)


class Joined(Base):
    """A condition made of others: all of them, or any of them."""

    join: ClassVar[Callable[[nw.Expr, nw.Expr], nw.Expr]]

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        checks = [part.check(terms, disqualifies=disqualifies) for part in self.parts(terms)]
        return reduce(type(self).join, checks)

    def seen(self, terms: Terms, row: Row) -> Text:
        """What each part sees; what several see alike, once."""
        seen = dict.fromkeys(part.seen(terms, row) for part in self.parts(terms))
        return joined(list(seen), Text("; ", "; "))


both = and_
either = or_
UNKNOWN = nw.lit(None, dtype=nw.Boolean)


def joined(texts: list[Text], separator: Text) -> Text:
    """Several phrases in a row, in both languages."""
    return Text(
        separator.vi.join(text.vi for text in texts), separator.en.join(text.en for text in texts)
    )
