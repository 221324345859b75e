"""The marks of citations in a text: “… 268 trên 281 hộ [NV 1].” PURE: no database.

A mark is a label in square brackets. What stands in brackets and is no label of a citation is the
writer's own and stays as it was typed.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\[([^\[\]\n]{1,60})\]")
_ENDS = ".!?:;\n"


@dataclass(frozen=True)
class Piece:
    """A part of a text: words, or the mark of a citation (`label`; "" for words)."""

    text: str
    label: str = ""


def pieces(text: str, labels: Collection[str]) -> Iterator[Piece]:
    """The text in its order, cut at the marks of these labels."""
    at = 0
    for found in _MARK.finditer(text):
        if found[1] not in labels:
            continue
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found[0], found[1])
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def labels_in(text: str, labels: Collection[str]) -> list[str]:
    """Which of these labels are marked in a text, in the order in which they first stand there."""
    found = [piece.label for piece in pieces(text, labels) if piece.label]
    return list(dict.fromkeys(found))


def words_in(text: str) -> int:
    """How many words (of a Vietnamese text: syllables) a text has, marks aside."""
    return len(_MARK.sub(" ", text).split())


def brought_in(text: str, sentence: str, label: str, caret: int | None = None) -> tuple[str, int]:
    """The text with a sentence and its mark put in at a place (None: at the end), and where the
    writer goes on. Nothing that stood there is changed.
    """
    at = len(text) if caret is None else min(max(caret, 0), len(text))
    before, after = text[:at], text[at:]
    put = f"{_starts(before)}{sentence[:1].upper()}{sentence[1:].rstrip('. ')} [{label}]."
    if after and not after[0].isspace():
        put += " "
    return before + put + after, len(before) + len(put)


def _starts(before: str) -> str:
    """What parts the sentence from what stands before it."""
    if not before or before[-1].isspace():
        return ""
    return " " if before.rstrip()[-1:] in _ENDS else ". "


def free_label(wanted: str, taken: Collection[str]) -> str:
    """A label that none of the citations has: the wanted one, or “NV 1 (2)”."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted} ({number})" in taken:
        number += 1
    return f"{wanted} ({number})"
