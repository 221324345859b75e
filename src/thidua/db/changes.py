"""Whether something worked out a moment ago still holds: asked of the database itself, without
clocks and locks.

Every transaction that changes what pages and figures tell leaves its number and the parts it
touched in `Change` (triggers, so nobody can forget). What is kept remembers the database's own
snapshot of the moment before it was made. It is stale exactly when some change that the present
look can see could not be seen by that snapshot. A change numbered early and committed late is
therefore never missed: see docs/decisions/020."""

from collections.abc import Iterable, Sequence

Parts = Sequence[int] | None
"""The parts whose change matters; None: any."""

EVERYTHING, EARLIER, ON_PAGES = 0, -1, -2
"""Parts that are no body: whatever stands at levels, levels of earlier years handed in, what pages
only tell.
"""

# Longer than any transaction: a mark this old tells nobody anything new.
MARKS_KEPT = "3 hours"


def parts_under(paths: Iterable[str]) -> Parts:
    """The parts whose change shows below these paths of the tree: those of the upper-level bodies
    they lead through.

    None, any part, where a path holds the whole province.
    """
    bodies = bodies_under(paths)
    return None if bodies is None else (EVERYTHING, EARLIER, ON_PAGES, *bodies)


def bodies_under(paths: Iterable[str]) -> tuple[int, ...] | None:
    """The upper-level bodies that these paths of the tree lead through; None where one holds the
    whole province.
    """
    steps = [path.strip("/").split("/") for path in paths]
    if any(len(step) < 2 for step in steps):
        return None
    return tuple(sorted({int(step[1]) for step in steps}))
