"""The minutes of a committee's meeting are sealed as they stand on paper when it ends, within the
act that ends it.
"""

from thidua.committee_meetings.models import (
    Adoption,
    Attendant,
    CommitteeMeeting,
    Move,
    SealedCommitteeMinutes,
    State,
)
from thidua.committee_meetings.paper import minutes
from thidua.language import Text
from thidua.seals.live import Part
from thidua.seals.papers import SealedPapers

KIND = "committee_minutes"
"""The kind's name in the chain, for ever; its key is the meeting's."""

_PARTS = (
    Part(
        "meeting",
        Text("thời gian, địa điểm, chủ trì", "time, place, chair"),
        CommitteeMeeting,
        "pk",
        ("venue", "chair_name", "secretary_name", "opened_at", "ended_at", "state"),
    ),
    Part(
        "attendants",
        Text("thành phần", "who was called"),
        Attendant,
        "meeting",
        ("name", "post", "present"),
    ),
    Part(
        "moves",
        Text("các lần chuyển mức", "moves"),
        Move,
        "meeting",
        (
            "number",
            "subject_type",
            "name",
            "place",
            "level_from",
            "level_to",
            "proposed_by__name",
            "votes_for",
            "votes_of",
            "reason",
            "undoes__number",
            "moved_at",
            "moved_by_name",
        ),
    ),
    Part(
        "adoptions",
        Text("kết quả thông qua", "what was adopted"),
        Adoption,
        "meeting",
        ("subject_type", "votes_for", "votes_of", "outcome", "adopted_at", "adopted_by_name"),
    ),
)
"""What stands in the rows of a meeting and changes no more; the decisions that it led to seal
themselves.
"""

_MINUTES = SealedPapers(
    KIND,
    Text("biên bản họp cấp uỷ", "minutes of a committee's meeting"),
    Text("biên bản họp cấp uỷ", "minutes of committees' meetings"),
    SealedCommitteeMinutes,
    lambda: CommitteeMeeting.objects.filter(state=State.ADOPTED, sealed=None),
    _PARTS,
)
COMMITTEE_MINUTES = _MINUTES.source()


def seal_minutes(meeting: CommitteeMeeting) -> None:
    """Seal the minutes of a meeting that has just ended: the last thing that is done there."""
    _MINUTES.seal(meeting, minutes(meeting))
