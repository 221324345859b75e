"""How many members of a part of the tree have come how far with what they write of a year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, Q

from thidua.campaigns.cells import OWING, spells_in
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under


@dataclass(frozen=True)
class Counts:
    """How many members are asked to write, and in which state theirs stands."""

    not_begun: int = 0
    drafting: int = 0
    sent: int = 0
    returned: int = 0
    accepted: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = vars(self), vars(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})

    @property
    def asked(self) -> int:
        return sum(vars(self).values())

    @classmethod
    def of(cls, states: Iterable[str | None]) -> "Counts":
        """Of the stored words of states; "" or None: not begun."""
        counted = Counter(_NAMES.get(state or "", "not_begun") for state in states)
        return cls(**counted)


_NAMES = {"draft": "drafting", "sent": "sent", "returned": "returned", "accepted": "accepted"}


def counted_below(
    campaign: Campaign, unit: Organisation, written: str, *, begun: Q | None = None
) -> dict[str, Counts]:
    """Of each cell under a unit, by its path. `written`: what the rows of a person are called that
    are counted (a submission of theirs, with its campaign and status); `begun`: which of them, by
    names from the person on (None: all). One question to the database.
    """
    asked = spells_in(campaign).filter(
        under([unit.path], organisation="organisation"), status__in=OWING
    )
    this_year = Q(**{f"person__{written}__campaign": campaign})
    counted = (
        asked.annotate(
            theirs=FilteredRelation(
                f"person__{written}", condition=this_year & begun if begun else this_year
            ),
            state=F("theirs__status"),
        )
        .order_by()
        .values_list("organisation__path", "state")
        .annotate(number=Count("pk"))
    )
    found: dict[str, Counts] = {}
    for path, state, number in counted:
        name = _NAMES.get(state or "", "not_begun")
        found[path] = found.get(path, Counts()) + Counts(**{name: number})
    return found


def summed(counted: dict[str, Counts], path: str) -> Counts:
    """All of what stands at a path or under it."""
    return sum((n for cell, n in counted.items() if cell.startswith(path)), Counts())
