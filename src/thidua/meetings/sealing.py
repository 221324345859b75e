"""Adopted minutes are sealed as they stand on paper, within the act that adopts them."""

from thidua.language import Text
from thidua.meetings.models import (
    Item,
    Meeting,
    Participant,
    RollCall,
    SealedMinutes,
    Sitting,
    Speech,
    State,
)
from thidua.meetings.paper import minutes
from thidua.seals.live import Part
from thidua.seals.papers import SealedPapers

KIND = "minutes"
"""The kind's name in the chain, for ever; its key is the meeting's."""

_PARTS = (
    Part(
        "meeting",
        Text("thời gian, địa điểm, chủ trì", "time, place, chair"),
        Meeting,
        "pk",
        (
            "held_on",
            "starts_at",
            "venue",
            "chair_name",
            "chair_instead_of",
            "chair_reason",
            "secretary_name",
            "draft_sent_on",
            "draft_reason",
            "order_reason",
            "adopted_at",
            "state",
        ),
    ),
    Part(
        "sittings",
        Text("phiên họp", "sittings"),
        Sitting,
        "meeting",
        ("number", "opened_at", "ended_at", "ended_because", "chair_name"),
    ),
    Part(
        "calls",
        Text("điểm danh", "roll calls"),
        RollCall,
        "sitting__meeting",
        ("sitting__number", "taken_at", "there", "counted", "needed", "absent"),
    ),
    Part(
        "participants",
        Text("thành phần", "who was called"),
        Participant,
        "meeting",
        ("name", "post", "counted", "presence", "reason", "since"),
    ),
    Part(
        "items",
        Text("kết luận về từng trường hợp", "conclusions"),
        Item,
        "meeting",
        (
            "position",
            "kind",
            "subject_type",
            "name",
            "state",
            "concluded",
            "concluded_by_name",
            "put_off_because",
        ),
    ),
    Part(
        "speeches",
        Text("ý kiến phát biểu", "what was said"),
        Speech,
        "item__meeting",
        ("item__position", "kind", "speaker__name", "as_one", "text"),
    ),
)
"""What stands in the rows of a meeting and changes no more. What other rooms have of it (ballots,
remedies) they keep by rules of their own; whose meeting it is passes on when units merge.
"""

_MINUTES = SealedPapers(
    KIND,
    Text("biên bản họp kiểm điểm", "minutes of a review meeting"),
    Text("biên bản họp kiểm điểm", "minutes of review meetings"),
    SealedMinutes,
    lambda: Meeting.objects.filter(state=State.CLOSED, sealed=None),
    _PARTS,
)
MINUTES = _MINUTES.source()


def seal_minutes(meeting: Meeting) -> None:
    """Seal the minutes of a meeting that was just adopted: the last thing that is done there."""
    _MINUTES.seal(meeting, minutes(meeting))
