"""What has to be found out before a level can be told: the facts, levels of others and caps that
some condition which may still decide waits for.

A fact matters where a condition cannot be told for want of it. What belongs to a rung above the
highest level still possible decides nothing any more, nor does a part of a condition that is told
without it. The one rule behind the list of a single explanation and that of a whole province."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

import narwhals as nw

from thidua.rulebook.conditions import Condition, Terms
from thidua.rulebook.conditions.children import COUNTED_LEVELS, Share
from thidua.rulebook.engine import OUTCOME
from thidua.rulebook.framework import Framework, Placed
from thidua.vocabulary import Level

YES = nw.lit(True, dtype=nw.Boolean)  # noqa: FBT003


@dataclass(frozen=True)
class Lacking:
    """Expressions over a frame that `classify` has rated: true where the thing is waited for.

    `facts` by id; `children` by kind of children and the level (2 to 4) that is asked whether they
    reach; `caps` by whose level caps (`unit`, `collective`)."""

    facts: dict[str, nw.Expr] = field(default_factory=dict)
    children: dict[tuple[str, int], nw.Expr] = field(default_factory=dict)
    caps: dict[str, nw.Expr] = field(default_factory=dict)


def lacking(framework: Framework) -> Lacking:
    """What each subject of this framework waits for; nothing where it is not rated."""
    facts: dict[str, list[nw.Expr]] = {}
    children: dict[tuple[str, int], list[nw.Expr]] = {}
    caps: dict[str, list[nw.Expr]] = {}
    for word, waits in _waiting(framework):
        if isinstance(word, Share):
            children.setdefault((word.share, _asked(word, framework.terms)), []).append(waits)
            continue
        for name in word.columns(framework.terms):
            facts.setdefault(name, []).append(waits & nw.col(name).is_null())
    for name, waits in _unmet_facts(framework):
        facts.setdefault(name, []).append(waits)
    for cap in framework.caps:
        if cap.of is not None:
            caps.setdefault(cap.of, []).append(_untold(cap.id) & _range_open(cap.of))
    return Lacking(
        {
            name: _any(facts[name])
            for name, spec in framework.terms.every_field().items()
            if name in facts and spec.assumed is None
        },
        {key: _any(waits) for key, waits in children.items()},
        {name: _any(waits) for name, waits in caps.items()},
    )


def _any(flags: list[nw.Expr]) -> nw.Expr:
    """Where one of them holds of somebody who is rated and whose level cannot be told."""
    undecided = (nw.col("low") != nw.col("high")).fill_null(False)  # noqa: FBT003
    return reduce(or_, flags).fill_null(False) & undecided  # noqa: FBT003


def _untold(condition: str) -> nw.Expr:
    return nw.col(OUTCOME + condition).is_null()


def _waiting(framework: Framework) -> Iterator[tuple[Condition, nw.Expr]]:
    """Every word of the conditions that may still decide, and where it cannot be told."""
    terms = framework.terms
    for placed in framework.placed_rules():
        counts = _untold(placed.rule.id) & _may_decide(placed)
        yield from _words(placed.rule.test, terms, counts, disqualifies=placed.disqualifies)
    for cap in framework.caps:
        if cap.when is not None:
            yield from _words(cap.when, terms, _untold(cap.id), disqualifies=True)


def _range_open(of: str) -> nw.Expr:
    """Whether the level that caps is itself not known yet."""
    return (nw.col(f"cap.{of}.low") != nw.col(f"cap.{of}.high")).fill_null(True)  # noqa: FBT003


def _may_decide(placed: Placed) -> nw.Expr:
    """A rung counts up to the highest level still possible; everything else always."""
    if placed.section in Level.values():
        level = Level(placed.section)
        if level is not Level.NOT_COMPLETED:
            return nw.col("high") >= level.code
    return YES


def _words(
    condition: Condition, terms: Terms, counts: nw.Expr, *, disqualifies: bool = False
) -> Iterator[tuple[Condition, nw.Expr]]:
    """The condition and those inside it, each with where it is not told and still counts."""
    here = counts & condition.check(terms, disqualifies=disqualifies).is_null()
    yield condition, here
    for part in condition.parts(terms):
        yield from _words(part, terms, here, disqualifies=disqualifies)
    for clause in (condition.unless, condition.applicable(terms)):
        if clause is not None:
            yield from _words(clause, terms, here, disqualifies=True)


def _unmet_facts(framework: Framework) -> Iterator[tuple[str, nw.Expr]]:
    """A prerequisite that is not met waits for its fact to become what it has to be."""
    for rule in framework.prerequisites:
        for name in rule.test.columns(framework.terms):
            yield name, ~nw.col(OUTCOME + rule.id)


def _asked(share: Share, terms: Terms) -> int:
    """The level that each child is asked whether it reaches."""
    code = share.level(terms).code + (share.at_or_above is None)
    return min(max(code, COUNTED_LEVELS[0]), COUNTED_LEVELS[-1])
