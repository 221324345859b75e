"""What the year's procedure says of opinions: whose count, in which order; who gives grades."""

from thidua.campaigns.models import Campaign
from thidua.procedures.reading import procedure_of
from thidua.vocabulary import OpinionKind, SubjectType

WITHOUT_GRADES = frozenset({OpinionKind.RESIDENCE})


def counting_kinds(campaign: Campaign, subject_type: SubjectType) -> tuple[OpinionKind, ...]:
    """The kinds of opinions that count for subjects of a type: the first that was given counts.

    Raises NoProcedureInForceError where no procedure is in force on the year's review date."""
    return procedure_of(campaign).counting(subject_type)


def gives_grades(kind: OpinionKind) -> bool:
    """Whether such an opinion grades criteria; else it comments."""
    return kind not in WITHOUT_GRADES
