"""The values that a missing fact may have, as a short list: the words of a closed list; of a number
what lies on either side of each limit that the conditions set it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.language import Text
from thidua.rulebook import FactSpec, Framework
from thidua.rulebook.conditions import Condition, Terms
from thidua.rulebook.conditions.limits import COMPARISONS
from thidua.rulebook.conditions.plain import Number
from thidua.rulebook.values import fixed, number_text

Columns = Mapping[str, int | bool]
"""Columns of a frame in codes, as a value of a missing thing fills them."""


@dataclass(frozen=True)
class Value:
    """A value that a missing thing may have: as it is stored, in words, and in columns."""

    value: str
    title: Text
    columns: Columns


def values_of(name: str, framework: Framework) -> list[Value]:
    """What this fact of the framework may be, the best first; empty where no short list says it
    (a count that conditions hold against another count).
    """
    spec = framework.fields[name]
    if spec.type == "bool":
        return [Value(str(code).lower(), spec.show(code), {name: code}) for code in (True, False)]
    if spec.vocabulary:
        # levels and grades have the best last, other lists begin with what is usual
        words = list(spec.words) if spec.type == "choice" else list(reversed(spec.words))
        words.sort(key=lambda word: spec.type != "choice" and word.code == 0)
        return [Value(word.word, word.title, {name: word.code}) for word in words]
    return list(_beside_limits(name, spec, framework))


@dataclass(frozen=True, order=True)
class _Limit:
    """Where a number is cut: the least code above the cut, and the limit as it is written."""

    code: int
    number: Decimal
    included: bool


def _beside_limits(name: str, spec: FactSpec, framework: Framework) -> Iterator[Value]:
    """“từ 80% trở lên”, “từ 50% đến dưới 80%”, “dưới 50%”."""
    limits = sorted(set(_limits(name, spec, framework)), reverse=True)
    unit = "%" if spec.type == "percent" else ""
    above: _Limit | None = None
    for limit in limits:
        yield Value("", _between(limit, above, unit), {name: limit.code})
        above = limit
    if above is not None and _may_be(spec, above.code - 1):
        phrase = COMPARISONS["below" if above.included else "at_most"].phrase
        title = phrase.format(limit=number_text(above.number, unit))
        yield Value("", title, {name: above.code - 1})


def _may_be(spec: FactSpec, code: int) -> bool:
    return spec.min is None or code >= spec.encode(spec.min)


def _between(low: _Limit, above: _Limit | None, unit: str) -> Text:
    phrase = COMPARISONS["at_least" if low.included else "above"].phrase
    if above is None:
        return phrase.format(limit=number_text(low.number, unit))
    text = _UP_TO[low.included, above.included]
    return text.format(low=number_text(low.number, unit), high=number_text(above.number, unit))


_UP_TO = {
    (True, True): Text("từ {low} đến dưới {high}", "from {low} to less than {high}"),
    (True, False): Text("từ {low} đến {high}", "from {low} to {high}"),
    (False, True): Text("trên {low} và dưới {high}", "more than {low}, less than {high}"),
    (False, False): Text("trên {low} đến {high}", "more than {low} up to {high}"),
}


def _limits(name: str, spec: FactSpec, framework: Framework) -> Iterator[_Limit]:
    terms = framework.terms
    tests = [placed.rule.test for placed in framework.placed_rules()]
    tests += [cap.when for cap in framework.caps if cap.when is not None]
    for test in tests:
        for word in _words(test, terms):
            if isinstance(word, Number) and word.number == name:
                limit = word.limit(terms)
                included = word.comparison.upward == word.comparison.equal
                code = int(limit) if spec.type == "count" else fixed(limit)
                yield _Limit(code + (not included), limit, included)


def _words(condition: Condition, terms: Terms) -> Iterator[Condition]:
    yield condition
    inner = (*condition.parts(terms), condition.unless, condition.applicable(terms))
    for part in inner:
        if part is not None:
            yield from _words(part, terms)
