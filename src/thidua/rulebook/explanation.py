"""Why a subject has its level, and what would change it: the whole ladder told for one subject."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from typing import Any

import narwhals as nw
import polars as pl

from thidua.language import Language, Text
from thidua.rulebook.encoding import encode_subject, subject_frame
from thidua.rulebook.engine import OUTCOME, classify
from thidua.rulebook.facts import UNKNOWN
from thidua.rulebook.framework import LADDER, Cap, Framework
from thidua.rulebook.lacking import lacking
from thidua.rulebook.reasons import Reason, RuleToExplain, reasons_of_each
from thidua.rulebook.rules import Cited, Rule
from thidua.rulebook.values import Row
from thidua.vocabulary import Level, Outcome


@dataclass(frozen=True)
class Explanation:
    """One subject's rating with all its reasons.

    `low`..`high` is the range of the reached level: equal = known, different = cannot tell, None =
    not rated. `missing` names the facts that are not known and would be needed (id and title)."""

    framework: str
    version: int
    title: Text
    low: Level | None
    high: Level | None
    reasons: tuple[Reason, ...]
    missing: tuple[tuple[str, Text], ...]

    @property
    def rated(self) -> bool:
        """False when a rule says that the subject is not rated at all."""
        return self.low is not None

    @property
    def level(self) -> Level | None:
        """The reached level; None when nobody can tell, or the subject is not rated."""
        return self.low if self.low is self.high else None

    def of(self, section: str) -> tuple[Reason, ...]:
        """The reasons of one section: excluded, prerequisites, outstanding, good, completed,
        not_completed, caps, procedure (how subjects of such a case are rated).
        """
        return tuple(reason for reason in self.reasons if reason.section == section)

    @cached_property
    def decided_by(self) -> tuple[Reason, ...]:
        """What holds the subject at its level, in this order of precedence: exclusions and
        prerequisites; cases of “not completed”; for an unknown level whatever cannot be told; caps;
        what fails of the next higher level. Empty for an outstanding subject: nothing holds it
        back.
        """
        return tuple(_deciding(self))

    @cached_property
    def what_would_change(self) -> tuple[Reason, ...]:
        """What stands between the subject and the next higher level; each reason's `lack` says what
        is wanting.
        """
        return tuple(_in_the_way(self))

    def to_json(self) -> dict[str, Any]:
        """The whole explanation as plain values in both languages; keys are stable."""
        from thidua.rulebook.rendering import as_json  # noqa: PLC0415

        return as_json(self)

    def render(self, language: Language = "vi") -> str:
        """The ladder as lines of text for a terminal."""
        from thidua.rulebook.rendering import as_text  # noqa: PLC0415

        return as_text(self, language)


def explain(framework: Framework, facts: Mapping[str, object]) -> Explanation:
    """Rate one subject and tell why. Facts by id in any form `FactSpec.parse` reads; absent or None
    = unknown.

    Raises FactError for an unknown fact id or an unreadable value.
    """
    return explain_several(framework, [facts])[0]


def explain_several(
    framework: Framework, subjects: Iterable[Mapping[str, object]]
) -> list[Explanation]:
    """The same of several subjects, in their order, with one run of the engine. Raises FactError of
    the first that cannot be read.
    """
    frames = [subject_frame(framework, encode_subject(framework, facts)) for facts in subjects]
    return list(explain_each(framework, pl.concat(frames))) if frames else []


def explain_each(framework: Framework, frame: pl.DataFrame) -> Iterator[Explanation]:
    """The explanation of every subject of a frame in codes, in its order: the engine is run once
    for all of them.

    The frame holds every column of `framework.terms.every_field()`, as `encode` writes them.
    """
    rules = list(_rules_to_explain(framework))
    rated = classify(framework, frame)
    wanted = {OUTCOME + cap.id for cap in framework.caps} | {"low", "high"}
    levels = rated.select(*sorted(wanted)).iter_rows(named=True)
    reasons_of_subjects = reasons_of_each(rules, framework.terms, frame)
    missing_of_subjects = _missing(framework, rated)
    for row, found, reasons, missing in zip(
        frame.iter_rows(named=True), levels, reasons_of_subjects, missing_of_subjects, strict=True
    ):
        yield _explained(framework, row, found, reasons, missing)


def _explained(
    framework: Framework,
    row: Row,
    found: Row,
    reasons: list[Reason],
    missing: tuple[tuple[str, Text], ...],
) -> Explanation:
    steps = {step.id: step for step in framework.procedure}
    reasons = [
        replace(reason, seen=steps[reason.id].text) if reason.section == "procedure" else reason
        for reason in reasons
        if reason.section != "procedure" or reason.outcome is Outcome.MET
    ] + [_cap_reason(cap, framework, row, found[OUTCOME + cap.id]) for cap in framework.caps]
    low, high = (
        None if found[bound] is None else Level.from_code(found[bound]) for bound in ("low", "high")
    )
    return Explanation(
        framework=framework.id,
        version=framework.version,
        title=framework.title,
        low=low,
        high=high,
        reasons=tuple(reasons),
        missing=missing,
    )


def _rules_to_explain(framework: Framework) -> Iterator[RuleToExplain]:
    for placed in framework.placed_rules():
        citation = framework.citation(placed.rule.cite)
        yield RuleToExplain(placed.rule, placed.section, placed.disqualifies, citation)
    for step in framework.procedure:
        if step.when is not None:
            told = {name: getattr(step, name) for name in Cited.model_fields}
            rule = Rule(**told, test=step.when)
            citation = framework.citation(step.cite)
            yield RuleToExplain(rule, "procedure", against=False, citation=citation)


_CAPPED_BY = {
    "unit": Text("Tổ chức, đơn vị", "The organisation"),
    "collective": Text("Tập thể lãnh đạo", "The collective"),
}


def _cap_reason(cap: Cap, framework: Framework, row: Row, outcome: bool | None) -> Reason:
    seen, limit = _limit(cap, framework, row)
    return Reason(
        id=cap.id,
        rule=cap.rule,
        section="caps",
        title=cap.title,
        outcome=Outcome.of(outcome),
        against=False,
        seen=seen,
        wanted=_NOT_ABOVE,
        citation=framework.citation(cap.cite),
        confirmed=cap.confirmed,
        note=cap.note,
        lack=Text(
            "{seen}, là mức cao nhất có thể đạt", "{seen}, the highest level possible"
        ).format(seen=seen),
        limit=limit,
    )


_NOT_ABOVE = Text("không cao hơn", "not above it")


def _limit(cap: Cap, framework: Framework, row: Row) -> tuple[Text, Level | None]:
    """What was found of a cap, and the highest level that it may leave."""
    if cap.of is None:
        about = cap.title if cap.when is None else cap.when.seen(framework.terms, row)
        return about, cap.at_most
    low, high = (row[f"cap.{cap.of}.{bound}"] for bound in ("low", "high"))
    held = _UNRATED if low == 0 else UNKNOWN if low is None else Level.from_code(low).title
    if low != high and high is not None and low is not None:
        held = Text("{low} – {high}", "{low} – {high}").format(
            low=held, high=Level.from_code(high).title
        )
    seen = Text("{who}: {held}", "{who}: {held}").format(who=_CAPPED_BY[cap.of], held=held)
    return seen, Level.from_code(high) if high else None


_UNRATED = Text("không được xếp loại", "not rated")


def _missing(framework: Framework, rated: pl.DataFrame) -> Iterator[tuple[tuple[str, Text], ...]]:
    """Per subject the unknown facts that have to be found out, in the framework's order; last the
    levels of caps of which nothing at all is known.
    """
    needed = lacking(framework)
    fields = framework.terms.every_field()
    flags = dict(needed.facts)
    for of, waits in needed.caps.items():
        for name in (f"cap.{of}.low", f"cap.{of}.high"):
            flags[name] = waits & nw.col(name).is_null()
    named = {name: waits.alias(name) for name, waits in flags.items()}
    found: pl.DataFrame = nw.from_native(rated).select(*named.values()).to_native()
    if not flags:
        yield from repeat((), rated.height)
    for row in found.iter_rows(named=True):
        yield tuple((name, fields[name].title) for name, waits in row.items() if waits)


def _unsettled(reasons: tuple[Reason, ...]) -> list[Reason]:
    return [reason for reason in reasons if not reason.settled]


def _gate(explanation: Explanation) -> list[Reason]:
    """What keeps the subject from being rated at all."""
    return [*_unsettled(explanation.of("excluded")), *_unsettled(explanation.of("prerequisites"))]


def _deciding(explanation: Explanation) -> Iterator[Reason]:
    if gate := _gate(explanation):
        given = [reason for reason in gate if reason.against and reason.outcome is Outcome.MET]
        yield from given or gate
    elif cases := [
        reason for reason in explanation.of("not_completed") if reason.outcome is Outcome.MET
    ]:
        yield from cases
    elif explanation.level is None:
        unknown = [
            reason
            for reason in _up_to(explanation, explanation.high)
            if reason.outcome is Outcome.CANNOT_TELL
        ]
        yield from unknown
        yield from (cap for cap in _unsettled(explanation.of("caps")) if cap not in unknown)
    elif explanation.level is not Level.OUTSTANDING:
        holding = [
            cap for cap in _unsettled(explanation.of("caps")) if cap.limit is explanation.level
        ]
        failing = explanation.of(Level.from_code(explanation.level.code + 1))
        yield from holding or [reason for reason in failing if reason.outcome is Outcome.NOT_MET]


def _in_the_way(explanation: Explanation) -> Iterator[Reason]:
    if gate := _gate(explanation):
        yield from gate
    elif explanation.low is not None and explanation.low is not Level.OUTSTANDING:
        yield from _unsettled(tuple(_up_to(explanation, Level.from_code(explanation.low.code + 1))))


def _up_to(explanation: Explanation, level: Level | None) -> Iterator[Reason]:
    """Everything that must be settled to reach a level: no disqualifier, its rungs, the caps."""
    yield from explanation.of("not_completed")
    for rung in LADDER:
        if level is not None and rung.code <= level.code:
            yield from explanation.of(rung)
    yield from explanation.of("caps")
