"""Words of an item that nobody could see done: advice, which never stops anything.

The words are data: those of this room (`vague.yaml`), and those that registrations point at in what
is to be done (`registrations/clarity/*.yaml`)."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from thidua import registrations
from thidua.language import Text
from thidua.rulebook.texts import read_yaml

_HERE = Path(__file__).with_name("vague.yaml")
_OF_REGISTRATIONS = Path(registrations.__file__).with_name("clarity")
_OF_A_TASK = "work"
"""The field of a task whose words are those of an item."""


@dataclass(frozen=True)
class Hint:
    """The words it is about, as they stand in the item, and what is said of them."""

    words: str
    reason: Text


@dataclass(frozen=True)
class _Rule:
    words: tuple[str, ...]
    reason: Text


@cache
def _rules() -> tuple[_Rule, ...]:
    """Every rule, this room's first; asked of each item, 8.7 ms without the cache.

    Raises FrameworkError, KeyError or TypeError for a file that is none; a test reads them all.
    """
    files = [_HERE, *sorted(_OF_REGISTRATIONS.glob("*.yaml"))]
    found = [
        rule for path in files for rule in read_yaml(path.read_text("utf-8"), path.name)["rules"]
    ]
    return tuple(
        _Rule(tuple(sorted(rule["words"], key=len, reverse=True)), Text(**rule["reason"]))
        for rule in found
        if rule.get("words") and rule.get("field", _OF_A_TASK) == _OF_A_TASK
    )


def hints(text: str) -> list[Hint]:
    """What is vague about an item, one piece of advice a rule; nothing: it can be seen."""
    found = []
    for rule in _rules():
        places = [
            match.span()
            for word in rule.words
            if (match := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
        ]
        if places:
            first, last = min(places, key=lambda place: (place[0], -place[1]))
            words = text[first:last]
            found.append(Hint(words, rule.reason.format(words=words)))
    return found
