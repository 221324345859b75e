"""Conditions made in a form: what the closed vocabulary lets one speak of, and what was picked as a
condition.

An `Offer` is a condition but for its comparison and its value; `composed` adds them, `decomposed`
takes them off again. What takes several conditions to say (`all_of`, `unless`, …) is written in a
file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from thidua.language import Text
from thidua.rulebook.conditions import Base, Condition, Ratio
from thidua.rulebook.conditions.limits import COMPARISONS
from thidua.rulebook.errors import FactError, ValueRefusedError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.framework import Framework
from thidua.rulebook.texts import plain
from thidua.vocabulary import NOT_APPLICABLE, Level, SubjectType

ORDERED = {
    "at_least": Text("từ … trở lên", "… or better"),
    "at_most": Text("từ … trở xuống", "… or worse"),
}
LIMITS = {name: one.phrase.format(limit="…") for name, one in COMPARISONS.items()}
IS, IS_NOT = Text("là", "is"), Text("không phải", "is not")
SAID_BY_TYPE: dict[str, dict[str, Text]] = {
    "grade": ORDERED,
    "level": ORDERED,
    "percent": LIMITS,
    "number": LIMITS,
    "count": LIMITS,
    "bool": {"is": IS},
    "choice": {"is": IS, "is_not": IS_NOT},
}
EVERY_COMPARISON: dict[str, Text] = {**LIMITS, "is": IS, "is_not": IS_NOT}

CRITERIA, FACTS = Text("Tiêu chí", "Criteria"), Text("Thông tin", "Facts")
SHARES, LEVELS = Text("Tỷ lệ", "Shares"), Text("Mức xếp loại", "Levels")

_ALL, _ANY = Text("Mọi tiêu chí", "Every criterion"), Text("Có một tiêu chí", "Some criterion")
_OF = Text("{which} thuộc nhóm “{group}”", "{which} of “{group}”")
_WHO = {
    "members": Text("Đảng viên", "Members"),
    "subordinates": Text("Tổ chức trực thuộc", "Subordinates"),
}
_AT = Text("{who} đạt từ “{level}” trở lên", "{who} at “{level}” or better")
_YES_NO = {"true": Text("có", "yes"), "false": Text("không", "no")}
_PERCENT = FactSpec.model_validate(
    {
        "id": "share",
        "type": "percent",
        "title": {"vi": "Tỷ lệ", "en": "Share"},
        "min": 0,
        "max": 100,
    }
)


@dataclass(frozen=True)
class Offer:
    """Something a condition may speak of: its start, and the kind of value it is compared with."""

    key: str
    group: Text
    title: Text
    start: Mapping[str, Any]
    spec: FactSpec

    @property
    def comparisons(self) -> Mapping[str, Text]:
        """The comparisons that fit, as a choice says them."""
        return SAID_BY_TYPE[self.spec.type]

    @property
    def values(self) -> Mapping[str, Text]:
        """The values to choose from; empty where a number is written."""
        if self.spec.type == "bool":
            return _YES_NO
        return {
            word: title
            for word, (_, title) in self.spec.vocabulary.items()
            if word != NOT_APPLICABLE
        }

    @property
    def unit(self) -> str:
        return "%" if self.spec.type == "percent" else ""


def offers(framework: Framework) -> dict[str, Offer]:
    """Everything that a condition of one line may speak of in a framework, by key, in the order of
    its text.
    """
    found = [*_criteria(framework), *_facts(framework), *_ratios(framework), *_shares(framework)]
    return {offer.key: offer for offer in found}


def composed(offer: Offer, comparison: str, written: str) -> dict[str, Any]:
    """The condition of what was picked, as a rule text holds it. Raises ValueRefusedError,
    FactError for the value.
    """
    if comparison not in offer.comparisons:
        words = Text(*(", ".join(text[at] for text in offer.comparisons.values()) for at in (0, 1)))
        raise ValueRefusedError(
            Text("cần một trong: {words}", "expected one of: {words}").format(words=words)
        )
    value = offer.spec.parse(written)
    if value == NOT_APPLICABLE:
        raise FactError(offer.spec.id, written, offer.spec.expected, offer.spec.title)
    return {**offer.start, comparison: offer.spec.to_json(value)}


def decomposed(condition: Condition, offered: Mapping[str, Offer]) -> tuple[str, str, str] | None:
    """The offer's key, the comparison and the value of a condition; None for one that takes more
    than a line.
    """
    text = plain(condition)
    for offer in offered.values():
        rest = {key: value for key, value in text.items() if key not in offer.start}
        same = all(text.get(key) == value for key, value in offer.start.items())
        if same and len(rest) == 1:
            ((comparison, value),) = rest.items()
            if comparison in offer.comparisons and not isinstance(value, dict | list):
                return (
                    offer.key,
                    comparison,
                    str(value).lower() if isinstance(value, bool) else str(value),
                )
    return None


def _criteria(framework: Framework) -> Iterator[Offer]:
    terms = framework.terms
    for name, spec in terms.criteria.items():
        yield Offer(f"criterion:{name}", CRITERIA, spec.title, {"criterion": name}, spec)
    some = next(iter(terms.criteria.values()))
    for word, which in (("every", _ALL), ("any", _ANY)):
        yield Offer(f"{word}:", CRITERIA, which, {word: "criterion"}, some)
        for group, group_title in terms.groups.items():
            title = _OF.format(which=which, group=group_title)
            yield Offer(
                f"{word}:{group}", CRITERIA, title, {word: "criterion", "groups": [group]}, some
            )


_WORD_OF = {
    "bool": "fact",
    "choice": "fact",
    "percent": "number",
    "number": "number",
    "count": "number",
}


def _facts(framework: Framework) -> Iterator[Offer]:
    for name, spec in framework.facts.items():
        if name == "civil_servant_level":
            yield Offer("civil_servant:level", LEVELS, spec.title, {"civil_servant": "level"}, spec)
        elif spec.type == "level":
            yield Offer(f"level:{name}", LEVELS, spec.title, {"level": name}, spec)
        else:
            word = _WORD_OF[spec.type]
            yield Offer(f"{word}:{name}", FACTS, spec.title, {word: name}, spec)


def _ratios(framework: Framework) -> Iterator[Offer]:
    """The shares of counts that the text itself speaks of."""
    named = {
        rule.test.ratio for _, _, rule in framework.placed_rules() if isinstance(rule.test, Ratio)
    }
    for parts in sorted(named, key=lambda ratio: (ratio.whole, ratio.part)):
        titles = {
            "part": framework.facts[parts.part].title,
            "whole": framework.facts[parts.whole].title,
        }
        title = Text("{part} trong {whole}", "{part} out of {whole}").format(**titles)
        yield Offer(
            f"ratio:{parts.part}/{parts.whole}", SHARES, title, {"ratio": plain(parts)}, _PERCENT
        )


def _shares(framework: Framework) -> Iterator[Offer]:
    if framework.subject is not SubjectType.ORGANISATION:
        return
    for who, who_title in _WHO.items():
        for level in (Level.OUTSTANDING, Level.GOOD, Level.COMPLETED):
            title = _AT.format(who=who_title, level=level.title)
            yield Offer(
                f"share:{who}:{level.value}",
                SHARES,
                title,
                {"share": who, "at_or_above": level.value},
                _PERCENT,
            )


def sentence(framework: Framework, test: Mapping[str, Any]) -> Text:
    """A condition of a rule text as the sentence that it is. Raises OpenParameterError for an open
    parameter.
    """
    condition: Base = _CONDITION.validate_python(test)
    return condition.sentence(framework.terms)


_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)
