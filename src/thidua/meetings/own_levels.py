"""The level that somebody proposes for themself, shown beside their name; the room that holds such
levels hands its reading in.
"""

from collections.abc import Callable

from thidua.campaigns.models import Campaign
from thidua.roster.identity import SubjectKey
from thidua.web.registry import Registry

OWN_LEVELS: Registry[Callable[[Campaign, SubjectKey], str]] = Registry("levels of one's own")
"""In the reader's words; "": none was proposed."""


def own_level(campaign: Campaign, key: SubjectKey) -> str:
    """The first that says something."""
    return next((said for read in OWN_LEVELS if (said := read(campaign, key))), "")
