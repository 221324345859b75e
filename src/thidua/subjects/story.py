"""What rooms above this one tell in the story of a subject's year: each registers a source."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thidua.roster.models import RosterEntry
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Told:
    """One thing that happened, on its day (as pages tell days), by whom and with what more there
    is to say. `from_file`: it came in a file, and the day is that of loading.
    """

    day: dt.date
    title: str
    detail: str = ""
    from_file: bool = False


StorySource = Callable[[RosterEntry], Iterable[Told]]

STORY: Registry[StorySource] = Registry("what happened to a subject, told by rooms above")
"""Each is asked once a page, for a reader who may see the subject."""
