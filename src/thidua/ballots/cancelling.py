"""A ballot that does not count: cancelled with a reason, its urn unread."""

from thidua.accounts.actors import Actor
from thidua.ballots.acting import keeping
from thidua.ballots.errors import BallotError
from thidua.ballots.models import LONGEST_REASON, Ballot, State
from thidua.ballots.writing import empty_urn


def cancel(*, ballot: Ballot, reason: str, actor: Actor) -> Ballot:
    """Cancel a ballot that is not sealed; envelopes, boxes and keys go unread. Raises BallotError
    (no reason, sealed or cancelled already), PermissionDenied.
    """
    before = {State.DRAFT, State.FROZEN, State.OPEN, State.CLOSED}
    with keeping(ballot, actor, "ballots.cancel", before) as held:
        if not reason.strip():
            raise BallotError.saying("reason")
        mine = held.ballot
        empty_urn(mine)
        mine.cancelled_because = reason.strip()[:LONGEST_REASON]
        mine.state = State.CANCELLED
        mine.save()
        return mine
