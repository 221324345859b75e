"""The closed words of the field, each said once: how it is stored, counted, named and shown.

No Django and no other room: rules, frames, sheets, models, pages and the API use the same classes.
"""

from thidua.vocabulary.authorities import StateAuthority
from thidua.vocabulary.counts import LevelCounts
from thidua.vocabulary.decisions import DecisionStatus
from thidua.vocabulary.labels import LAST_YEAR_OF_LABELS, Label
from thidua.vocabulary.levels import (
    BEST_FIRST,
    NOT_APPLICABLE,
    SCALE,
    Grade,
    Held,
    Level,
    NoLevel,
    ShownLevel,
    held_at,
    shown_level,
)
from thidua.vocabulary.opinions import OpinionKind
from thidua.vocabulary.organisations import Body, Sector, SuccessionKind, Tier
from thidua.vocabulary.outcomes import Outcome
from thidua.vocabulary.people import (
    Activity,
    Discipline,
    MembershipEnd,
    MembershipStatus,
    PositionRole,
    Sex,
    Standing,
    standing_of,
)
from thidua.vocabulary.reached import Reached
from thidua.vocabulary.replies import YesNo
from thidua.vocabulary.reviews import NotReviewed, RosterState
from thidua.vocabulary.spellings import Spellings
from thidua.vocabulary.subjects import SubjectType
from thidua.vocabulary.words import UnknownWordError, Word

__all__ = [
    "BEST_FIRST",
    "LAST_YEAR_OF_LABELS",
    "NOT_APPLICABLE",
    "SCALE",
    "Activity",
    "Body",
    "DecisionStatus",
    "Discipline",
    "Grade",
    "Held",
    "Label",
    "Level",
    "LevelCounts",
    "MembershipEnd",
    "MembershipStatus",
    "NoLevel",
    "NotReviewed",
    "OpinionKind",
    "Outcome",
    "PositionRole",
    "Reached",
    "RosterState",
    "Sector",
    "Sex",
    "ShownLevel",
    "Spellings",
    "Standing",
    "StateAuthority",
    "SubjectType",
    "SuccessionKind",
    "Tier",
    "UnknownWordError",
    "Word",
    "YesNo",
    "held_at",
    "shown_level",
    "standing_of",
]
