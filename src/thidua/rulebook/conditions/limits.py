"""A number compared with a limit: the four comparisons, once, for numbers, ratios and shares."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, NamedTuple, Self

import narwhals as nw
from pydantic import PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from thidua.language import Text
from thidua.rulebook.conditions.base import Base
from thidua.rulebook.conditions.terms import Fault, Param, Terms
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.values import exact, fixed, number_text, plain_number


class Comparison(NamedTuple):
    """One way to compare: does a larger number help, does equality suffice, how is it said."""

    upward: bool
    equal: bool
    phrase: Text

    def of(self, number: nw.Expr, limit: nw.Expr | int) -> nw.Expr:
        if self.upward:
            return number >= limit if self.equal else number > limit
        return number <= limit if self.equal else number < limit


COMPARISONS = {
    "at_least": Comparison(
        upward=True, equal=True, phrase=Text("từ {limit} trở lên", "at least {limit}")
    ),
    "above": Comparison(upward=True, equal=False, phrase=Text("trên {limit}", "more than {limit}")),
    "at_most": Comparison(
        upward=False, equal=True, phrase=Text("không quá {limit}", "at most {limit}")
    ),
    "below": Comparison(
        upward=False, equal=False, phrase=Text("dưới {limit}", "less than {limit}")
    ),
}


def _read(raw: object) -> Any:
    if isinstance(raw, dict):
        return Param.model_validate(raw)
    return raw if isinstance(raw, Param) else exact(raw)


Limit = Annotated[
    Decimal | Param,
    PlainValidator(_read),
    PlainSerializer(
        lambda value: {"param": value.param} if isinstance(value, Param) else plain_number(value)
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer"},
                {"type": "string", "pattern": r"^-?\d+([.,]\d{1,4})?$"},
                {
                    "type": "object",
                    "properties": {"param": {"type": "string"}},
                    "required": ["param"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class Limited(Base):
    """A word that ends in exactly one of `at_least`, `above`, `at_most`, `below`."""

    at_least: Limit | None = None
    above: Limit | None = None
    at_most: Limit | None = None
    below: Limit | None = None

    @model_validator(mode="after")
    def _check_limit(self) -> Self:
        if sum(getattr(self, name) is not None for name in COMPARISONS) != 1:
            names = ", ".join(COMPARISONS)
            raise ValueRefusedError(
                Text(f"cần đúng một trong: {names}", f"needs exactly one of: {names}")
            )
        return self

    @property
    def limited_by(self) -> str:
        return next(name for name in COMPARISONS if getattr(self, name) is not None)

    @property
    def comparison(self) -> Comparison:
        return COMPARISONS[self.limited_by]

    def limit(self, terms: Terms) -> Decimal:
        """The limit, parameters resolved."""
        limit: Decimal = terms.value(getattr(self, self.limited_by))
        return limit

    def bound(self, terms: Terms, unit: str) -> Text:
        """The limit as a phrase: “from 80 % up”."""
        return self.comparison.phrase.format(limit=number_text(self.limit(terms), unit))

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from terms.wrong_value(
            getattr(self, self.limited_by), self.limited_by, "percent", "number"
        )

    def part_holds(self, part: nw.Expr, whole: nw.Expr, terms: Terms) -> nw.Expr:
        """`part` as a percentage of `whole` against the limit, in whole numbers; unknown when there
        is no whole.
        """
        compared = self.comparison.of(part * fixed(Decimal(100)), whole * fixed(self.limit(terms)))
        return nw.when(whole > 0).then(compared)


def percent_text(part: int | None, whole: int | None) -> Text:
    """A share as people say it, with what it was worked out from: “16/20 (80%)”."""
    if part is None or whole is None:
        return Text("chưa có", "not known")
    if whole == 0:
        return Text("0/0", "0/0")
    hundredths = part * 10_000 // whole
    share = number_text(Decimal(hundredths) / 100, "%")
    about = "" if hundredths * whole == part * 10_000 else "≈ "
    return Text("{part}/{whole} ({about}{share})", "{part}/{whole} ({about}{share})").format(
        part=number_text(part), whole=number_text(whole), about=about, share=share
    )
