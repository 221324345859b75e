"""What rooms hand in to a page of a lower room: entries of the rail, tasks, panels, pages of steps.

A room registers in `AppConfig.ready()`, so that whoever adds one edits no other room (see
docs/adding-a-room.md).
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Registry(Generic[Item]):
    """Items in the order in which they were added; the same item twice stands there once."""

    def __init__(self, of: str) -> None:
        self.of = of
        self._items: list[Item] = []

    def add(self, item: Item) -> Item:
        """Hand in an item; gives it back, so that it also works as a decorator."""
        if item not in self._items:
            self._items.append(item)
        return item

    def remove(self, item: Item) -> None:
        """Take an item back: for tests that try a room of their own."""
        self._items.remove(item)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<Registry of {self.of}: {len(self)}>"
