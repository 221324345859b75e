"""Where a board leads besides its own pages: rooms above hand in a link, where they have one."""

from collections.abc import Callable

from thidua.boards.definition import Board
from thidua.web.components import Link
from thidua.web.registry import Registry

WAYS: Registry[Callable[[Board], Link | None]] = Registry("ways from a board")


def ways_from(board: Board) -> list[Link]:
    """The links of the rooms above, for whoever reads this board."""
    return [link for way in WAYS if (link := way(board)) is not None]
