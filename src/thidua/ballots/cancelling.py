"""A ballot that does not count: cancelled with a reason, its urn unread."""

from thidua.accounts.actors import Actor, Operator
from thidua.ballots.acting import keeping
from thidua.ballots.errors import BallotError
from thidua.ballots.models import LONGEST_REASON, UNDER_WAY, Ballot, State
from thidua.ballots.writing import empty_urn

RESTORED = Operator("Khôi phục từ bản sao lưu")
RESTORED_REASON = (
    "Máy chủ được khôi phục từ bản sao lưu khi cuộc bỏ phiếu chưa kiểm xong: hòm phiếu không nằm "
    "trong bản sao lưu, phải bỏ lại."
)


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


def cancel_restored() -> int:
    """After a backup was restored: whatever was open or closed then has lost its urn and is void;
    how many there were.
    """
    found = list(Ballot.objects.filter(state__in=UNDER_WAY))
    for ballot in found:
        cancel(ballot=ballot, reason=RESTORED_REASON, actor=RESTORED)
    return len(found)
