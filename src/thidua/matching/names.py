"""Names of organisations as tables write them; who knows them is given by the caller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Near:
    """An organisation that a name may mean. `members`: how many members it has now."""

    code: str
    name: str
    members: int | None = None


@dataclass(frozen=True, slots=True)
class NameFound:
    """What a written name or code means: the code when there is no doubt (""), else the near ones,
    nearest first.
    """

    code: str
    near: tuple[Near, ...] = ()


class Names(Protocol):
    """Whoever knows the names of things that columns refer to (`Column.refers`)."""

    def find(self, refers: str, written: Sequence[str]) -> Mapping[str, NameFound]:
        """What each written name means, by the name as written."""
