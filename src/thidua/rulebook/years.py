"""What was held in several years: years running at a level, and the years of an organisation that
came out of others.
"""

from collections.abc import Collection, Hashable, Mapping
from typing import Any, TypeVar

from thidua.vocabulary import Held, Label, Level


def consecutive_years(
    levels: Mapping[int, Held | None],
    year: int,
    *,
    level: Level = Level.OUTSTANDING,
    enough: int = 5,
    labels: Collection[Label] = (),
) -> int | None:
    """How many years running, up to and including `year`, a level was held; counted up to `enough`.

    `labels`: those of 2017 and earlier that count like the level; any other label ends the run.
    None when it cannot be told: a year before `enough` were counted is unknown (absent or None).
    """
    for counted in range(enough):
        held = levels.get(year - counted)
        if held is None:
            return None
        if not counts_as(held, level, labels):
            return counted
    return enough


def counts_as(held: Held, level: Level, labels: Collection[Label]) -> bool:
    """Whether what was held in a year is the level or better, or one of the labels that count."""
    return held in labels if isinstance(held, Label) else held.code >= level.code


Subject = TypeVar("Subject", bound=Hashable)
"""Whatever tells organisations apart: their codes, their ids."""


def levels_over_reorganisations(
    subject: Subject,
    levels: Mapping[Subject, Mapping[int, Held | None]],
    predecessors: Mapping[Subject, tuple[Subject, ...]],
) -> dict[int, Held | None]:
    """A subject's levels by year; a year before it existed counts as the lowest of its
    predecessors' levels.

    A year that a subject has no entry for is one before it existed; an entry None is a level that
    is not known, and makes the lowest unknown as well, unless another predecessor is already at the
    lowest level there is."""
    years = {year for history in levels.values() for year in history}
    found = {year: _level_in(year, subject, levels, predecessors, frozenset()) for year in years}
    return {year: held for year, held in sorted(found.items()) if held is not _NEVER}


_NEVER: Any = object()


def _level_in(
    year: int,
    subject: Subject,
    levels: Mapping[Subject, Mapping[int, Held | None]],
    predecessors: Mapping[Subject, tuple[Subject, ...]],
    seen: frozenset[Subject],
) -> Held | None:
    own = levels.get(subject, {})
    if year in own or subject in seen:
        return own.get(year, _NEVER)
    earlier = predecessors.get(subject, ()) if not own or year < min(own) else ()
    held = [_level_in(year, before, levels, predecessors, seen | {subject}) for before in earlier]
    if not held or _NEVER in held:
        return None if held and any(level is not _NEVER for level in held) else _NEVER
    known = [level for level in held if level is not None]
    lowest = min(known, key=lambda level: level.code, default=None)
    settled = lowest is Level.NOT_COMPLETED or (isinstance(lowest, Label) and lowest.worst)
    return lowest if len(known) == len(held) or settled else None
