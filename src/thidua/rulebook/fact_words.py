"""The closed lists of words that a fact may be one of: grades, levels, a text's own choices."""

from collections.abc import Mapping
from typing import NamedTuple

from thidua.language import Text
from thidua.vocabulary import (
    NOT_APPLICABLE,
    Body,
    Discipline,
    Grade,
    Level,
    MembershipStatus,
    SubjectType,
    Tier,
    Word,
)

KNOWN_CHOICES: dict[str, type[Word]] = {
    "discipline": Discipline,
    "membership_status": MembershipStatus,
    "tier": Tier,
    "body": Body,
    "subject_type": SubjectType,
}
"""Lists of words that a choice may name instead of writing them out."""

_LISTS: dict[str, type[Word]] = {"grade": Grade, "level": Level, **KNOWN_CHOICES}


class FactWord(NamedTuple):
    """One word that a fact may be, the integer a frame carries for it, and how people write it."""

    word: str
    code: int
    title: Text
    spellings: tuple[str, ...]


def words_of(
    fact_type: str, choices: str | Mapping[str, Text] | None, *, not_applicable: bool
) -> list[FactWord]:
    """Every word of a fact of this type, in their order; none for Booleans and numbers."""
    if isinstance(choices, Mapping):
        return [
            FactWord(word, code, title, (word, *title))
            for code, (word, title) in enumerate(choices.items())
        ]
    words = [
        FactWord(w.value, w.code, w.title, w.forms) for w in _LISTS.get(choices or fact_type, ())
    ]
    return [*words, _NOT_APPLICABLE] if not_applicable else words


_ABSENT = Text("Không có tổ chức này", "Not applicable")
_NOT_APPLICABLE = FactWord(
    NOT_APPLICABLE,
    0,
    _ABSENT,
    (NOT_APPLICABLE, *_ABSENT, "không có", "không áp dụng", "n/a", "-"),
)
