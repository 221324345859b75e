"""What a fact is: its kind, how people write it, how a frame carries it.

One fact has three forms. *Written*: what stands in a cell, a form or JSON (`87,5`, `Xuất sắc`,
`có`). *Value*: what it means (`Decimal("87.5")`, `"excellent"`, `True`). *Code*: what a frame
column carries (`875000`, `4`, `true`). `FactSpec` turns each into the next, and refuses by naming
what would be right."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal, Self

import narwhals as nw
from pydantic import Field, model_validator

from thidua.language import Text
from thidua.rulebook.errors import FactError, ValueRefusedError
from thidua.rulebook.fact_words import FactWord, words_of
from thidua.rulebook.values import (
    Exact,
    Identifier,
    Strict,
    Title,
    fixed,
    number_text,
    plain_number,
    read_decimal,
    unfixed,
)
from thidua.vocabulary import Spellings, YesNo

Value = bool | int | Decimal | str
"""What a fact means once read; words are `str` (`Grade`, `Level`, … are kinds of `str`)."""

DataType = type[nw.Boolean] | type[nw.Int8] | type[nw.Int64]
"""What a fact's column may be made of."""

Plain = bool | int | str
_ASSUMED = {"bool", "number", "percent", "count"}
"""Types of facts that may hold unless stated otherwise: something exceptional that is written down
where it happened."""


class FactSpec(Strict):
    """One fact or criterion that a framework declares."""

    id: str = Field(default="", exclude=True)
    type: Literal["grade", "bool", "percent", "number", "count", "level", "choice"]
    title: Title
    given_by: Literal["sheet", "roster", "tree"] = "sheet"
    min: Exact | None = None
    max: Exact | None = None
    decimals: int = Field(default=4, ge=0, le=4)
    choices: (
        Literal["discipline", "membership_status", "tier", "body", "subject_type"]
        | dict[Identifier, Title]
        | None
    ) = None
    not_applicable: bool = False
    unless_stated: Plain | None = None
    note: Title | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.type == "choice") != (self.choices is not None):
            raise ValueRefusedError(
                Text(
                    "choices cần có khi và chỉ khi type là choice",
                    "choices belongs to type choice, and only there",
                )
            )
        if self.not_applicable and self.type != "level":
            raise ValueRefusedError(
                Text(
                    "not_applicable chỉ dùng với type level",
                    "not_applicable is for type level only",
                )
            )
        self._refuse_assumption()
        return self

    def _refuse_assumption(self) -> None:
        """What holds of a fact that nobody stated is a value that the fact can have."""
        if self.unless_stated is None:
            return
        if self.type not in _ASSUMED:
            raise ValueRefusedError(
                Text(
                    "unless_stated chỉ dùng cho thông tin loại {types}",
                    "unless_stated is for facts of type {types}",
                ).format(types=", ".join(sorted(_ASSUMED)))
            )
        try:
            self.parse(self.unless_stated)
        except FactError as error:
            raise ValueRefusedError(error.text) from None

    @cached_property
    def kind(self) -> "Kind":
        return _KINDS[self.type]

    @property
    def ranged(self) -> bool:
        """Whether it is carried as a range: its own column what is sure, `possible` what may be."""
        return False

    @property
    def possible(self) -> str:
        """The column of the upper end of a range."""
        return f"{self.id}.possible"

    @property
    def dtype(self) -> DataType:
        """The Narwhals type of the fact's column."""
        return self.kind.dtype

    @property
    def expected(self) -> Text:
        """What an acceptable value looks like, for a message or a help text."""
        return self.kind.expected(self)

    @cached_property
    def words(self) -> list[FactWord]:
        """The words it may be, with every spelling; none for Booleans and numbers."""
        return words_of(self.type, self.choices, not_applicable=self.not_applicable)

    @cached_property
    def vocabulary(self) -> dict[str, tuple[int, Text]]:
        """For words: each word's integer and title; empty for Booleans and numbers."""
        return {word: (code, title) for word, code, title, _ in self.words}

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings({word: forms for word, _, _, forms in self.words})

    def parse(self, raw: object) -> Value:
        """The value of what somebody wrote. Raises FactError with the expected form in both
        languages.
        """
        try:
            return self.kind.parse(self, raw)
        except ValueError:
            raise FactError(self.id, raw, self.expected, self.title) from None

    def encode(self, value: Value) -> int | bool:
        """The code a frame carries for a value (as `parse` gives it)."""
        return self.kind.encode(self, value)

    def decode(self, code: int | bool) -> Value:
        """The value that a frame's code stands for."""
        return self.kind.decode(self, code)

    @cached_property
    def assumed(self) -> int | bool | None:
        """The code that counts where nobody stated the fact; None: then nobody can tell."""
        return None if self.unless_stated is None else self.encode(self.parse(self.unless_stated))

    @property
    def column(self) -> nw.Expr:
        """The fact's column as conditions read it: with `assumed` where nothing was stated."""
        read = nw.col(self.id)
        return read if self.assumed is None else read.fill_null(self.assumed)

    def to_json(self, value: Value) -> bool | int | str:
        """A value in the words that are stored: true, 12, "87.5", "excellent"."""
        return plain_number(value) if isinstance(value, Decimal) else value

    def show(self, code: int | bool | None) -> Text:
        """A frame's code as a reader writes it."""
        if code is not None:
            return self.kind.show(self, code)
        if self.assumed is None:
            return UNKNOWN
        return UNSTATED.format(value=self.kind.show(self, self.assumed))

    def show_stored(self, stored: object) -> Text:
        """A stored value as a reader writes it; what the fact cannot be, as it stands."""
        if stored is None or stored == "":
            return UNKNOWN
        try:
            return self.show(self.encode(self.parse(stored)))
        except FactError:
            return Text(str(stored), str(stored))


