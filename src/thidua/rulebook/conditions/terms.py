"""What conditions may speak about: the criteria, facts and parameters of one rule text."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.language import Text
from thidua.rulebook.errors import RulebookError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.values import Identifier, Strict

Fault = tuple[str, Text]
"""A fault inside a condition: the dotted key where it stands, and what would be right."""


class Param(Strict):
    """A value that stands under `parameters`, where a local layer may set it: `{param:
    quota_percent}`.
    """

    param: Identifier


class OpenParameterError(RulebookError):
    """A parameter that the central text leaves open and no local layer has set."""

    @classmethod
    def named(cls, *names: str) -> "OpenParameterError":
        return cls(
            Text(
                vi="Trung ương giao địa phương quy định, còn thiếu: {names}",
                en="open parameters that a local layer must set: {names}",
            ).format(names=", ".join(names))
        )


@dataclass(frozen=True)
class Terms:
    """The names a condition may use, with their meaning. `parameters` holds values, None where
    open.
    """

    facts: Mapping[str, FactSpec]
    criteria: Mapping[str, FactSpec] = field(default_factory=dict)
    groups: Mapping[str, Text] = field(default_factory=dict)
    group_of: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    parameter_types: Mapping[str, str] = field(default_factory=dict)

    def field(self, name: str) -> FactSpec:
        """A fact or a criterion by its id."""
        return self.facts[name] if name in self.facts else self.criteria[name]

    def every_field(self) -> dict[str, FactSpec]:
        """Every criterion and fact, by id."""
        return {**self.criteria, **self.facts}

    def criteria_in(
        self, groups: Collection[str] | None, except_groups: Collection[str] | None
    ) -> list[str]:
        """The ids of the criteria in the named groups, or in all but the excepted ones; in the
        file's order.
        """
        return [
            criterion
            for criterion, group in self.group_of.items()
            if (groups is None or group in groups)
            and (except_groups is None or group not in except_groups)
        ]

    def value(self, value: Any) -> Any:
        """A literal as it is, a parameter by what it was set to. Raises OpenParameterError when
        nobody set it.
        """
        if not isinstance(value, Param):
            return value
        if self.parameters[value.param] is None:
            raise OpenParameterError.named(value.param)
        return self.parameters[value.param]

    def wrong_fact(self, name: str, key: str, *types: str) -> Iterator[Fault]:
        """The fault of naming a fact that is not declared, or that is of another type than
        needed.
        """
        if name not in self.facts:
            yield key, unknown(name, self.facts, Text("thông tin", "fact"))
        elif types and self.facts[name].type not in types:
            yield (
                key,
                Text(
                    "“{name}” thuộc loại {is_}; cần loại {types}",
                    "“{name}” is a {is_}; needed: {types}",
                ).format(name=name, is_=self.facts[name].type, types=" / ".join(types)),
            )

    def wrong_groups(self, names: Collection[str] | None, key: str) -> Iterator[Fault]:
        """The faults of naming groups of criteria that are not declared."""
        for name in names or ():
            if name not in self.groups:
                yield key, unknown(name, self.groups, Text("nhóm tiêu chí", "group of criteria"))

    def wrong_value(self, value: object, key: str, *types: str) -> Iterator[Fault]:
        """The fault of naming a parameter that is not declared, or that is of another type than
        needed.
        """
        if not isinstance(value, Param):
            return
        if value.param not in self.parameter_types:
            yield key, unknown(value.param, self.parameter_types, Text("tham số", "parameter"))
        elif self.parameter_types[value.param] not in types:
            yield (
                key,
                Text(
                    "tham số “{name}” thuộc loại {is_}; cần {types}",
                    "parameter “{name}” is a {is_}; needed: {types}",
                ).format(
                    name=value.param, is_=self.parameter_types[value.param], types=" / ".join(types)
                ),
            )


def unknown(name: object, known: Collection[str], what: Text) -> Text:
    """`duty` is no criterion; did you mean `duties`? Known: …"""
    near = difflib.get_close_matches(str(name), known, n=1)
    guess = (
        Text(" (có phải “{near}”?)", " (“{near}”?)").format(near=near[0]) if near else Text("", "")
    )
    return Text(
        vi="không có {what} “{name}”{guess}; đã khai báo: {known}",
        en="unknown {what} “{name}”{guess}; declared: {known}",
    ).format(what=what, name=name, guess=guess, known=", ".join(known) or "–")
