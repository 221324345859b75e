"""Finding whose rating is meant by the words of a command."""

from thidua.campaigns.models import Campaign
from thidua.rating_proofs.errors import ProofError
from thidua.roster.models import RosterEntry


def subject_called(
    campaign: Campaign, code: str, *, kind: str = "", leads: str = ""
) -> RosterEntry:
    """The one subject of the year with this code, of this type, leading the organisation of that
    code where they are given. Raises ProofError for none and for several.
    """
    found = campaign.roster.filter(code=code).select_related("organisation", "campaign")
    if kind:
        found = found.filter(subject_type=kind)
    if leads:
        found = found.filter(organisation__code=leads)
    entries = list(found.order_by("subject_type", "organisation__code"))
    if not entries:
        raise ProofError.unknown_code(code, campaign.year)
    if len(entries) > 1:
        named = ", ".join(f"{one.subject_type} ({one.organisation.code})" for one in entries)
        raise ProofError.several(code, named)
    return entries[0]
