"""The three levels of a subject as papers print them: reached, proposed, decided."""

from dataclasses import dataclass

from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level


@dataclass(frozen=True)
class Levels:
    """None: not known, or not yet. `lowest`: where the reached level is open, what is sure."""

    reached: Level | None = None
    proposed: Level | None = None
    decided: Level | None = None


def levels_of(entry: RosterEntry | None) -> Levels:
    """Of somebody on the year's list, read with its rating, proposal and decision."""
    if entry is None:
        return Levels()
    rating, proposal = getattr(entry, "rating", None), getattr(entry, "proposal", None)
    item = entry.issued_item
    reached = rating.low if rating is not None and rating.low == rating.high else None
    return Levels(
        Level.from_code(reached) if reached else None,
        Level(proposal.proposed) if proposal is not None and proposal.proposed else None,
        Level(item.level) if item is not None and item.level else None,
    )


def level_words(level: Level | None) -> str:
    """A level as papers write it; "": none."""
    return level.title.vi if level else ""
