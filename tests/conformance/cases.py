"""The kinds of conformance case: each says what it wants and what the rulebook answers, in the same words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from tests.conformance.reading import (
    bound,
    children_frame,
    library,
    local_layer,
    raw_cases,
    spelled_out,
    topics,
)
from thidua.rulebook import (
    Framework,
    FrameworkError,
    Layer,
    Level,
    NoFrameworkInForceError,
    SubjectType,
    Tier,
    bind,
    check_award,
    consecutive_years,
    explain,
    packaged_awards,
    pool_keys,
    pools,
)

Answer = dict[str, Any]
LayerText = str | dict[str, Any] | None


@dataclass(frozen=True)
class Found:
    """What the rulebook answers, the same as a text for whoever has to find out why it differs, and what decided."""

    answer: Answer
    told: str
    named: tuple[str, ...] = ()


class Case(BaseModel):
    """A sentence that can be disputed, and where it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    head: ClassVar[str]
    topic: str
    name: str = Field(pattern=r"^[A-Z0-9].{20,}[^.\s]$", max_length=140)
    source: str = Field(min_length=5)
    note: str | None = None
    disputed: str | None = None
    rules: tuple[str, ...] = ()
    expect: Answer

    def wanted(self) -> Answer:
        return self.expect

    def found(self) -> Found:
        raise NotImplementedError


class RatingCase(Case):
    """One subject's facts, its level, and the conditions that decide it.

    `decided_by` lists the first of these that there is: exclusions given, or what keeps the subject from being rated
    yet; disqualifiers given; for an unknown level, whatever cannot be told; for a known one, what fails of the next
    higher level, or the caps that hold it down. Outstanding needs no list: all its requirements decide it together.
    """

    head: ClassVar[str] = "facts"
    framework: str
    layer: LayerText = None
    facts: dict[str, Any]

    def wanted(self) -> Answer:
        return {**self.expect, "decided_by": sorted(self.expect["decided_by"])}

    def found(self) -> Found:
        framework = bound(self.framework, self.layer)
        told = explain(framework, spelled_out(framework, self.facts))
        answer: Answer = {"not_rated": True}
        if told.low is not None and told.high is not None:
            known = told.low is told.high
            answer = {"level": told.low.value} if known else {"cannot_tell": [told.low.value, told.high.value]}
        deciding = sorted(reason.id for reason in told.decided_by)
        unhindered = told.level is Level.OUTSTANDING
        answer["decided_by"] = [] if unhindered else deciding
        return Found(answer, told.render("en"), named=tuple(deciding))


class RefusedLayerCase(Case):
    """A local layer that would loosen what is settled; expected: `refused`, the parameters or rules at fault."""

    head: ClassVar[str] = "refused_layer"
    framework: str
    refused_layer: dict[str, Any]

    def found(self) -> Found:
        layer = local_layer(self.framework, self.refused_layer)
        try:
            bound(self.framework, self.refused_layer)
        except FrameworkError as error:
            return Found({"refused": sorted(_set_at(layer, problem.key) for problem in error.problems)}, str(error))
        return Found({"refused": []}, "the layer was accepted")


def _set_at(layer: Layer, key: str) -> str:
    """The parameter that `sets.2.value` is about."""
    part, number, *_ = key.split(".")
    assert part == "sets", key
    return layer.sets[int(number)].parameter


class OpenCase(Case):
    """A framework with nothing laid on top: what it leaves open, and that no campaign can be held under it so."""

    head: ClassVar[str] = "nothing_set_for"
    nothing_set_for: str

    def found(self) -> Found:
        framework = library()[self.nothing_set_for]
        try:
            bind(framework)
        except Exception as error:  # noqa: BLE001  (whatever it says is the answer)
            return Found({"left_open": framework.open_parameters, "error": type(error).__name__}, str(error))
        return Found({"left_open": []}, "nothing is open")


class ChoiceCase(Case):
    """The day of the review picks the framework, for one subject type or for all four alike."""

    head: ClassVar[str] = "review_date"
    review_date: date
    subject: str

    def found(self) -> Found:
        kinds = list(SubjectType) if self.subject == "all" else [SubjectType(self.subject)]
        chosen = {self._chosen(kind) for kind in kinds}
        assert len(chosen) == 1, chosen
        return Found({"regulation": chosen.pop()}, f"{sorted(library().frameworks)}")

    def _chosen(self, kind: SubjectType) -> str | None:
        try:
            framework = library().choose(kind, self.review_date)
        except NoFrameworkInForceError as error:
            assert error.covered, error
            return None
        assert framework.subject is kind
        return framework.id.split("/")[0]


