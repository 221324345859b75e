"""Reminding those who have not voted. That somebody has is known in the room; how, to nobody."""

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.ballots.acting import keeping
from thidua.ballots.errors import BallotError
from thidua.ballots.models import Ballot, State
from thidua.ballots.telling import tell_waiting


def remind(*, ballot: Ballot, actor: Actor) -> int:
    """Tell whoever has not voted, at most once an hour each; how many they are. Raises BallotError
    (not open, not on devices), PermissionDenied.
    """
    with keeping(ballot, actor, "ballots.remind", {State.OPEN}) as held:
        mine = held.ballot
        if not mine.electronic:
            raise BallotError.saying("not_secret")
        waiting = mine.voters.filter(struck="", turnout=None)
        people = list(waiting.values_list("person", flat=True))
        tell_waiting(mine, people, f"{timezone.now():%Y%m%d%H}", held.authority)
    return len(people)
