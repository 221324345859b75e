"""What the year knows, beside one heading: the facts that fit it, and which are in the text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from thidua.reviews.forms_shown import Shown
from thidua.reviews.marks import labels_in
from thidua.reviews.material import MATERIAL, Material
from thidua.reviews.writing_reading import Cited


@dataclass(frozen=True)
class Fact:
    """One fact of the list; `used`: it stands in the text of some heading."""

    material: Material
    used: bool


@dataclass(frozen=True)
class Group:
    title: str
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Chip:
    """A citation of a heading: its mark, what it says now, what it said when it was brought in
    where that differs.
    """

    label: str
    value: str
    href: str = ""
    was: str = ""


def fitting(heading: Shown, material: Sequence[Material]) -> list[Material]:
    """The facts that belong under a heading, by its form."""
    return [one for one in material if fits(heading, one)]


def fits(heading: Shown, one: Material) -> bool:
    if one.heading:
        return one.heading == heading.id
    return one.kind in heading.takes and (one.against or not heading.against_only)


def groups(
    material: Sequence[Material],
    citations: Collection[Cited],
    texts: Mapping[str, str],
) -> list[Group]:
    """By kind, in the order of the sources."""
    whole = "\n".join(texts.values())
    marked = set(labels_in(whole, {one.label for one in citations}))
    used = {(one.kind, one.target_id) for one in citations if one.label in marked}
    found = []
    for source in MATERIAL:
        facts = [
            Fact(one, (one.kind.value, one.target_id) in used)
            for one in material
            if one.kind == source.kind
        ]
        if facts:
            found.append(Group(str(source.title), facts))
    return found


def chips(text: str, citations: Collection[Cited], material: Sequence[Material]) -> list[Chip]:
    """The citations that are marked in a text, with what each says now."""
    by_label = {one.label: one for one in citations}
    now = {(one.kind.value, one.target_id): one for one in material}
    found = []
    for label in labels_in(text, by_label):
        cited = by_label[label]
        live = now.get((cited.kind, cited.target_id))
        value = live.value.vi if live else cited.words
        was = cited.words if value != cited.words else ""
        found.append(Chip(label, value, live.href if live else "", was))
    return found
