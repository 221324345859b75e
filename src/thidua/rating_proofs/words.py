"""The closed lists of words as a proof carries them: how each is written in both languages."""

from thidua.rulebook.fact_words import words_of

LISTS = ("grade", "level", "discipline", "membership_status", "tier", "body", "subject_type")


def words() -> dict[str, dict[str, list[str]]]:
    """Per list each stored word with its Vietnamese and its English name."""
    return {name: _named(name) for name in LISTS}


def _named(name: str) -> dict[str, list[str]]:
    ordered = name in {"grade", "level"}
    found = words_of(
        name if ordered else "choice", None if ordered else name, not_applicable=name == "level"
    )
    return {word.word: [word.title.vi, word.title.en] for word in found}
