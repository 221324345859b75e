"""What the marks of a review stand for: the value it was sent with, and what it is now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from thidua.accounts.actors import Actor
from thidua.reviews.marks import pieces
from thidua.reviews.material import MaterialKind, material_of
from thidua.reviews.models import Citation, Review


@dataclass(frozen=True)
class CitedFact:
    """One mark: what it said (in a draft: what it says now), and after sending what it says now
    where that is something else (`now`); `href`: its page, "" where the reader has none.
    """

    label: str
    words: str
    now: str = ""
    href: str = ""


@dataclass(frozen=True)
class Bit:
    """A part of a line: words, or a mark with what it stands for."""

    text: str
    fact: CitedFact | None = None


def live_values(
    actor: Actor, review: Review, citations: Collection[Citation]
) -> Mapping[tuple[str, str], tuple[str, str]]:
    """What each citation says now, and where, as far as the actor may know it: by kind and key. No
    question to the database where nothing is cited.
    """
    kinds = [kind for kind in MaterialKind if kind.value in {one.kind for one in citations}]
    if not kinds:
        return {}
    found = material_of(actor, review.campaign, review.key, kinds)
    return {(one.kind.value, one.target_id): (one.value.vi, one.href) for one in found}


def cited_facts(
    actor: Actor, review: Review, citations: Collection[Citation], *, live: bool
) -> dict[str, CitedFact]:
    """By label. `live`: of a draft, which says what is so now."""
    values = live_values(actor, review, citations)
    found = {}
    for one in citations:
        now, href = values.get((one.kind, one.target_id), (one.words, ""))
        words = now if live else one.words
        found[one.label] = CitedFact(one.label, words, "" if now == words else now, href)
    return found


def lines_of(text: str, facts: Mapping[str, CitedFact]) -> list[Sequence[Bit]]:
    """A text by its lines, each cut at its marks; empty lines are left out."""
    return [
        [Bit(piece.text, facts.get(piece.label)) for piece in pieces(line, facts)]
        for line in text.split("\n")
        if line.strip()
    ]