class PoolCase(Case):
    """A pool by standing levels, or several; its ceiling, and (where asked) whether it is over-full."""

    head: ClassVar[str] = "quota"
    framework: str
    quota: str
    layer: LayerText = None
    at: dict[str, str] = Field(default_factory=dict)
    pool: dict[str, int] = Field(default_factory=dict)
    groups: list[dict[str, Any]] = Field(default_factory=list)

    def found(self) -> Found:
        framework = bound(self.framework, self.layer)
        keys = pool_keys(framework)[self.quota]
        groups = self.groups or [{"at": self.at, "counts": self.pool}]
        subjects = pl.concat([_subjects(framework, keys, group) for group in groups])
        rows = pools(framework, subjects)[self.quota].sort(keys).to_dicts()
        if self.groups:
            ceilings = {"/".join(str(row[key]) for key in keys): row["ceiling"] for row in rows}
            return Found({"ceilings": ceilings}, str(rows), named=(self.quota,))
        assert len(rows) == 1, rows
        answer = {key: rows[0][key] for key in self.expect}
        return Found(answer, str(rows[0]), named=(self.quota,))


PLACES = ("grassroots", "upper_level", "parent", "organisation", "tier", "body", "sector", "role")


def _subjects(framework: Framework, keys: tuple[str, ...], group: Mapping[str, Any]) -> pl.DataFrame:
    """One row a subject, standing where `at` says; a key that is a fact of the framework carries its code."""
    frame = children_frame(group["counts"]).drop("parent").with_columns(low=pl.col("standing_low"))
    strange = set(group["at"]) - set(PLACES)
    assert not strange, strange
    facts = {name: spec for name, spec in framework.facts.items() if name in PLACES}
    needed = sorted({*keys, *facts} | {key for ids in pool_keys(framework).values() for key in ids})
    columns = []
    for name in needed:
        value = group["at"].get(name)
        if name in facts:
            code = None if value is None else facts[name].encode(facts[name].parse(value))
            columns.append(pl.lit(code, dtype=pl.Int8).alias(name))
        else:
            columns.append(pl.lit(value, dtype=pl.String).alias(name))
    return frame.with_columns(columns)


class AwardCase(Case):
    """A form of recognition asked for somebody by an authority; expected: `outcome`, `failing` conditions.

    `years` gives the levels of earlier years and this one; the years running are counted from them.
    """

    head: ClassVar[str] = "award"
    award: str
    authority: str
    facts: dict[str, Any]
    years: dict[int, str] | None = None

    def found(self) -> Found:
        facts = {name: None if value == "unknown" else value for name, value in self.facts.items()}
        if self.years is not None:
            held = {year: None if level == "unknown" else Level(level) for year, level in self.years.items()}
            facts["consecutive_outstanding_years"] = consecutive_years(held, max(held))
            facts["level_this_year"] = held[max(held)]
        check = check_award(packaged_awards()[self.award], facts, self.authority)
        lines = [f"{reason.outcome}: {reason.title.en}: {reason.lack.en}" for reason in check.reasons]
        asked = tuple(reason.id for reason in check.reasons)
        named = tuple(reason.id for reason in check.failing) or asked
        failing = sorted(reason.id for reason in check.failing)
        return Found({"outcome": check.outcome.value, "failing": failing}, "\n".join(lines), named=named)


class ProcedureCase(Case):
    """A rule that officers are shown and that nothing computes: its words, whether they were confirmed."""

    head: ClassVar[str] = "shown"
    framework: str
    shown: str

    def found(self) -> Found:
        step = {step.id: step for step in library()[self.framework].procedure}[self.shown]
        says = self.expect["says"] if self.expect["says"] in step.text.en else step.text.en
        answer: Answer = {"says": says, "confirmed": step.confirmed}
        if step.parameter is not None:
            answer["parameter"] = step.parameter.param
        return Found(answer, f"{step.text.vi}\n{step.text.en}", named=(self.shown,))


class AuthorityCase(Case):
    """Whose committee decides the level of a subject that stands at a tier."""

    head: ClassVar[str] = "tier"
    framework: str
    tier: str

    def found(self) -> Found:
        framework = library()[self.framework]
        fitting = [rule for rule in framework.authority if rule.tier is None or rule.tier == self.tier]
        decides = framework.decided_by(Tier(self.tier))
        answer = {"decides": None if decides is None else decides.value}
        return Found(answer, f"{fitting}", named=tuple(rule.id for rule in fitting[:1]))


KINDS = (AwardCase, RatingCase, RefusedLayerCase, OpenCase, ChoiceCase, PoolCase, ProcedureCase, AuthorityCase)


def read_cases() -> Iterator[Case]:
    """Every case of every topic. A case is of the first kind whose head word it has."""
    for topic in topics():
        for raw in raw_cases(topic):
            kind = next((kind for kind in KINDS if kind.head in raw), None)
            assert kind is not None, f"{topic}: no kind of case: {raw}"
            yield kind.model_validate(raw)


CASES = tuple(read_cases())
