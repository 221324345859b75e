"""Whether enough of a committee are there, and whether enough of them voted for something.

Both by the year's procedure: `shares.quorum` of those called, `shares.majority` of those called
(a committee's resolution needs more than half of its members, not of those who came).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.models import Attendant
from thidua.meetings.quorum import needed_of
from thidua.procedures.reading import procedure_of
from thidua.rulebook.procedure_values import Share


@dataclass(frozen=True)
class House:
    """Who is there of those called, how many are needed to decide, and how many votes carry."""

    present: int
    called: int
    quorum: int
    majority: int

    @property
    def may_decide(self) -> bool:
        return self.called > 0 and self.present >= self.quorum

    def refuse_without_quorum(self) -> None:
        """Raises CommitteeMeetingError where too few are there."""
        if not self.may_decide:
            raise CommitteeMeetingError.no_quorum(self.present, self.quorum)

    def refuse_vote(self, votes: int) -> None:
        """Raises CommitteeMeetingError for a vote that cannot be or does not carry."""
        self.refuse_without_quorum()
        if votes > self.present:
            raise CommitteeMeetingError.more_votes_than_present(votes, self.present)
        if votes < self.majority:
            raise CommitteeMeetingError.no_majority(votes, self.majority, self.called)


def least(called: int, share: Share) -> int:
    """The least number of votes that carry: more than half of 15 are 8, of 14 are 8."""
    needed = needed_of(called, share.share)
    exactly = needed * share.share.denominator == called * share.share.numerator
    return needed + 1 if share.more_than and exactly else needed


def house_of(campaign: Campaign, attendants: Sequence[Attendant]) -> House:
    """Of the committee as it sits now. Raises NoProcedureInForceError."""
    called = len(attendants)
    procedure = procedure_of(campaign)
    return House(
        present=sum(one.present for one in attendants),
        called=called,
        quorum=needed_of(called, procedure.quorum),
        majority=least(called, procedure.shares["majority"]),
    )
