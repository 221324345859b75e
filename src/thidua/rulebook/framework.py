"""One regulation for one kind of subject, as a file that an officer can read and correct.

`Framework` is the model of that file: what is graded, what facts are needed, the standards of the
four levels, caps, quotas and who decides; every rule with its citation and whether its wording was
confirmed."""

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from thidua.language import Text
from thidua.rulebook.conditions import Condition, Param, Terms, count_columns
from thidua.rulebook.errors import FrameworkError, ValueRefusedError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.parameters import Parameter, named
from thidua.rulebook.quota import Quota
from thidua.rulebook.rules import Cite, Cited, FrameworkId, Period, Rule, Source
from thidua.rulebook.texts import plain, read_model, write_yaml
from thidua.rulebook.values import Identifier, Strict, Title
from thidua.vocabulary import Level, SubjectType, Tier


class Cap(Cited):
    """A level that this subject's level may not exceed: another subject's (`of`), or one that the
    text names (`at_most`).

    With `only_if_at_most` the other's level caps only where it is that low: `not_completed` says
    that a leader of a unit that is not completed is not completed either, and that a better unit is
    no cap. A unit or collective that is not rated caps nobody."""

    of: Literal["unit", "collective"] | None = None
    at_most: Level | None = None
    when: Condition | None = None
    only_if_at_most: Level | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.of is None) == (self.at_most is None):
            raise ValueRefusedError(
                Text("cần đúng một trong: of, at_most", "needs exactly one of: of, at_most")
            )
        if self.only_if_at_most is not None and self.of is None:
            raise ValueRefusedError(
                Text("only_if_at_most chỉ đi với of", "only_if_at_most goes with of only")
            )
        return self


class Procedure(Cited):
    """A rule about how the review is held; shown to officers, not computed.

    With `when` it is about subjects of that case alone, and stands in their explanation too."""

    text: Title
    parameter: Param | None = None
    when: Condition | None = None


class Authority(Cited):
    """Who decides the level of subjects standing at a tier (or of all of them, without `tier`)."""

    tier: Tier | None = None
    decided_by: Tier


class Group(Strict):
    """Criteria that belong together."""

    title: Title
    criteria: dict[Identifier, Title] = Field(min_length=1)


class Subjects(Strict):
    """Who is not rated, and by which rule."""

    excluded: tuple[Rule, ...] = ()


class Standard(Strict):
    """What a level requires, on top of every level below it."""

    require: tuple[Rule, ...] = Field(min_length=1)


class Disqualifiers(Strict):
    """The cases that lead to “not completed” whatever the rest says."""

    any_of: tuple[Rule, ...] = ()


class Levels(Strict):
    """The ladder, best first as the regulation prints it."""

    outstanding: Standard
    good: Standard
    completed: Standard
    not_completed: Disqualifiers

    def required(self, level: Level) -> tuple[Rule, ...]:
        """The rules that a level adds to those of the level below."""
        standard: Standard = getattr(self, level.value)
        return standard.require


LADDER = (Level.COMPLETED, Level.GOOD, Level.OUTSTANDING)
"""The rungs that are climbed from “not completed”."""

CAPPED_BY = {"unit": SubjectType.ORGANISATION, "collective": SubjectType.COLLECTIVE}


class Placed(NamedTuple):
    """A rule and where it stands in the text."""

    section: str
    key: str
    rule: Rule

    @property
    def disqualifies(self) -> bool:
        """Whether the condition, when met, speaks against the subject."""
        return self.section in {"excluded", "not_completed"}


