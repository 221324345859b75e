"""Tests on one ordered word: a criterion's grade, or a level that somebody holds."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Self

import narwhals as nw
from pydantic import PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from thidua.language import Text
from thidua.rulebook.conditions.base import Base
from thidua.rulebook.conditions.terms import Fault, Param, Terms, unknown
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.values import Identifier, Row
from thidua.vocabulary import Grade, Level, Word


def _reader(kind: type[Word]) -> PlainValidator:
    def read(raw: object) -> Any:
        if isinstance(raw, kind | Param):
            return raw
        if isinstance(raw, dict):
            return Param.model_validate(raw)
        return kind.from_word(raw)

    return PlainValidator(read)


def _schema(kind: type[Word]) -> WithJsonSchema:
    param = {"type": "object", "properties": {"param": {"type": "string"}}, "required": ["param"]}
    return WithJsonSchema(
        {
            "anyOf": [
                {"enum": [word.value for word in kind]},
                {**param, "additionalProperties": False},
            ]
        }
    )


_written = PlainSerializer(
    lambda value: {"param": value.param} if isinstance(value, Param) else value.value
)
GradeBound = Annotated[Grade | Param, _reader(Grade), _written, _schema(Grade)]
LevelBound = Annotated[Level | Param, _reader(Level), _written, _schema(Level)]

_BOUNDS = {
    "at_least": Text("từ {word} trở lên", "{word} or better"),
    "at_most": Text("nhiều nhất {word}", "{word} or worse"),
}


ABSENT_PASSES = Text(
    "{stated} (không có tổ chức ấy thì coi là đạt)",
    "{stated} (a body that does not exist counts as met)",
)


class Ordered(Base):
    """A word at least or at most as good as another. Exactly one bound is given."""

    kind: ClassVar[type[Word]]
    at_least: Any = None
    at_most: Any = None

    @model_validator(mode="after")
    def _check_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueRefusedError(
                Text(
                    "cần đúng một trong: at_least, at_most",
                    "needs exactly one of: at_least, at_most",
                )
            )
        return self

    @property
    def bound(self) -> tuple[str, Any]:
        return (
            ("at_least", self.at_least) if self.at_least is not None else ("at_most", self.at_most)
        )

    def limit(self, terms: Terms) -> Word:
        """The word that the bound names, parameters resolved."""
        return self.kind.from_word(terms.value(self.bound[1]))

    def holds(self, column: nw.Expr, terms: Terms) -> nw.Expr:
        """The comparison of an integer column with the bound."""
        code = self.limit(terms).code
        return column >= code if self.at_least is not None else column <= code

    def wanted(self, terms: Terms) -> Text:
        word = self.limit(terms)
        best = self.at_least is not None and word == list(self.kind)[-1]
        return word.title if best else _BOUNDS[self.bound[0]].format(word=word.title)

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        key, value = self.bound
        yield from terms.wrong_value(value, key, self.kind.__name__.lower())


class OneField(Ordered):
    """A bound on a single criterion or level fact."""

    @property
    def name(self) -> str:
        raise NotImplementedError

    def about(self, terms: Terms) -> Text:
        return terms.field(self.name).title

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        return self.holds(nw.col(self.name), terms)

    def seen(self, terms: Terms, row: Row) -> Text:
        field = terms.field(self.name)
        return Text("{what}: {value}", "{what}: {value}").format(
            what=field.title, value=field.show(row.get(self.name))
        )

    def columns(self, terms: Terms) -> tuple[str, ...]:
        return (self.name,)


class Criterion(OneField):
    """`criterion: duties, at_least: good`: the grade of one criterion."""

    head: ClassVar[str] = "criterion"
    kind: ClassVar[type[Word]] = Grade
    criterion: Identifier
    at_least: GradeBound | None = None
    at_most: GradeBound | None = None

    @property
    def name(self) -> str:
        return self.criterion

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        if self.criterion not in terms.criteria:
            yield (
                "criterion",
                unknown(self.criterion, terms.criteria, Text("tiêu chí", "criterion")),
            )


class Held(OneField):
    """`level: front_level, at_least: good`: the level that somebody holds; a body that does not
    exist passes.
    """

    head: ClassVar[str] = "level"
    kind: ClassVar[type[Word]] = Level
    level: Identifier
    at_least: LevelBound | None = None
    at_most: LevelBound | None = None

    @property
    def name(self) -> str:
        return self.level

    def stated(self, terms: Terms) -> Text:
        stated = super().stated(terms)
        return (
            ABSENT_PASSES.format(stated=stated)
            if terms.field(self.level).not_applicable
            else stated
        )

    def test(self, terms: Terms, *, disqualifies: bool = False) -> nw.Expr:
        held = super().test(terms)
        if not terms.field(self.level).not_applicable:
            return held
        exists = nw.col(self.level) > 0
        return held & exists if disqualifies else held | ~exists

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        yield from terms.wrong_fact(self.level, "level", "level")
