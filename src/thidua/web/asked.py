"""Words that an address or a form asks with."""

from collections.abc import Container


def one_of(word: str, words: Container[str]) -> str:
    """The word where it is one of these; "", which narrows nothing, where it is none."""
    return word if word in words else ""
