"""Where a ballot stands, as its pages ask it."""

from django.utils import timezone

from thidua.ballots.models import Ballot, State


class Stands:
    """What the pages of a ballot ask of its state."""

    ballot: Ballot

    def _is(self, state: State) -> bool:
        return self.ballot.state == state

    @property
    def is_draft(self) -> bool:
        return self._is(State.DRAFT)

    @property
    def is_frozen(self) -> bool:
        return self._is(State.FROZEN)

    @property
    def is_open(self) -> bool:
        """Whether votes are taken: an hour that is past has ended it, whoever notes that when."""
        closes = self.ballot.closes_at
        return self._is(State.OPEN) and (closes is None or closes > timezone.now())

    @property
    def is_stopped(self) -> bool:
        """No vote gets in any more, and nothing is counted yet."""
        return self._is(State.CLOSED) or (self._is(State.OPEN) and not self.is_open)

    @property
    def is_sealed(self) -> bool:
        return self._is(State.SEALED)

    @property
    def is_cancelled(self) -> bool:
        return self._is(State.CANCELLED)

    @property
    def shows_turnout(self) -> bool:
        return self.ballot.electronic and (self.is_open or self.is_stopped)
