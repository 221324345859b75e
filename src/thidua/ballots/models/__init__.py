"""The tables of this room; docs/flows/ballots.md says why each is as it is."""

from thidua.ballots.models.called import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_REF,
    LONGEST_TITLE,
    OVER,
    UNDER_WAY,
    Ballot,
    Candidate,
    State,
    Voter,
)
from thidua.ballots.models.counted import OpenVote, PaperEntry, Receipt, Recount, Vote
from thidua.ballots.models.urn import (
    LEFT_OUT_OF_BACKUPS,
    CodeTries,
    KeyBox,
    KeyHolder,
    Turnout,
    UrnEnvelope,
)

__all__ = [
    "LEFT_OUT_OF_BACKUPS",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_REF",
    "LONGEST_TITLE",
    "OVER",
    "UNDER_WAY",
    "Ballot",
    "Candidate",
    "CodeTries",
    "KeyBox",
    "KeyHolder",
    "OpenVote",
    "PaperEntry",
    "Receipt",
    "Recount",
    "State",
    "Turnout",
    "UrnEnvelope",
    "Vote",
    "Voter",
]