UNKNOWN = Text("chưa có", "not known")
UNSTATED = Text("không ghi, coi là {value}", "not stated, taken as {value}")


class Kind(ABC):
    """How one type of fact is read, carried and shown."""

    dtype: DataType

    @abstractmethod
    def expected(self, spec: FactSpec) -> Text: ...
    @abstractmethod
    def parse(self, spec: FactSpec, raw: object) -> Value: ...
    @abstractmethod
    def encode(self, spec: FactSpec, value: Value) -> int | bool: ...
    @abstractmethod
    def decode(self, spec: FactSpec, code: int | bool) -> Value: ...
    @abstractmethod
    def show(self, spec: FactSpec, code: int | bool) -> Text: ...


class Truth(Kind):
    dtype = nw.Boolean

    def expected(self, spec: FactSpec) -> Text:
        return Text("“có” hoặc “không”", "“có” (yes) or “không” (no)")

    def parse(self, spec: FactSpec, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, str | int):
            raise ValueError(raw)  # noqa: TRY004  (one kind of error for every unreadable value)
        return YesNo.parse(str(raw)) is YesNo.YES

    def encode(self, spec: FactSpec, value: Value) -> bool:
        return bool(value)

    def decode(self, spec: FactSpec, code: int | bool) -> bool:
        return bool(code)

    def show(self, spec: FactSpec, code: int | bool) -> Text:
        return Text("có", "yes") if code else Text("không", "no")


class OneOf(Kind):
    """Grades, levels and choices: a word out of a closed list."""

    dtype = nw.Int8

    def expected(self, spec: FactSpec) -> Text:
        titles = [title for _, title in spec.vocabulary.values()]
        return Text(
            "một trong: " + ", ".join(t.vi for t in titles),
            "one of: "
            + ", ".join(
                f"{word} ({t.vi})" for word, t in zip(spec.vocabulary, titles, strict=True)
            ),
        )

    def parse(self, spec: FactSpec, raw: object) -> str:
        word = spec._spellings.word(raw) if isinstance(raw, str) else None
        if word is None:
            raise ValueError(raw)
        return word

    def encode(self, spec: FactSpec, value: Value) -> int:
        return spec.vocabulary[str(value)][0]

    def decode(self, spec: FactSpec, code: int | bool) -> str:
        return next(word for word, (number, _) in spec.vocabulary.items() if number == code)

    def show(self, spec: FactSpec, code: int | bool) -> Text:
        return next(title for number, title in spec.vocabulary.values() if number == code)


class Number(Kind):
    """Percentages and other exact numbers with at most four decimals."""

    dtype = nw.Int64

    def __init__(self, unit: str = "") -> None:
        self.unit = unit

    def expected(self, spec: FactSpec) -> Text:
        low, high = (
            None if bound is None else number_text(bound) for bound in (spec.min, spec.max)
        )
        bounds = Text("", "")
        if low is not None and high is not None:
            bounds = Text(" từ {low} đến {high}", " from {low} to {high}").format(
                low=low, high=high
            )
        elif low is not None:
            bounds = Text(" từ {low} trở lên", " of at least {low}").format(low=low)
        places = Text("số nguyên", "a whole number")
        if spec.decimals:
            places = Text("số (ví dụ 87,5)", "a number (87.5)")
        return Text("{places}{bounds}", "{places}{bounds}").format(places=places, bounds=bounds)

    def parse(self, spec: FactSpec, raw: object) -> Decimal | int:
        if isinstance(raw, float):
            raw = repr(raw).removesuffix(".0")
        elif isinstance(raw, str):
            raw = raw.strip().removesuffix("%").rstrip()
        number = read_decimal(raw)
        fixed(number)
        too_small = spec.min is not None and number < spec.min
        too_large = spec.max is not None and number > spec.max
        too_fine = number != round(number, spec.decimals)
        if too_small or too_large or too_fine:
            raise ValueError(raw)
        return number

    def encode(self, spec: FactSpec, value: Value) -> int:
        return fixed(Decimal(value))

    def decode(self, spec: FactSpec, code: int | bool) -> Decimal | int:
        return unfixed(code)

    def show(self, spec: FactSpec, code: int | bool) -> Text:
        return number_text(Decimal(self.decode(spec, code)), self.unit)


class Count(Number):
    """Whole things that are counted; carried as they are."""

    def parse(self, spec: FactSpec, raw: object) -> int:
        number = super().parse(spec, raw)
        if number != int(number) or number < 0:
            raise ValueError(raw)
        return int(number)

    def expected(self, spec: FactSpec) -> Text:
        return super().expected(spec.model_copy(update={"decimals": 0}))

    def encode(self, spec: FactSpec, value: Value) -> int:
        return int(value)

    def decode(self, spec: FactSpec, code: int | bool) -> int:
        return int(code)


_KINDS: Mapping[str, Kind] = {
    "grade": OneOf(),
    "level": OneOf(),
    "choice": OneOf(),
    "bool": Truth(),
    "percent": Number("%"),
    "number": Number(),
    "count": Count(),
}
