"""Tests on several ordered words at once: the grades of many criteria, the levels of bodies."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from thidua.language import Text
from thidua.rulebook.conditions.base import Joined, both, either, joined
from thidua.rulebook.conditions.ordered import (
    ABSENT_PASSES,
    Criterion,
    GradeBound,
    Held,
    LevelBound,
    Ordered,
)
from thidua.rulebook.conditions.terms import Fault, Terms
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.values import Identifier
from thidua.vocabulary import Grade, Level, Word

_QUOTED = Text("“{title}”", "“{title}”")


class Criteria(Ordered, Joined):
    """A bound on the criteria of some groups: of those named, or of all but those excepted."""

    kind: ClassVar[type[Word]] = Grade
    which: ClassVar[dict[str, Text]]
    how_many: ClassVar[Text]
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

    def stated(self, terms: Terms) -> Text:
        return Text("{about}: {bound}", "{about}: {bound}").format(
            about=self.about(terms), bound=super().wanted(terms)
        )

    def wanted(self, terms: Terms) -> Text:
        return self.how_many.format(bound=super().wanted(terms))

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
    how_many: ClassVar[Text] = Text("mọi tiêu chí: {bound}", "every criterion: {bound}")
    every: Literal["criterion"]


class AnyCriterion(Criteria):
    """`any: criterion, groups: [conduct], at_most: poor`."""

    head: ClassVar[str] = "any"
    join = either
    which: ClassVar[dict[str, Text]] = {
        "all": Text("Có một tiêu chí", "Some criterion"),
        "in": Text("Có một tiêu chí thuộc nhóm {groups}", "Some criterion of {groups}"),
        "except": Text("Có một tiêu chí ngoài nhóm {groups}", "Some criterion outside {groups}"),
    }
    how_many: ClassVar[Text] = Text(
        "ít nhất một tiêu chí: {bound}", "at least one criterion: {bound}"
    )
    any: Literal["criterion"]


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
        return ABSENT_PASSES.format(stated=super().stated(terms))

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
