"""Tests on one ordered word: a criterion's grade, or a level that somebody holds; and their
plurals.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, Self

import narwhals as nw
from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from thidua.language import Text
from thidua.rulebook.conditions.base import Base, Joined, both, either, joined
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


_ABSENT_PASSES = Text(
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
            _ABSENT_PASSES.format(stated=stated)
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


_QUOTED = Text("“{title}”", "“{title}”")


class Criteria(Ordered, Joined):
    """A bound on the criteria of some groups: of those named, or of all but those excepted."""

    kind: ClassVar[type[Word]] = Grade
    which: ClassVar[dict[str, Text]]
    groups: tuple[Identifier, ...] | None = Field(default=None, min_length=1)
    except_groups: tuple[Identifier, ...] | None = Field(default=None, min_length=1)
    at_least: GradeBound | None = None
    at_most: GradeBound | None = None

    @model_validator(mode="after")
    def _check_groups(self) -> Self:
        if self.groups is not None and self.except_groups is not None:
            raise ValueRefusedError(
                Text("chỉ dùng groups hoặc except_groups", "use groups or except_groups, not both")
            )
        return self

    def about(self, terms: Terms) -> Text:
        """Which criteria: “mỗi tiêu chí của nhóm “Kết quả…””."""
        groups = self.groups if self.groups is not None else self.except_groups
        named = joined(
            [_QUOTED.format(title=terms.groups[name]) for name in groups or ()], Text(", ", ", ")
        )
        which = "all" if groups is None else "in" if self.groups is not None else "except"
        return self.which[which].format(groups=named)

    def parts(self, terms: Terms) -> tuple[Criterion, ...]:
        names = terms.criteria_in(self.groups, self.except_groups)
        return tuple(
            Criterion(criterion=name, at_least=self.at_least, at_most=self.at_most)
            for name in names
        )

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        wrong = [
            *terms.wrong_groups(self.groups, "groups"),
            *terms.wrong_groups(self.except_groups, "except_groups"),
        ]
        yield from wrong
        if not wrong and not terms.criteria_in(self.groups, self.except_groups):
            yield (
                self.head,
                Text(
                    "không có tiêu chí nào trong các nhóm đã chọn",
                    "no criterion is in the chosen groups",
                ),
            )


class Every(Criteria):
    """`every: criterion, groups: [tasks], at_least: excellent`."""

    head: ClassVar[str] = "every"
    join = both
    which: ClassVar[dict[str, Text]] = {
        "all": Text("Mọi tiêu chí", "Every criterion"),
        "in": Text("Mọi tiêu chí thuộc nhóm {groups}", "Every criterion of {groups}"),
        "except": Text("Mọi tiêu chí ngoài nhóm {groups}", "Every criterion outside {groups}"),
    }
    every: Literal["criterion"]

    def stated(self, terms: Terms) -> Text:
        return Text("{about}: {bound}", "{about}: {bound}").format(
            about=self.about(terms), bound=super().wanted(terms)
        )

    def wanted(self, terms: Terms) -> Text:
        return Text("mọi tiêu chí: {bound}", "every criterion: {bound}").format(
            bound=super().wanted(terms)
        )


class AnyCriterion(Criteria):
    """`any: criterion, groups: [conduct], at_most: poor`."""

    head: ClassVar[str] = "any"
    join = either
    which: ClassVar[dict[str, Text]] = {
        "all": Text("Có một tiêu chí", "Some criterion"),
        "in": Text("Có một tiêu chí thuộc nhóm {groups}", "Some criterion of {groups}"),
        "except": Text("Có một tiêu chí ngoài nhóm {groups}", "Some criterion outside {groups}"),
    }
    any: Literal["criterion"]

    def stated(self, terms: Terms) -> Text:
        return Text("{about}: {bound}", "{about}: {bound}").format(
            about=self.about(terms), bound=super().wanted(terms)
        )

    def wanted(self, terms: Terms) -> Text:
        return Text("ít nhất một tiêu chí: {bound}", "at least one criterion: {bound}").format(
            bound=super().wanted(terms)
        )


class Bodies(Ordered, Joined):
    """`bodies: [authority_level, front_level], at_least: good`: the bodies at the same level;
    absent ones pass.
    """

    head: ClassVar[str] = "bodies"
    kind: ClassVar[type[Word]] = Level
    join = both
    bodies: tuple[Identifier, ...] = Field(min_length=1)
    at_least: LevelBound | None = None
    at_most: LevelBound | None = None

    def stated(self, terms: Terms) -> Text:
        return _ABSENT_PASSES.format(stated=super().stated(terms))

    def parts(self, terms: Terms) -> tuple[Held, ...]:
        return tuple(
            Held(level=body, at_least=self.at_least, at_most=self.at_most) for body in self.bodies
        )

    def own_faults(self, terms: Terms) -> Iterator[Fault]:
        yield from super().own_faults(terms)
        for index, body in enumerate(self.bodies):
            yield from terms.wrong_fact(body, f"bodies.{index}", "level")

    def wanted(self, terms: Terms) -> Text:
        return Text("mỗi tổ chức cùng cấp: {bound}", "each body at the same level: {bound}").format(
            bound=super().wanted(terms)
        )
