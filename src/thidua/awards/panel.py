"""The part of the rating page that says what the subject is given this year, or why not."""

from typing import Any

from django.db.models import Subquery

from thidua.accounts.viewing import SignedIn
from thidua.awards.listing import row_of
from thidua.awards.queries import awards_of
from thidua.frameworks.binding import book_of, loaded_book
from thidua.roster.models import RosterEntry
from thidua.subjects.panels import Panel


def found_once(entry: RosterEntry) -> list[Any]:
    """The subject's awards of the year, each with `book` (the text of the awards in force); asked
    once a page, and kept with the entry.
    """
    kept: list[Any] | None = getattr(entry, "awards_found", None)
    if kept is None:
        asked = awards_of(entry).select_related("authority").annotate(book=Subquery(loaded_book()))
        kept = list(asked)
        for award in kept:
            award.person, award.organisation = entry.person, entry.organisation
        entry.awards_found = kept  # type: ignore[attr-defined]
    return kept


def awards_panel(request: SignedIn, entry: RosterEntry) -> Panel | None:
    found = found_once(entry)
    if not found:
        return None
    book, year = book_of(found[0].book), entry.campaign.year
    return Panel(
        "awards/part.html", {"rows": [row_of(award, entry, book, year=year) for award in found]}
    )
