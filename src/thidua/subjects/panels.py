"""What rooms above this one add to the rating page: each registers a part of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thidua.accounts.viewing import SignedIn
from thidua.roster.models import RosterEntry


@dataclass(frozen=True)
class Part:
    """A template, and what it is given as `part`."""

    template: str
    context: Mapping[str, object]


Source = Callable[[SignedIn, RosterEntry], Part | None]

_sources: list[Source] = []


def rating_part(source: Source) -> Source:
    """Register a room's part; it is asked once a page, for a reader who may see the subject. None:
    nothing to show.
    """
    if source not in _sources:
        _sources.append(source)
    return source


def parts_of(request: SignedIn, entry: RosterEntry) -> list[Part]:
    """The parts for this reader and subject, in the order of registration."""
    return [part for source in _sources if (part := source(request, entry)) is not None]
