"""How near a name is to what somebody typed, by whole syllables: never by a part inside one.

A typed syllable is met as it was typed, with its accents ("lý" by "Lý"); or without accents ("ly",
"lỵ" by "Lý"); or as a beginning of a syllable ("nguy" by "Nguyễn"). What is met less well stands
behind. Where a tone is written makes no difference: uỷ is ủy, hoà is hòa.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from thidua.signs import normalise
from thidua.workbooks import fold, vietnamese_order_key

BETWEEN = "()[]-,./–—:;\"'“”‘’…"
"""Signs between syllables: "(cơ sở)", "THCS-Tiểu học". Typed or stored, they are blanks."""
_BLANKS = str.maketrans(BETWEEN, " " * len(BETWEEN))
_PARTS = re.compile(rf"[{re.escape(BETWEEN)}]+|\s|[^\s{re.escape(BETWEEN)}]+")


class Nearness(IntEnum):
    """How well a name meets the least well met of the typed syllables; the first is the best."""

    WHOLE_NAME = 0
    AS_TYPED = 1
    WITHOUT_ACCENTS = 2
    BEGINNINGS = 3


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: `exact` has its accents (a key of `vietnamese_order_key`), `folded` none."""

    exact: str
    folded: str

    def met_by(self, other: "Syllable") -> Nearness | None:
        """How well another syllable answers this typed one; None: not at all."""
        if other.exact == self.exact:
            return Nearness.AS_TYPED
        if other.folded == self.folded:
            return Nearness.WITHOUT_ACCENTS
        return Nearness.BEGINNINGS if other.folded.startswith(self.folded) else None


def syllables(text: str) -> list[Syllable]:
    """The syllables of what somebody typed, or of a name."""
    words = normalise(text).translate(_BLANKS).split()
    found = [Syllable(vietnamese_order_key(word), fold(word)) for word in words]
    return [one for one in found if one.exact and one.folded]


@dataclass(frozen=True, order=True, slots=True)
class Rank:
    """The order of what is found: `nearness`, then whether the syllables stand apart or in another
    order than typed, then how many of them are not met as typed.
    """

    nearness: Nearness
    scattered: bool = False
    unlike: int = 0


def rank(typed: Sequence[Syllable], name: str, *others: str) -> Rank | None:
    """Where something stands among what is found by its name; `others`: what it is called too, its
    code. None: it is not found. Every typed syllable must be met by one of them.
    """
    if not typed:
        return None
    own = syllables(name)
    everything = [*own, *(one for other in others for one in syllables(other))]
    met = [_best(one, everything) for one in typed]
    if None in met:
        return None
    kinds = [kind for kind in met if kind is not None]
    if any(syllables(each) == list(typed) for each in (name, *others)):
        return Rank(Nearness.WHOLE_NAME)
    unlike = sum(kind - Nearness.AS_TYPED for kind in kinds)
    return Rank(max(kinds), not _in_a_row(typed, own), unlike)


def _best(typed: Syllable, names: Iterable[Syllable]) -> Nearness | None:
    found = [kind for other in names if (kind := typed.met_by(other)) is not None]
    return min(found, default=None)


def _in_a_row(typed: Sequence[Syllable], name: Sequence[Syllable]) -> bool:
    return any(
        all(one.met_by(other) for one, other in zip(typed, name[at:], strict=False))
        for at in range(len(name) - len(typed) + 1)
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a name as it is shown; `hit`: it answers what was typed."""

    text: str
    hit: bool = False


def marked(typed: Sequence[Syllable], name: str) -> list[Piece]:
    """A name in pieces, the met syllables (or their met beginnings) as hits; what stands between
    two hits belongs to them.
    """
    parts = [one for word in _PARTS.findall(name) for one in _of_part(typed, word)]
    pieces: list[Piece] = []
    for at, part in enumerate(parts):
        inside = 0 < at < len(parts) - 1 and parts[at - 1].hit and parts[at + 1].hit
        _add(pieces, Piece(part.text, part.hit or (part.text == " " and inside)))
    return pieces


def _of_part(typed: Sequence[Syllable], part: str) -> list[Piece]:
    found = syllables(part)
    kinds = [kind for one in typed for each in found if (kind := one.met_by(each)) is not None]
    if not kinds:
        return [Piece(part)]
    if min(kinds) < Nearness.BEGINNINGS:
        return [Piece(part, hit=True)]
    length = max(len(one.folded) for one in typed if one.met_by(found[0]) is not None)
    return [Piece(part[:length], hit=True), Piece(part[length:])]


def _add(pieces: list[Piece], piece: Piece) -> None:
    """Pieces of one kind that follow each other are one."""
    if pieces and pieces[-1].hit == piece.hit:
        pieces[-1] = Piece(pieces[-1].text + piece.text, piece.hit)
    else:
        pieces.append(piece)
