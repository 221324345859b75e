"""What rooms above this one add to the rating page and the first page: each registers a panel of
its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.roster.models import RosterEntry
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Panel:
    """A template, and what it is given as `part`."""

    template: str
    context: Mapping[str, object]


PanelSource = Callable[[SignedIn, RosterEntry], Panel | None]

HomeSource = Callable[[SignedIn, Campaign], Panel | None]

HOME_PANELS: Registry[HomeSource] = Registry("panels of the first page")
"""What stands below the list of tasks: how far the year is, what changed. Each is asked once; None:
not for this reader. Nothing is counted here that was not counted beforehand.
"""

RATING_PANELS: Registry[PanelSource] = Registry("panels of the rating page")
"""Each is asked once a page, for a reader who may see the subject. None: nothing to show."""


WAYS_TO_OBJECT: Registry[Callable[[SignedIn, RosterEntry], str]] = Registry("ways to object")
"""Where this reader objects to a decided level ("": they do not), with a query to which the failed
condition is added by its id.
"""


def way_to_object(request: SignedIn, entry: RosterEntry) -> str:
    """The first way that a room offers."""
    return next((way for source in WAYS_TO_OBJECT if (way := source(request, entry))), "")


def panels_of_home(request: SignedIn, campaign: Campaign) -> list[Panel]:
    """The panels of the first page for this reader, in the order of registration."""
    found = (source(request, campaign) for source in HOME_PANELS)
    return [panel for panel in found if panel is not None]


def panels_of(request: SignedIn, entry: RosterEntry) -> list[Panel]:
    """The panels for this reader and subject, in the order of registration."""
    return [panel for source in RATING_PANELS if (panel := source(request, entry)) is not None]
