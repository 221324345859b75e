"""The tables of review meetings: of those who come together, and of what is said there."""

from thidua.meetings.models.gathering import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_SPEECH,
    LONGEST_VENUE,
    THERE,
    Meeting,
    Participant,
    Presence,
    RollCall,
    Sitting,
    State,
)
from thidua.meetings.models.said import (
    ABOUT,
    AsOne,
    CorrectionAsk,
    Item,
    ItemState,
    Kind,
    Speech,
    SpeechKind,
)
from thidua.meetings.models.sealed import SealedMinutes

__all__ = [
    "ABOUT",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_SPEECH",
    "LONGEST_VENUE",
    "THERE",
    "AsOne",
    "CorrectionAsk",
    "Item",
    "ItemState",
    "Kind",
    "Meeting",
    "Participant",
    "Presence",
    "RollCall",
    "SealedMinutes",
    "Sitting",
    "Speech",
    "SpeechKind",
    "State",
]
