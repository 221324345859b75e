"""Who is rated, by what stays the same when the list is made anew: not by the row of the list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from thidua.campaigns.models import Campaign
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class SubjectKey:
    """A member by the person; an organisation or its leadership by the organisation; a leader by
    both. Raises ValueError for what is none of these.
    """

    subject_type: SubjectType
    person_id: int | None = None
    organisation_id: int | None = None

    def __post_init__(self) -> None:
        has = (self.person_id is not None, self.organisation_id is not None)
        if has != _HAS[self.subject_type]:
            raise ValueError(f"{self.subject_type} with person {has[0]} and organisation {has[1]}")


_HAS = {
    SubjectType.MEMBER: (True, False),
    SubjectType.ORGANISATION: (False, True),
    SubjectType.COLLECTIVE: (False, True),
    SubjectType.LEADER: (True, True),
}


def identified_by(kind: SubjectType) -> tuple[bool, bool]:
    """Whether a subject of this type is told by the person, and by the organisation."""
    return _HAS[kind]


def member(person_id: int) -> SubjectKey:
    """The key of a member."""
    return SubjectKey(SubjectType.MEMBER, person_id=person_id)


def key_of(entry: RosterEntry) -> SubjectKey:
    """Whom a row of the year's list is about."""
    kind = SubjectType(entry.subject_type)
    person, organisation = _HAS[kind]
    return SubjectKey(
        kind,
        entry.person_id if person else None,
        entry.organisation_id if organisation else None,
    )


def entry_of(campaign: Campaign, key: SubjectKey) -> RosterEntry | None:
    """The row of a year's list; None: not on it, or there is no list yet."""
    return entries_of(campaign, [key]).get(key)


def entries_of(
    campaign: Campaign, keys: Collection[SubjectKey]
) -> Mapping[SubjectKey, RosterEntry]:
    """The rows of several, in one question; who is not on the list is left out."""
    if not keys:
        return {}
    people = {key.person_id for key in keys if key.person_id is not None}
    units = {key.organisation_id for key in keys if key.organisation_id is not None}
    rows = RosterEntry.objects.filter(
        Q(person__in=people) | Q(person=None, organisation__in=units),
        campaign=campaign,
        subject_type__in={key.subject_type.value for key in keys},
    ).select_related("organisation", "person")
    found = {key_of(row): row for row in rows}
    return {key: found[key] for key in keys if key in found}
