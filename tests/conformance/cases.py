"""The kinds of conformance case: each says what it wants and what the rulebook answers, in the same
words.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar

import polars as pl
from pydantic import Field

from tests.conformance.carrying_out import told_task
from tests.conformance.case import Answer, Case, Found
from tests.conformance.judging import Judgement, judge
from tests.conformance.procedure_values import ProcedureValueCase
from tests.conformance.reading import (
    bound,
    children_frame,
    library,
    local_layer,
    raw_cases,
    spelled_out,
    topics,
)
from tests.conformance.work_cases import TargetsCase
from thidua.progress.states import counted_on, state_of
from thidua.rulebook import (
    AwardBook,
    Explanation,
    Framework,
    FrameworkError,
    Layer,
    NoFrameworkInForceError,
    OpenParameterError,
    Past,
    bind,
    check_award,
    consecutive_years,
    explain,
    load_awards,
    packaged_awards,
    pool_keys,
    pools,
)
from thidua.rulebook.texts import read_yaml
from thidua.vocabulary import Held, Label, Level, SubjectType, Tier

LayerText = str | dict[str, Any] | None


class RatingCase(Case):
    """One subject's facts, its level, and the conditions that decide it (`Judgement.decided_by`
    says which).
    """

    head: ClassVar[str] = "facts"
    framework: str
    layer: LayerText = None
    facts: dict[str, Any]

    def wanted(self) -> Answer:
        return {**self.expect, "decided_by": sorted(self.expect["decided_by"])}

    def found(self) -> Found:
        judged = _judgements()[self.name]
        return Found(
            judged.answer(),
            lambda: self.explanation().render("en"),
            named=tuple(judged.decided_by()),
        )

    def explanation(self) -> Explanation:
        """The reasons as an officer reads them."""
        framework = bound(self.framework, self.layer)
        return explain(framework, spelled_out(framework, self.facts))


@cache
def _judgements() -> dict[str, Judgement]:
    """Every rating case judged, those of one framework and layer in one frame."""
    together: dict[str, list[RatingCase]] = {}
    for case in CASES:
        if isinstance(case, RatingCase):
            together.setdefault(f"{case.framework} {case.layer}", []).append(case)
    found: dict[str, Judgement] = {}
    for cases in together.values():
        framework = bound(cases[0].framework, cases[0].layer)
        judged = judge(framework, [spelled_out(framework, case.facts) for case in cases])
        found |= {case.name: judgement for case, judgement in zip(cases, judged, strict=True)}
    return found


class RefusedLayerCase(Case):
    """A local layer that would loosen what is settled; expected: `refused`, the parameters or rules
    at fault.
    """

    head: ClassVar[str] = "refused_layer"
    framework: str
    refused_layer: dict[str, Any]

    def found(self) -> Found:
        layer = local_layer(self.framework, self.refused_layer)
        try:
            bound(self.framework, self.refused_layer)
        except FrameworkError as error:
            return Found(
                {"refused": sorted(_set_at(layer, problem.key) for problem in error.problems)},
                error.__str__,
            )
        return Found({"refused": []}, lambda: "the layer was accepted")


def _set_at(layer: Layer, key: str) -> str:
    """The parameter that `sets.2.value` is about."""
    part, number, *_ = key.split(".")
    assert part == "sets", key
    return layer.sets[int(number)].parameter


class OpenCase(Case):
    """A framework with nothing laid on top: what it leaves open, and that no campaign can be held
    under it so.
    """

    head: ClassVar[str] = "nothing_set_for"
    nothing_set_for: str

    def found(self) -> Found:
        framework = library()[self.nothing_set_for]
        try:
            bind(framework)
        except OpenParameterError as error:
            return Found({"left_open": framework.open_parameters, "refused": True}, error.__str__)
        return Found(
            {"left_open": framework.open_parameters, "refused": False}, lambda: "nothing is open"
        )


class ChoiceCase(Case):
    """The day of the review picks the framework, for one subject type or for all four alike."""

    head: ClassVar[str] = "review_date"
    review_date: date
    subject: str

    def found(self) -> Found:
        kinds = list(SubjectType) if self.subject == "all" else [SubjectType.parse(self.subject)]
        chosen = {self._chosen(kind) for kind in kinds}
        assert len(chosen) == 1, chosen
        return Found({"regulation": chosen.pop()}, lambda: f"{sorted(library().frameworks)}")

    def _chosen(self, kind: SubjectType) -> str | None:
        try:
            framework = library().choose(kind, self.review_date)
        except NoFrameworkInForceError:
            return None
        assert framework.subject is kind
        return framework.id.split("/")[0]


class PoolCase(Case):
    """A pool by standing levels, or several; its ceiling, and (where asked) whether it is
    over-full.
    """

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
            return Found({"ceilings": ceilings}, lambda: str(rows), named=(self.quota,))
        assert len(rows) == 1, rows
        answer = {key: rows[0][key] for key in self.expect}
        return Found(answer, lambda: str(rows[0]), named=(self.quota,))


PLACES = ("grassroots", "upper_level", "parent", "organisation", "tier", "body", "sector", "role")


def _subjects(
    framework: Framework, keys: tuple[str, ...], group: Mapping[str, Any]
) -> pl.DataFrame:
    """One row a subject, standing where `at` says; a key that is a fact of the framework carries
    its code.
    """
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
    """A form of recognition asked for somebody by an authority; expected: `outcome`, `failing`
    conditions.

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
            held = {
                year: None if level == "unknown" else Level.parse(level)
                for year, level in self.years.items()
            }
            facts["consecutive_outstanding_years"] = consecutive_years(held, max(held))
            facts["level_this_year"] = held[max(held)]
        check = check_award(packaged_awards()[self.award], facts, self.authority)
        lines = [
            f"{reason.outcome}: {reason.title.en}: {reason.lack.en}" for reason in check.reasons
        ]
        failing = sorted(reason.id for reason in check.failing)
        return Found(
            {"outcome": check.outcome.value, "failing": failing},
            lambda: "\n".join(lines),
            named=tuple(failing),
        )


