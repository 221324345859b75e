"""Taking somebody off the list while voting is open: two holders, a reason, and only who has not
voted.
"""

from collections.abc import Sequence

from thidua.accounts.actors import Actor
from thidua.ballots.acting import keeping
from thidua.ballots.errors import BallotError
from thidua.ballots.models import LONGEST_REASON, Ballot, State, Turnout, Voter
from thidua.ballots.unlocking import urn_key


def strike(
    *, ballot: Ballot, voter: Voter, codes: Sequence[str], reason: str, actor: Actor
) -> None:
    """Take a voter off the list; called are one less. Where there is an urn, by two codes.

    Raises BallotError (has voted, no reason, not open), WrongCodesError, PermissionDenied."""
    if not reason.strip():
        raise BallotError.saying("reason")
    with keeping(ballot, actor, "ballots.strike", {State.OPEN}):
        pass  # who may not, or comes too late, costs no try
    now = Ballot.objects.get(pk=ballot.pk)
    if now.has_urn:
        urn_key(now, codes)
    with keeping(ballot, actor, "ballots.strike", {State.OPEN}) as held:
        mine = Voter.objects.get(pk=voter.pk, ballot=held.ballot)
        if Turnout.objects.filter(voter=mine).exists():
            raise BallotError.saying("has_voted", name=mine.name)
        mine.struck = reason.strip()[:LONGEST_REASON]
        mine.save()
