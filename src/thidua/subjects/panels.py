"""What rooms above this one add to the rating page: each registers a panel of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thidua.accounts.viewing import SignedIn
from thidua.roster.models import RosterEntry
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Panel:
    """A template, and what it is given as `part`."""

    template: str
    context: Mapping[str, object]


PanelSource = Callable[[SignedIn, RosterEntry], Panel | None]

RATING_PANELS: Registry[PanelSource] = Registry("panels of the rating page")
"""Each is asked once a page, for a reader who may see the subject. None: nothing to show."""


def panels_of(request: SignedIn, entry: RosterEntry) -> list[Panel]:
    """The panels for this reader and subject, in the order of registration."""
    return [panel for source in RATING_PANELS if (panel := source(request, entry)) is not None]