class Framework(Strict):
    """The text of one regulation for one subject type."""

    id: FrameworkId
    version: int = Field(ge=1)
    subject: SubjectType
    title: Title
    in_force: Period
    sources: dict[Identifier, Source]
    parameters: Annotated[dict[Identifier, Parameter], BeforeValidator(named)] = Field(
        default_factory=dict
    )
    criteria: dict[Identifier, Group]
    facts: Annotated[dict[Identifier, FactSpec], BeforeValidator(named)]
    subjects: Subjects = Subjects()
    prerequisites: tuple[Rule, ...] = ()
    levels: Levels
    caps: tuple[Cap, ...] = ()
    quotas: tuple[Quota, ...] = ()
    authority: tuple[Authority, ...] = ()
    procedure: tuple[Procedure, ...] = ()
    layers: tuple[Identifier, ...] = ()

    @cached_property
    def terms(self) -> Terms:
        """What the conditions of this text may speak about."""
        return Terms(
            facts={**self.facts, **self.counted},
            criteria={
                name: _criterion(name, title)
                for g in self.criteria.values()
                for name, title in g.criteria.items()
            },
            groups={name: group.title for name, group in self.criteria.items()},
            group_of={
                name: group_id
                for group_id, group in self.criteria.items()
                for name in group.criteria
            },
            parameters={name: self.setting(name) for name in self.parameters},
            parameter_types={name: parameter.type for name, parameter in self.parameters.items()},
        )

    @cached_property
    def counted(self) -> dict[str, FactSpec]:
        """The facts nobody writes: children's ratings, and the levels of caps, brought by the
        engine.
        """
        specs: dict[str, FactSpec] = {}
        if self.subject is SubjectType.ORGANISATION:
            for children in ("members", "subordinates"):
                specs |= {name: _brought(name, "count") for name in count_columns(children)}
        for cap in self.caps:
            if cap.of is not None:
                specs |= {
                    name: _brought(name, "level", not_applicable=True)
                    for name in (f"cap.{cap.of}.low", f"cap.{cap.of}.high")
                }
        return specs

    @cached_property
    def fields(self) -> dict[str, FactSpec]:
        """Every column somebody gives: criteria first, then facts; in the file's order."""
        return {**self.terms.criteria, **self.facts}

    def setting(self, name: str) -> Any:
        """What a parameter was set to, aliases followed; None while it is open."""
        value, seen = self.parameters[name].value, {name}
        while (
            isinstance(value, Param) and value.param in self.parameters and value.param not in seen
        ):
            seen.add(value.param)
            value = self.parameters[value.param].value
        return None if isinstance(value, Param) else value

    def placed_rules(self) -> Iterator[Placed]:
        """Every condition of the text, with the section and the dotted key where it stands."""
        sections: list[tuple[str, str, tuple[Rule, ...]]] = [
            ("excluded", "subjects.excluded", self.subjects.excluded),
            ("prerequisites", "prerequisites", self.prerequisites),
            ("not_completed", "levels.not_completed.any_of", self.levels.not_completed.any_of),
            *(
                (level.value, f"levels.{level.value}.require", self.levels.required(level))
                for level in LADDER
            ),
        ]
        for section, key, rules in sections:
            yield from (Placed(section, f"{key}.{index}", rule) for index, rule in enumerate(rules))

    def cited(self) -> Iterator[tuple[str, Cited]]:
        """Everything that carries a rule number and a citation, with its dotted key."""
        yield from ((placed.key, placed.rule) for placed in self.placed_rules())
        for key in ("caps", "quotas", "authority", "procedure"):
            yield from ((f"{key}.{index}", item) for index, item in enumerate(getattr(self, key)))

    def citation(self, cite: Cite) -> str:
        """A citation as officers write it: “HD 21-HD/BTCTW, II.B.2, điểm 2.3a”."""
        return f"{self.sources[cite.source].number}, {cite.at}"

    def decided_by(self, tier: Tier | None = None) -> Tier | None:
        """The tier whose committee decides the level of a subject that stands at `tier`; None if no
        rule says.
        """
        fitting = (rule for rule in self.authority if rule.tier is None or rule.tier == tier)
        return next((rule.decided_by for rule in fitting), None)

    @property
    def open_parameters(self) -> list[str]:
        """Parameters that nobody has set."""
        return [name for name in self.parameters if self.setting(name) is None]

    def __repr__(self) -> str:
        return f"<Framework {self.id} v{self.version} {self.fingerprint[:8]}>"

    def to_yaml(self) -> str:
        """The whole text; reading it back gives an equal framework."""
        return write_yaml(self)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the text's canonical form: equal texts have equal fingerprints, however they
        were laid out.
        """
        canonical = json.dumps(
            plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()


def _brought(
    name: str, kind: Literal["count", "level"], *, not_applicable: bool = False
) -> FactSpec:
    return FactSpec(
        id=name,
        type=kind,
        title=Text(name, name),
        given_by="tree",
        not_applicable=not_applicable,
    )


def _criterion(name: str, title: Text) -> FactSpec:
    return FactSpec(id=name, type="grade", title=title)


def load_framework(text: str, file: str = "framework.yaml") -> Framework:
    """Read and check a framework text. Raises FrameworkError naming file, key and what would be
    right, all at once.
    """
    from thidua.rulebook.checking import framework_problems  # noqa: PLC0415

    framework = read_model(Framework, text, file)
    if problems := list(framework_problems(framework, file)):
        raise FrameworkError(problems)
    return framework


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of a framework file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Framework.model_json_schema(),
    }
