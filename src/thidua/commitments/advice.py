"""Words of an item that nobody could see done: advice, which never stops anything."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hint:
    """The words it is about, and what is asked of them."""

    words: str
    question: str


def hints(text: str) -> list[Hint]:
    """What is vague about an item; nothing: it reads as something that can be seen."""
    return []