class AwardAsksCase(Case):
    """A condition that a form may ask, over facts that the book counts from years or takes from the
    bodies around; expected: `outcome`.

    `declares`: the facts, as a book writes them (titles left out). `year` is this year; `levels`,
    `given` (forms) and `around` what is known; `unknown` and what is absent is not."""

    head: ClassVar[str] = "award_asks"
    award_asks: dict[str, Any]
    declares: dict[str, dict[str, Any]]
    year: int = 2021
    levels: dict[int, str] = Field(default_factory=dict)
    given: dict[int, list[str] | str] = Field(default_factory=dict)
    around: dict[str, str] = Field(default_factory=dict)

    def found(self) -> Found:
        check = check_award(self._book()["asked"], {}, "province", self._past())
        reason = next(one for one in check.reasons if one.id == "asked.condition")
        return Found({"outcome": reason.outcome.value}, lambda: f"{reason.seen.en}")

    def _book(self) -> AwardBook:
        text = read_yaml(packaged_awards().to_yaml(), "awards.yaml")
        for name, fact in self.declares.items():
            text["facts"][name] = {"title": {"vi": name, "en": name}, "given_by": "tree", **fact}
        cited = {"rule": "T-AWARD", "title": {"vi": "Thử", "en": "Trial"}, "confirmed": False}
        cited["cite"] = {"source": "hd01", "at": "19"}
        text["forms"]["asked"] = {
            **cited,
            "given_to": [{"subject": "member"}],
            "given_by": ["province"],
            "requires": [{**cited, "id": "asked.condition", "test": self.award_asks}],
        }
        return load_awards(json.dumps(text, ensure_ascii=False))

    def _past(self) -> Past:
        return Past(
            self.year,
            {year: None if word == "unknown" else held(word) for year, word in self.levels.items()},
            {year: None if isinstance(forms, str) else forms for year, forms in self.given.items()},
            {
                name: None if word == "unknown" else Level.parse(word)
                for name, word in self.around.items()
            },
        )


def held(word: str) -> Held:
    """A level, or a label of 2017 and earlier by its word."""
    return Label(word) if word in Label.values() else Level.parse(word)


class ProcedureCase(Case):
    """A rule that officers are shown and that nothing computes: its words, whether they were
    confirmed.
    """

    head: ClassVar[str] = "shown"
    framework: str
    shown: str

    def found(self) -> Found:
        step = {step.id: step for step in library()[self.framework].procedure}[self.shown]
        says = self.expect["says"] if self.expect["says"] in step.text.en else step.text.en
        answer: Answer = {"says": says, "confirmed": step.confirmed}
        if step.parameter is not None:
            answer["parameter"] = step.parameter.param
        return Found(answer, lambda: f"{step.text.vi}\n{step.text.en}", named=(self.shown,))


class AuthorityCase(Case):
    """Whose committee decides the level of a subject that stands at a tier."""

    head: ClassVar[str] = "tier"
    framework: str
    tier: str

    def found(self) -> Found:
        framework = library()[self.framework]
        fitting = [
            rule for rule in framework.authority if rule.tier is None or rule.tier == self.tier
        ]
        decides = framework.decided_by(Tier.parse(self.tier))
        answer = {"decides": None if decides is None else decides.value}
        return Found(answer, lambda: f"{fitting}", named=tuple(rule.id for rule in fitting[:1]))


class TaskStateCase(Case):
    """A registered task and what was noted of it; expected: its `state` on a day.

    `task`: when it was `accepted`, `starts`, `ends`, perhaps `withdrawn`; `measures`, each with its
    `target` (or `yes_no`, or `lower` is better) and what was `noted` on which day; `milestones`: by
    the day they are due, the day they were noted as reached, or `open`; `blocked`, `notes`: days of
    notes that say so, or only words."""

    head: ClassVar[str] = "task"
    task: dict[str, Any]
    day: date
    cut_off: date = date(2021, 12, 15)

    def found(self) -> Found:
        task = told_task(self.task, counted_on(self.day, cut_off=self.cut_off))
        state = state_of(task, on=self.day, cut_off=self.cut_off)
        return Found({"state": state.value}, lambda: f"{task}")


KINDS = (
    AwardAsksCase,
    AwardCase,
    RatingCase,
    RefusedLayerCase,
    OpenCase,
    ChoiceCase,
    PoolCase,
    ProcedureCase,
    ProcedureValueCase,
    AuthorityCase,
    TaskStateCase,
    TargetsCase,
)


def read_cases() -> Iterator[Case]:
    """Every case of every topic. A case is of the first kind whose head word it has."""
    for topic in topics():
        for raw in raw_cases(topic):
            kind = next((kind for kind in KINDS if kind.head in raw), None)
            assert kind is not None, f"{topic}: no kind of case: {raw}"
            yield kind.model_validate(raw)


CASES = tuple(read_cases())
