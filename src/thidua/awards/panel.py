"""The part of the rating page that says what the subject is given this year, or why not."""

from django.db.models import Subquery

from thidua.accounts.viewing import SignedIn
from thidua.awards.listing import row_of
from thidua.awards.queries import awards_of
from thidua.frameworks.binding import book_of, loaded_book
from thidua.roster.models import RosterEntry
from thidua.subjects.panels import Panel


def awards_panel(request: SignedIn, entry: RosterEntry) -> Panel | None:
    found = list(
        awards_of(entry).select_related("authority").annotate(book=Subquery(loaded_book()))
    )
    if not found:
        return None
    book, year = book_of(found[0].book), entry.campaign.year
    for award in found:
        award.person, award.organisation = entry.person, entry.organisation
    return Panel(
        "awards/part.html", {"rows": [row_of(award, entry, book, year=year) for award in found]}
    )
