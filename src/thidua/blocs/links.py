"""Pages of other rooms about one bloc, which its own page leads to: a room hands them in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from thidua.accounts.viewing import SignedIn
from thidua.blocs.models import Bloc
from thidua.web.registry import Registry


@dataclass(frozen=True)
class BlocLink:
    """Where it leads, and what the button says."""

    words: str
    href: str


Leads = Callable[[SignedIn, Bloc, Collection[int]], BlocLink | None]
"""For a reader, a bloc and its members by key; None: nothing for them. It asks no question."""

BLOC_LINKS: Registry[Leads] = Registry("pages about one bloc")


def links_of(request: SignedIn, bloc: Bloc, members: Collection[int]) -> list[BlocLink]:
    """What this reader is led to."""
    found = (leads(request, bloc, members) for leads in BLOC_LINKS)
    return [link for link in found if link is not None]
