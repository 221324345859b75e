"""What the year's procedure says of opinions: whose count, in which order; who gives grades."""

from collections.abc import Mapping

from thidua.campaigns.models import Campaign
from thidua.vocabulary import OpinionKind, SubjectType

_COUNTS: Mapping[SubjectType, tuple[OpinionKind, ...]] = {
    SubjectType.MEMBER: (OpinionKind.CELL_COMMITTEE,),
    SubjectType.ORGANISATION: (
        OpinionKind.SUPERIOR_BODY,
        OpinionKind.SUPERIOR,
        OpinionKind.COMMITTEE,
    ),
    SubjectType.COLLECTIVE: (
        OpinionKind.SUPERIOR_BODY,
        OpinionKind.SUPERIOR,
        OpinionKind.COMMITTEE,
    ),
    SubjectType.LEADER: (OpinionKind.SUPERIOR, OpinionKind.COMMITTEE),
}
WITHOUT_GRADES = frozenset({OpinionKind.RESIDENCE})


def counting_kinds(campaign: Campaign, subject_type: SubjectType) -> tuple[OpinionKind, ...]:
    """The kinds of opinions that count for subjects of a type: the first that was given counts."""
    return _COUNTS[subject_type]


def gives_grades(kind: OpinionKind) -> bool:
    """Whether such an opinion grades criteria; else it comments."""
    return kind not in WITHOUT_GRADES
