"""The part of a member's page that leads to what may be changed of them."""

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn
from thidua.changes.permissions import MEMBERS
from thidua.roster.models import RosterEntry
from thidua.subjects.panels import Panel
from thidua.vocabulary import SubjectType


def changes_panel(request: SignedIn, entry: RosterEntry) -> Panel | None:
    """For whoever keeps the list of the cell where the member is on the roster; nobody else."""
    if entry.subject_type != SubjectType.MEMBER or entry.person_id is None:
        return None
    if not may(request.user, MEMBERS, path=entry.organisation.path):
        return None
    return Panel("changes/part.html", {"entry": entry, "cell": entry.organisation})
