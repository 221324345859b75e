"""A framework laid out as a page: numbered sections, a table of contents, and the rules that a
search leaves.
"""

from dataclasses import dataclass

from thidua.rulebook.reading import Item, Reading, Section
from thidua.workbooks import fold


@dataclass(frozen=True)
class Numbered:
    """A section with its number, and its items with theirs: what paper has in place of links."""

    number: int
    section: Section
    items: list[tuple[str, Item]]

    @property
    def with_places(self) -> bool:
        """Whether the table of contents says where the section's rules stand: it does for rules,
        not for numbers.
        """
        return self.section.id != "parameters"


@dataclass(frozen=True)
class Laid:
    """The whole page: every section for the table of contents, and those shown."""

    sections: list[Numbered]
    matching: list[Numbered]
    words: str

    @property
    def found(self) -> int:
        return sum(len(one.items) for one in self.matching)


def lay_out(reading: Reading, words: str = "") -> Laid:
    """The reading as a page; with search words only the items that hold all of them, in any form of
    writing.
    """
    sections = [
        Numbered(
            number,
            section,
            [(f"{number}.{place}", item) for place, item in enumerate(section.items, start=1)],
        )
        for number, section in enumerate(reading.sections, start=1)
    ]
    wanted = fold(words).split()
    if not wanted:
        return Laid(sections, sections, "")
    left = [
        Numbered(
            numbered.number,
            numbered.section,
            [(number, item) for number, item in numbered.items if _holds(numbered, item, wanted)],
        )
        for numbered in sections
    ]
    return Laid(sections, [one for one in left if one.items], words)


def _holds(numbered: Numbered, item: Item, wanted: list[str]) -> bool:
    texts = (numbered.section.title, item.title, item.text, item.citation, item.note)
    lines = [part for line in item.lines for part in (line.label, line.text)]
    content = fold(
        " ".join(
            [item.id, item.rule, *(part for text in (*texts, *lines) if text for part in text)]
        )
    )
    return all(word in content for word in wanted)
