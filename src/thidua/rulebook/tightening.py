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


def said_already(framework: Framework, level: Level, added: Rule) -> Rule | None:
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


def implies(one: Base, other: Base, terms: Terms) -> bool:
    """Whether all who surely meet `one` meet `other` too. False also where that takes more than
    comparing limits.
    """
    if one.when or one.unless or other.when or other.unless:
        return False
    of_parts = _by_parts(one, other, terms)
    if of_parts is not None:
        return of_parts
    try:
        return _narrower(one, other, terms)
    except OpenParameterError:
        return False


def _by_parts(one: Base, other: Base, terms: Terms) -> bool | None:
    """The answer for conditions made of others; None where both are single words."""
    if isinstance(other, _ALL):
        return all(implies(one, part, terms) for part in other.parts(terms))
    if isinstance(one, _ANY):
        return all(implies(part, other, terms) for part in one.parts(terms))
    if isinstance(one, _ALL):
        return any(implies(part, other, terms) for part in one.parts(terms))
    if isinstance(other, _ANY):
        return any(implies(one, part, terms) for part in other.parts(terms))
    return None


def _narrower(one: Base, other: Base, terms: Terms) -> bool:
    """Two single words: they speak of the same, and what the one takes lies within what the other
    takes.
    """
    if isinstance(one, OneField) and isinstance(other, OneField):
        return (
            type(one) is type(other) and one.name == other.name and _within_words(one, other, terms)
        )
    if isinstance(one, Fact) and isinstance(other, Fact):
        return one.fact == other.fact and _values(one, terms) <= _values(other, terms)
    if isinstance(one, Limited) and isinstance(other, Limited):
        return _of_what(one) == _of_what(other) and _within_limits(one, other, terms)
    return False


def _of_what(one: Limited) -> dict[str, object]:
    """A limited word without its limit."""
    return {"head": one.head} | {
        key: value for key, value in plain(one).items() if key not in COMPARISONS
    }


def _within_words(one: OneField, other: OneField, terms: Terms) -> bool:
    (way, _), (other_way, _) = one.bound, other.bound
    mine, theirs = one.limit(terms).code, other.limit(terms).code
    return way == other_way and (mine >= theirs if way == "at_least" else mine <= theirs)


def _within_limits(one: Limited, other: Limited, terms: Terms) -> bool:
    mine, theirs = one.limit(terms), other.limit(terms)
    if one.comparison.upward != other.comparison.upward:
        return False
    if mine == theirs:
        return other.comparison.equal or not one.comparison.equal
    return mine > theirs if one.comparison.upward else mine < theirs


def _values(fact: Fact, terms: Terms) -> set[bool | str]:
    """The values with which the fact is as the condition says."""
    spec = terms.facts[fact.fact]
    every: set[bool | str] = {True, False} if spec.type == "bool" else set(spec.vocabulary)
    named = set(fact.named)
    return every - named if fact.is_not is not None else named
