"""Whether enough of those called are there: asked anew each time, for people come and go."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from thidua.meetings.asked import asked_of
from thidua.meetings.models import THERE, Meeting, Participant, Presence


@dataclass(frozen=True)
class Quorum:
    """How many of those who count are there. `unknown`: nobody has noted of them yet; they are not
    taken to be there.
    """

    there: int
    counted: int
    needed: int
    unknown: int

    @property
    def holds(self) -> bool:
        return self.counted > 0 and self.there >= self.needed


def needed_of(counted: int, share: Fraction) -> int:
    """The least number that is a share of those called: two thirds of 23 are 16."""
    return -(-counted * share.numerator // share.denominator)


def quorum_among(participants: Iterable[Participant], share: Fraction) -> Quorum:
    """Of participants that were read already."""
    counted = [one for one in participants if one.counted]
    return Quorum(
        there=sum(1 for one in counted if one.presence in THERE),
        counted=len(counted),
        needed=needed_of(len(counted), share),
        unknown=sum(1 for one in counted if one.presence == Presence.UNKNOWN),
    )


def quorum_of(meeting: Meeting) -> Quorum:
    """Of a meeting now: one question, and the procedure of the year."""
    return quorum_among(meeting.participants.all(), asked_of(meeting.campaign).quorum)
