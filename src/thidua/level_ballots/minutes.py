"""What the minutes of a review meeting say of the ballots that it held."""

from collections.abc import Iterator

from thidua.ballots.minutes import told_elsewhere
from thidua.ballots.models import Ballot, State
from thidua.documents.blocks import Block
from thidua.level_ballots.matters import PURPOSE
from thidua.meetings.models import Meeting


def told_in_minutes(meeting: Meeting) -> Iterator[Block]:
    """Of each ballot on levels that was held while the meeting was under way and is sealed, the
    oldest first: the minutes are adopted when none is left.
    """
    first = meeting.sittings.order_by("number").first()
    if first is None:
        return
    rows = Ballot.objects.filter(
        campaign=meeting.campaign_id,
        organisation=meeting.organisation_id,
        purpose=PURPOSE,
        state=State.SEALED,
        sealed_at__gte=first.opened_at,
    )
    if meeting.adopted_at is not None:
        rows = rows.filter(sealed_at__lte=meeting.adopted_at)
    for ballot in rows.order_by("sealed_at", "pk"):
        yield from told_elsewhere(ballot)
