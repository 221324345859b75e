"""The way from the rating page to what was sealed."""

from thidua.accounts.viewing import SignedIn
from thidua.rating_proofs.presenters import proof_link
from thidua.roster.models import RosterEntry
from thidua.subjects.panels import Panel


def proof_panel(request: SignedIn, entry: RosterEntry) -> Panel | None:
    """For every subject that a decision is about; asks the database nothing."""
    if entry.issued_item is None:
        return None
    return Panel("rating_proofs/part.html", {"href": proof_link("rating_proof", entry)})
