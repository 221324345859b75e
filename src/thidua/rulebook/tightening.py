"""Whether a condition that a locality adds asks for more than the text asks already.

A further requirement, or a further case of "not completed", can never loosen a text; but one that
says less than what stands there says nothing, and reads as if the locality were milder."""

from thidua.rulebook.conditions import AllOf, AnyCriterion, AnyOf, Base, Bodies, Every, Fact, Terms
from thidua.rulebook.conditions.limits import COMPARISONS, Limited
from thidua.rulebook.conditions.ordered import OneField
from thidua.rulebook.conditions.terms import OpenParameterError
from thidua.rulebook.framework import LADDER, Framework
from thidua.rulebook.rules import Rule
from thidua.rulebook.texts import plain
from thidua.vocabulary import Level

_ALL, _ANY = (Every, Bodies, AllOf), (AnyCriterion, AnyOf)


def already_required(framework: Framework, level: Level, added: Rule) -> Rule | None:
    """The rule of the text that makes `added` say nothing at a level; None where it asks for more,
    or may.

    A level asks for everything that the levels below it ask. A further disqualifier says nothing
    where those who meet it are disqualified already."""
    terms = framework.terms
    if level is Level.NOT_COMPLETED:
        cases = framework.levels.not_completed.any_of
        return next(
            (rule for rule in _others(cases, added) if implies(added.test, rule.test, terms)), None
        )
    rungs = LADDER[: LADDER.index(level) + 1]
    required = tuple(rule for rung in rungs for rule in framework.levels.required(rung))
    return next(
        (rule for rule in _others(required, added) if implies(rule.test, added.test, terms)), None
    )


def _others(rules: tuple[Rule, ...], added: Rule) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.id != added.id)


def implies(condition: Base, other: Base, terms: Terms) -> bool:
    """Whether all who surely meet `one` meet `other` too. False also where that takes more than
    comparing limits.
    """
    if condition.when or condition.unless or other.when or other.unless:
        return False
    of_parts = _by_parts(condition, other, terms)
    if of_parts is not None:
        return of_parts
    try:
        return _narrower(condition, other, terms)
    except OpenParameterError:
        return False


def _by_parts(condition: Base, other: Base, terms: Terms) -> bool | None:
    """The answer for conditions made of others; None where both are single words."""
    if isinstance(other, _ALL):
        return all(implies(condition, part, terms) for part in other.parts(terms))
    if isinstance(condition, _ANY):
        return all(implies(part, other, terms) for part in condition.parts(terms))
    if isinstance(condition, _ALL):
        return any(implies(part, other, terms) for part in condition.parts(terms))
    if isinstance(other, _ANY):
        return any(implies(condition, part, terms) for part in other.parts(terms))
    return None


def _narrower(condition: Base, other: Base, terms: Terms) -> bool:
    """Two single words: they speak of the same, and what the one takes lies within what the other
    takes.
    """
    if isinstance(condition, OneField) and isinstance(other, OneField):
        return (
            type(condition) is type(other)
            and condition.name == other.name
            and _within_words(condition, other, terms)
        )
    if isinstance(condition, Fact) and isinstance(other, Fact):
        return condition.fact == other.fact and _values(condition, terms) <= _values(other, terms)
    if isinstance(condition, Limited) and isinstance(other, Limited):
        return _of_what(condition) == _of_what(other) and _within_limits(condition, other, terms)
    return False


def _of_what(condition: Limited) -> dict[str, object]:
    """A limited word without its limit."""
    return {"head": condition.head} | {
        key: value for key, value in plain(condition).items() if key not in COMPARISONS
    }


def _within_words(condition: OneField, other: OneField, terms: Terms) -> bool:
    (way, _), (other_way, _) = condition.bound, other.bound
    mine, theirs = condition.limit(terms).code, other.limit(terms).code
    return way == other_way and (mine >= theirs if way == "at_least" else mine <= theirs)


def _within_limits(condition: Limited, other: Limited, terms: Terms) -> bool:
    mine, theirs = condition.limit(terms), other.limit(terms)
    if condition.comparison.upward != other.comparison.upward:
        return False
    if mine == theirs:
        return other.comparison.equal or not condition.comparison.equal
    return mine > theirs if condition.comparison.upward else mine < theirs


def _values(fact: Fact, terms: Terms) -> set[bool | str]:
    """The values with which the fact is as the condition says."""
    spec = terms.facts[fact.fact]
    every: set[bool | str] = {True, False} if spec.type == "bool" else set(spec.vocabulary)
    named = set(fact.named)
    return every - named if fact.is_not is not None else named
