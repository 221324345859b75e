"""Adopted minutes are sealed as they stand on paper, within the act that adopts them."""

from thidua.language import Text
from thidua.meetings.models import Meeting, SealedMinutes, State
from thidua.meetings.paper import minutes
from thidua.seals.papers import paper_kind, seal_paper

KIND = "minutes"
"""The kind's name in the chain, for ever; its key is the meeting's."""


def seal_minutes(meeting: Meeting) -> None:
    """Seal the minutes of a meeting that was just adopted: the last thing that is done there."""
    seal_paper(KIND, SealedMinutes, meeting, minutes(meeting))


MINUTES = paper_kind(
    KIND,
    Text("biên bản họp kiểm điểm", "minutes of a review meeting"),
    Text("biên bản họp kiểm điểm", "minutes of review meetings"),
    SealedMinutes,
    lambda: Meeting.objects.filter(state=State.CLOSED, sealed=None),
)
