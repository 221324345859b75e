"""What stands beside a level on a board: rooms above say what else was found of these subjects,
such as what a ballot came to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.roster.identity import SubjectKey, key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Beside:
    """Of one subject: the `level` (1 to 4; None: it came to none) from which nobody departs without
    a reason, in words that name it, and where more is told.
    """

    level: int | None
    text: Text
    href: str = ""


BesideSource = Callable[[Campaign, Mapping[int, SubjectKey]], Mapping[int, Beside]]

BESIDE: Registry[BesideSource] = Registry("what stands beside a level on a board")
"""Each is asked once for all subjects of a board, by entry; who is not in the answer has nothing.
Of several that know of one subject the first is shown."""


def beside_of(campaign: Campaign, keys: Mapping[int, SubjectKey]) -> dict[int, Beside]:
    """By entry what stands beside its level."""
    found: dict[int, Beside] = {}
    for source in BESIDE if keys else ():
        found = {**source(campaign, keys), **found}
    return found


def beside_entries(campaign: Campaign, entries: Iterable[RosterEntry]) -> dict[int, Beside]:
    """The same of entries at hand."""
    return beside_of(campaign, {entry.pk: key_of(entry) for entry in entries})


def beside_rows(
    campaign: Campaign, rows: Iterable[tuple[int, str, int | None, int]]
) -> dict[int, Beside]:
    """The same of rows: entry, kind, person, organisation."""
    if not len(BESIDE):
        return {}
    keys = {
        entry: key_in(SubjectType(kind), person, organisation)
        for entry, kind, person, organisation in rows
    }
    return beside_of(campaign, keys)


def key_in(kind: SubjectType, person: int | None, organisation: int) -> SubjectKey:
    """Whom a raw row is about."""
    return key_of(RosterEntry(subject_type=kind, person_id=person, organisation_id=organisation))
