"""Voting stops: at the holders' word, or at the hour. A transaction of its own, so that nothing can
get into the urn once counting has begun, even where counting was cut off.
"""

from collections.abc import Sequence

from thidua.accounts.actors import Actor, Operator
from thidua.ballots.acting import database_now, keeping, locked
from thidua.ballots.models import Ballot, State
from thidua.ballots.unlocking import urn_key
from thidua.history.tracking import recording

THE_HOUR = Operator("Đến giờ đóng")
"""Who closes a ballot at its hour, as the history names it."""


def close(*, ballot: Ballot, codes: Sequence[str], actor: Actor) -> Ballot:
    """Close a ballot before its hour; two codes are checked where there is an urn.

    Raises WrongCodesError, BallotError (not open), PermissionDenied."""
    with keeping(ballot, actor, "ballots.close", {State.OPEN}):
        pass  # who may not, or comes too late, costs no try
    now = Ballot.objects.get(pk=ballot.pk)
    if now.has_urn:
        urn_key(now, codes)
    with keeping(ballot, actor, "ballots.close", {State.OPEN}) as held:
        return _closed(held.ballot)


def close_due() -> int:
    """Close every ballot whose hour has come, each by itself; how many there were."""
    due = Ballot.objects.filter(state=State.OPEN, closes_at__lte=database_now())
    return sum(_close_at_the_hour(ballot) for ballot in due)


def _close_at_the_hour(ballot: Ballot) -> bool:
    with locked(ballot.pk) as held:
        if held.state != State.OPEN:
            return False
        with recording(
            act="ballots.close",
            actor=THE_HOUR,
            subject=held.organisation.code,
            year=held.campaign.year,
        ):
            _closed(held)
    return True


def _closed(ballot: Ballot) -> Ballot:
    ballot.state, ballot.closed_at = State.CLOSED, database_now()
    ballot.save()
    return ballot
