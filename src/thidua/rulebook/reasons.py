"""One rule applied to one subject, explained: the tree of its conditions with outcome, value seen,
value wanted.

The outcomes are the engine's own expressions, run on a frame of one row.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import narwhals as nw
import polars as pl

from thidua.language import Text
from thidua.rulebook.conditions import AnyCriterion, AnyOf, Condition, Joined, Not, Terms
from thidua.rulebook.conditions.base import joined
from thidua.rulebook.rules import Rule
from thidua.rulebook.values import Row
from thidua.vocabulary import Level, Outcome

Found = Mapping[str, bool | None]
"""Per path of a condition inside its rule the engine's outcome."""


@dataclass(frozen=True, slots=True)
class Node:
    """One condition as it came out. `parts` are the conditions it is made of, `clauses` its `when`
    and `unless`.
    """

    word: str
    outcome: Outcome
    wanted: Text
    seen: Text
    lack: Text
    parts: tuple["Node", ...] = ()
    clauses: tuple[tuple[str, "Node"], ...] = ()
    about_nobody: bool = False

    @property
    def excused(self) -> bool:
        """Whether the condition does not bind the subject: not applicable, or excepted."""
        return self.about_nobody or self.excepted

    @property
    def excepted(self) -> bool:
        """Whether a clause of the condition keeps it from the subject."""
        return any(
            node.outcome is (Outcome.NOT_MET if key == "when" else Outcome.MET)
            for key, node in self.clauses
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule as it came out for one subject. For a case that speaks `against` the subject, met
    means given.
    """

    id: str
    rule: str
    section: str
    title: Text
    outcome: Outcome
    against: bool
    seen: Text
    wanted: Text
    citation: str
    confirmed: bool
    note: Text | None
    lack: Text
    node: Node | None = None
    limit: Level | None = None  # for a cap: the highest level that it may leave

    @property
    def settled(self) -> bool:
        """Whether nothing stands in the subject's way here."""
        return self.outcome is (Outcome.NOT_MET if self.against else Outcome.MET)

    @property
    def excused(self) -> bool:
        return self.node is not None and self.node.excused


@dataclass(frozen=True, slots=True)
class RuleToExplain:
    """A rule to be explained: where it stands, whether it speaks against the subject, how its
    citation is written.
    """

    rule: Rule
    section: str
    against: bool
    citation: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One subject before the rules: its codes, and what the engine found for each condition by
    path.
    """

    terms: Terms
    row: Row
    found: Found


def reasons_of(rules: Iterable[RuleToExplain], terms: Terms, frame: pl.DataFrame) -> list[Reason]:
    """The reason of every rule, for the one subject that the frame holds."""
    return next(reasons_of_each(rules, terms, frame))


def reasons_of_each(
    rules: Iterable[RuleToExplain], terms: Terms, frame: pl.DataFrame
) -> Iterator[list[Reason]]:
    """The reason of every rule, for each subject of the frame in its order.

    The engine is run once for all; a rule is explained once for all subjects that are alike in
    everything it reads."""
    explainers = [_Explainer.of(rule, terms) for rule in rules]
    paths = {path: check for explainer in explainers for path, check in explainer.checks.items()}
    outcomes = nw.from_native(frame).with_columns(**paths).select(*paths).to_native()
    for row, found in zip(frame.iter_rows(named=True), outcomes.iter_rows(named=True), strict=True):
        yield [explainer.reason(_Case(terms, row, found)) for explainer in explainers]


@dataclass(frozen=True, slots=True)
class _Explainer:
    """One rule with its checks by path, the columns it reads, and its reasons so far by what was
    read and found.
    """

    to_explain: RuleToExplain
    checks: dict[str, nw.Expr]
    reads: tuple[str, ...]
    known: dict[tuple[object, ...], Reason]

    @classmethod
    def of(cls, to_explain: RuleToExplain, terms: Terms) -> "_Explainer":
        rule = to_explain.rule
        checks = dict(_checks(rule.test, terms, rule.id, against=to_explain.against))
        return cls(to_explain, checks, tuple(sorted(set(rule.test.every_column(terms)))), {})

    def reason(self, case: "_Case") -> Reason:
        key = (
            *(case.row.get(name) for name in self.reads),
            *(case.found[path] for path in self.checks),
        )
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = _reason(self.to_explain, case)
        return known


def _below(
    condition: Condition, terms: Terms, path: str, *, against: bool
) -> Iterator[tuple[str, str, Condition, bool]]:
    """The conditions inside a condition: kind (part, when, unless), path, condition, and whether it
    speaks against.
    """
    for number, part in enumerate(condition.parts(terms)):
        yield "part", f"{path}/{number}", part, against != isinstance(condition, Not)
    for key, clause in (("when", condition.applicable(terms)), ("unless", condition.unless)):
        if clause is not None:
            yield key, f"{path}/{key}", clause, True


def _checks(
    condition: Condition, terms: Terms, path: str, *, against: bool
) -> Iterator[tuple[str, nw.Expr]]:
    yield path, condition.check(terms, disqualifies=against)
    for _, inner, part, speaks in _below(condition, terms, path, against=against):
        yield from _checks(part, terms, inner, against=speaks)


def _node(condition: Condition, case: _Case, path: str, *, against: bool) -> Node:
    below = [
        (kind, _node(part, case, inner, against=speaks))
        for kind, inner, part, speaks in _below(condition, case.terms, path, against=against)
    ]
    parts = tuple(node for kind, node in below if kind == "part")
    return Node(
        word=condition.head,
        outcome=Outcome.of(case.found[path]),
        wanted=condition.wanted(case.terms),
        seen=_seen(condition, parts, case),
        lack=_lack(condition, parts, case, against=against),
        parts=parts,
        clauses=tuple((kind, node) for kind, node in below if kind != "part"),
        about_nobody=condition.about_nobody(case.terms, case.row),
    )


def _seen(condition: Condition, parts: tuple[Node, ...], case: _Case) -> Text:
    """What was found; of many parts only those that are not met."""
    if not isinstance(condition, Joined):
        return condition.seen(case.terms, case.row)
    open_parts = [part for part in parts if part.outcome is not Outcome.MET]
    if len(parts) > 2 and not open_parts:
        return Text("cả {n} đều đạt", "all {n} met").format(n=len(parts))
    parts_to_show = open_parts if len(parts) > 2 else parts
    return joined([part.seen for part in parts_to_show], Text("; ", "; "))


def _lack(condition: Condition, parts: tuple[Node, ...], case: _Case, *, against: bool) -> Text:
    """What would have to change; for a case against the subject, what must not be."""
    if against:
        seen, wanted = _seen(condition, parts, case), condition.wanted(case.terms)
        return Text("{seen}; không được: {wanted}", "{seen}; must not be: {wanted}").format(
            seen=seen, wanted=wanted
        )
    if not isinstance(condition, Joined):
        return condition.lack(case.terms, case.row)
    either = isinstance(condition, AnyOf | AnyCriterion)
    lacking = [part.lack for part in parts if part.outcome is not Outcome.MET]
    return joined(lacking, Text(" hoặc ", " or ") if either else Text("; ", "; "))


def _reason(to_explain: RuleToExplain, case: _Case) -> Reason:
    rule = to_explain.rule
    node = _node(rule.test, case, rule.id, against=to_explain.against)
    return Reason(
        id=rule.id,
        rule=rule.rule,
        section=to_explain.section,
        title=rule.title,
        outcome=node.outcome,
        against=to_explain.against,
        seen=node.seen,
        wanted=node.wanted,
        citation=to_explain.citation,
        confirmed=rule.confirmed,
        note=rule.note,
        lack=node.lack,
        node=node,
    )
