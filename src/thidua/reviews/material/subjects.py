"""Whose facts count for a subject: an organisation's are those of what went into it as well."""

from thidua.organisations.models import Succession
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType

MOST_STEPS = 5
"""Mergers upon mergers that are followed back."""


def organisations_of(key: SubjectKey) -> list[int]:
    """The organisation of a body's key, and those that were merged into it (a unit that came out of
    another by a split takes that one's facts along too); none of a person's.
    """
    if key.subject_type in {SubjectType.MEMBER, SubjectType.LEADER} or key.organisation_id is None:
        return []
    found = [key.organisation_id]
    fresh = found
    for _ in range(MOST_STEPS):
        before = Succession.objects.filter(successor__in=fresh).values_list(
            "predecessor_id", flat=True
        )
        fresh = [one for one in before if one not in found]
        if not fresh:
            break
        found = [*found, *fresh]
    return found
