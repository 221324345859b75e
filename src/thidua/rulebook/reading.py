"""What a framework is when somebody reads it: sections of items, each a sentence with its place.

`reader` makes one of a framework; `comparing` sets two side by side.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.language import Text
from thidua.rulebook.framework import Framework
from thidua.rulebook.rules import Cite
from thidua.vocabulary import Level


@dataclass(frozen=True)
class Line:
    """One thing more that is said of an item: what, and how it reads."""

    label: Text
    text: Text


@dataclass(frozen=True)
class Item:
    """One rule, value or fact. `id` is its anchor on the page; `confirmed` is None where no wording
    is behind it.
    """

    id: str
    title: Text
    text: Text | None = None
    rule: str = ""
    citation: Text | None = None
    confirmed: bool | None = None
    note: Text | None = None
    local: bool = False
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Section:
    """Items that belong together; `level` for the four levels."""

    id: str
    title: Text
    items: tuple[Item, ...]
    intro: Text | None = None
    level: Level | None = None

    @property
    def citations(self) -> list[Text]:
        """Where the section's rules stand, each place once, in their order."""
        return list(
            dict.fromkeys(item.citation for item in self.items if item.citation is not None)
        )


@dataclass(frozen=True)
class Reading:
    """A whole framework."""

    framework: Framework
    head: Item
    sections: tuple[Section, ...]

    def items(self) -> Iterator[tuple[Section | None, Item]]:
        """Everything with the section it stands in; the head stands in none."""
        yield None, self.head
        yield from ((section, item) for section in self.sections for item in section.items)


def citation_text(framework: Framework, cite: Cite) -> Text:
    """A citation in both languages: the words for article, clause and point are said in English
    too.
    """
    written = _PLACE.sub("\\1\u00a0", framework.citation(cite))  # “điểm 2.3b” never breaks in two
    return Text(written, _in_english(written))


def _in_english(place: str) -> str:
    for word, english in _PLACES.items():
        place = re.sub(rf"\b{word}\b", english, place, flags=re.IGNORECASE)
    return place


_PLACE = re.compile(r"\b(Điều|khoản|điểm|mục) ", re.IGNORECASE)
_PLACES = {"điều": "Article", "khoản": "clause", "điểm": "point", "mục": "section", "phần": "part"}
