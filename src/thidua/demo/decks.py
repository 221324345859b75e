"""Lines of the demo's words, drawn like cards: each of a slot once before any of it again."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml


def words_of(name: str) -> Mapping[str, Any]:
    """The words of one of the demo's files beside this module."""
    found: Mapping[str, Any] = yaml.safe_load(
        Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    )
    return found


class Decks:
    """The slots of one cell. The same source of chance draws the same lines."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._left: dict[str, list[str]] = {}

    def draw(self, slot: str, lines: Sequence[str]) -> str:
        left = self._left.get(slot)
        if not left:
            left = self._left[slot] = self.random.sample(lines, len(lines))
        return left.pop()

    def often(self, share: float) -> bool:
        return self.random.random() < share
