"""What they said that they would do."""

from thidua.campaigns.models import Campaign
from thidua.commitments.queries import commitment_of
from thidua.organisations.models import Person
from thidua.own_file.schema import Commitment, Promise


def commitment_told(campaign: Campaign, person: Person) -> Commitment | None:
    """The commitment of the year; None: not begun."""
    found = commitment_of(campaign, person)
    if found is None:
        return None
    return Commitment(
        status=found.status,
        cell=found.cell.name,
        sent_at=found.sent_at,
        typed_by=str(found.typed_by) if found.typed_by_id else "",
        late_reason=found.late_reason,
        returned_because=found.reason,
        items=tuple(
            Promise(text=one.text, until=one.until, checked_by=one.checked_by, done=one.done)
            for one in found.items.all()
        ),
    )
