"""The minutes of a committee's meeting are sealed as they stand on paper when it ends, within the
act that ends it.
"""

from thidua.committee_meetings.models import CommitteeMeeting, SealedCommitteeMinutes, State
from thidua.committee_meetings.paper import minutes
from thidua.language import Text
from thidua.seals.papers import paper_kind, seal_paper

KIND = "committee_minutes"
"""The kind's name in the chain, for ever; its key is the meeting's."""


def seal_minutes(meeting: CommitteeMeeting) -> None:
    """Seal the minutes of a meeting that has just ended: the last thing that is done there."""
    seal_paper(KIND, SealedCommitteeMinutes, meeting, minutes(meeting))


COMMITTEE_MINUTES = paper_kind(
    KIND,
    Text("biên bản họp cấp uỷ", "minutes of a committee's meeting"),
    Text("biên bản họp cấp uỷ", "minutes of committees' meetings"),
    SealedCommitteeMinutes,
    lambda: CommitteeMeeting.objects.filter(state=State.ADOPTED, sealed=None),
)
