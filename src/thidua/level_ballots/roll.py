"""Who votes at a meeting: from its roll call."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.campaigns.cells import is_cell
from thidua.meetings.models import THERE, Meeting, Participant
from thidua.organisations.models import MembershipSpell, Person
from thidua.organisations.queries import placed_on
from thidua.vocabulary import MembershipStatus

_WITH_THE_RIGHT = (
    MembershipStatus.OFFICIAL.value,
    MembershipStatus.TEMPORARY_ELSEWHERE.value,
    MembershipStatus.EXEMPT.value,
)
"""A member on probation does not vote; one who is exempt from meetings may, if they come."""


@dataclass(frozen=True)
class Roll:
    """`voters`: on the list of the ballot; `members`: how many have the right; `present`: of them
    who is there; `without`: who is there and does not vote; `unknown`: whom nobody called over.
    """

    voters: Sequence[Person]
    members: int
    present: int
    without: Sequence[str]
    unknown: int = 0

    @property
    def absent_voters(self) -> int:
        return len(self.voters) - self.present


def roll_of(meeting: Meeting, *, absent_vote: bool = False) -> Roll:
    """The roll as it stands now, in two questions; `absent_vote`: who is absent votes, too."""
    called = list(meeting.participants.exclude(person=None).select_related("person").order_by("pk"))
    status = _status(meeting) if is_cell(meeting.organisation) else {}
    rights = [one for one in called if _has_right(one, status)]
    there = [one for one in rights if one.presence in THERE]
    on_list = rights if absent_vote else there
    without = [one.name for one in called if one.presence in THERE and not _has_right(one, status)]
    members = [one for one in rights if one.counted or one.presence in THERE]
    return Roll(
        voters=[one.person for one in on_list if one.person is not None],
        members=max(len(members), len(on_list)),
        present=len(there),
        without=without,
        unknown=sum(1 for one in called if one.counted and one.presence == "unknown"),
    )


def _status(meeting: Meeting) -> dict[int, str]:
    """How each member stands in the cell on the day of the meeting."""
    spells = MembershipSpell.objects.filter(
        placed_on(meeting.held_on), organisation=meeting.organisation_id
    )
    return dict(spells.values_list("person", "status"))


def _has_right(one: Participant, status: dict[int, str]) -> bool:
    """Of a committee everybody called; of a cell who is an official member there."""
    if one.person_id is None:
        return False
    return not status or status.get(one.person_id) in _WITH_THE_RIGHT
