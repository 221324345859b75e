"""A second, slow reading of a framework file: plain Python, one subject at a time, fractions and
words.

It shares no code with the engine. It reads the YAML as plain dictionaries and thinks in words
(`"excellent"`), so that a slip in codes, expressions or three-valued logic shows as a difference.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import yaml

Truth = bool | None
Facts = Mapping[str, Any]
"""Words, Fractions, Booleans; None or absent = unknown. `members`, `subordinates`: lists of (low,
high) levels 1-4. `cap.unit`, `cap.collective`: (low, high).
"""

GRADES = ("poor", "average", "good", "excellent")
LEVELS = ("not_applicable", "not_completed", "completed", "good", "outstanding")


def both(truths: Iterable[Truth]) -> Truth:
    seen = list(truths)
    return False if False in seen else None if None in seen else True


def either(truths: Iterable[Truth]) -> Truth:
    return no(both(no(truth) for truth in truths))


def no(truth: Truth) -> Truth:
    return None if truth is None else not truth


class Oracle:
    """One framework text, interpreted."""

    def __init__(self, text: str) -> None:
        self.text: dict[str, Any] = yaml.safe_load(text)
        self.groups = {
            name: list(group["criteria"]) for name, group in self.text["criteria"].items()
        }

    def classify(self, facts: Facts) -> tuple[int, int] | None:
        """The range of the reached level, 1-4; None when the subject is not rated."""
        excluded = either(
            self.rule(rule, facts, against=True)
            for rule in self.text["subjects"].get("excluded", ())
        )
        if excluded is True:
            return None
        ready = both(self.rule(rule, facts) for rule in self.text.get("prerequisites", ()))
        if both([no(excluded), ready]) is not True:
            return 1, 4
        return self.capped(*self.ladder(facts), facts)

    def ladder(self, facts: Facts) -> tuple[int, int]:
        levels = self.text["levels"]
        climbed = no(
            either(
                self.rule(rule, facts, against=True)
                for rule in levels["not_completed"].get("any_of", ())
            )
        )
        low = high = 1
        for level in ("completed", "good", "outstanding"):
            climbed = both(
                [climbed, *(self.rule(rule, facts) for rule in levels[level]["require"])]
            )
            low += climbed is True
            high += climbed is not False
        return low, high

    def capped(self, low: int, high: int, facts: Facts) -> tuple[int, int]:
        for cap in self.text.get("caps", ()):
            applies = self.test(cap["when"], facts, against=True) if "when" in cap else True
            if "at_most" in cap:
                cap_low = cap_high = LEVELS.index(cap["at_most"])
            else:
                held = facts.get(f"cap.{cap['of']}") or (1, 4)
                binding = LEVELS.index(cap.get("only_if_at_most", "outstanding"))
                cap_low, cap_high = (level if 0 < level <= binding else 4 for level in held)
            if applies is not False:
                low = min(low, cap_low)
            if applies is True:
                high = min(high, cap_high)
        return low, high

    def rule(self, rule: Mapping[str, Any], facts: Facts, *, against: bool = False) -> Truth:
        return self.test(rule["test"], facts, against=against)

    def test(self, condition: Mapping[str, Any], facts: Facts, *, against: bool) -> Truth:
        """A condition with its clauses: who is excused has met a requirement, and does not fall
        under a case.
        """
        truth = self.word(condition, facts, against=against)
        excuses: list[Truth] = []
        if "unless" in condition:
            excuses.append(self.test(condition["unless"], facts, against=True))
        if "when" in condition:
            excuses.append(no(self.test(condition["when"], facts, against=True)))
        if "civil_servant" in condition:
            excuses.append(no(facts.get("civil_servant")))
        if "share" in condition:
            children = facts.get(condition["share"])
            excuses.append(None if children is None else not children)
        for excuse in excuses:
            truth = both([truth, no(excuse)]) if against else either([truth, excuse])
        return truth

    def word(self, condition: Mapping[str, Any], facts: Facts, *, against: bool) -> Truth:  # noqa: C901, PLR0911
        match condition:
            case {"all_of": parts}:
                return both(self.test(part, facts, against=against) for part in parts)
            case {"any_of": parts}:
                return either(self.test(part, facts, against=against) for part in parts)
            case {"not": part}:
                return no(self.test(part, facts, against=not against))
            case {"every": _}:
                return both(
                    self.ordered(facts.get(name), condition, GRADES)
                    for name in self.criteria(condition)
                )
            case {"any": _}:
                return either(
                    self.ordered(facts.get(name), condition, GRADES)
                    for name in self.criteria(condition)
                )
            case {"bodies": names}:
                return both(
                    self.body(facts.get(name), condition, against=against) for name in names
                )
            case {"civil_servant": _}:
                return self.ordered(facts.get("civil_servant_level"), condition, LEVELS)
            case {"fact": name}:
                return self.is_so(self.stated(name, facts), condition)
            case {"number": name}:
                return self.compare(self.stated(name, facts), condition)
            case {"ratio": {"part": part, "whole": whole}}:
                return self.percentage(facts.get(part), facts.get(whole), condition)
            case {"share": children}:
                return self.share(facts.get(children), condition)
        raise AssertionError(condition)

    def stated(self, name: str, facts: Facts) -> Any:
        """A fact, or what holds of it where nobody stated it."""
        value = facts.get(name)
        return self.text["facts"].get(name, {}).get("unless_stated") if value is None else value

    def criteria(self, condition: Mapping[str, Any]) -> list[str]:
        chosen = condition.get("groups", list(self.groups))
        return [
            n for g in chosen if g not in condition.get("except_groups", ()) for n in self.groups[g]
        ]

    def ordered(
        self, word: str | None, condition: Mapping[str, Any], scale: tuple[str, ...]
    ) -> Truth:
        if word is None:
            return None
        if "at_least" in condition:
            return scale.index(word) >= scale.index(self.value(condition["at_least"]))
        return scale.index(word) <= scale.index(self.value(condition["at_most"]))

    def body(self, word: str | None, condition: Mapping[str, Any], *, against: bool) -> Truth:
        return (not against) if word == "not_applicable" else self.ordered(word, condition, LEVELS)

    def is_so(self, value: Any, condition: Mapping[str, Any]) -> Truth:
        if value is None:
            return None
        if "is_one_of" in condition:
            return bool(value in condition["is_one_of"])
        return bool(value == condition["is"] if "is" in condition else value != condition["is_not"])

    def compare(self, number: Fraction | int | None, condition: Mapping[str, Any]) -> Truth:
        if number is None:
            return None
        limits = {
            "at_least": lambda limit: number >= limit,
            "above": lambda limit: number > limit,
            "at_most": lambda limit: number <= limit,
            "below": lambda limit: number < limit,
        }
        name = next(name for name in limits if name in condition)
        return bool(limits[name](Fraction(str(self.value(condition[name])))))

    def percentage(
        self, part: int | None, whole: int | None, condition: Mapping[str, Any]
    ) -> Truth:
        if part is None or not whole:
            return None
        return self.compare(Fraction(100 * part, whole), condition)

    def share(self, children: list[tuple[int, int]] | None, condition: Mapping[str, Any]) -> Truth:
        """True (false) only if it is so however the unknown children turn out."""
        if not children:
            return None
        counts = set()
        for bound in (0, 1):
            levels = [child[bound] for child in children]
            if "at_or_above" in condition:
                part = sum(
                    level >= LEVELS.index(self.value(condition["at_or_above"])) for level in levels
                )
            else:
                part = sum(
                    level <= LEVELS.index(self.value(condition["at_or_below"])) for level in levels
                )
            counts.add(self.percentage(part, len(children), condition))
        return counts.pop() if len(counts) == 1 else None

    def value(self, value: Any) -> Any:
        while isinstance(value, dict):
            value = self.text["parameters"][value["param"]]["value"]
        return value
