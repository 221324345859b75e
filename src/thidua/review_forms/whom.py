"""Of whom papers are printed: by whole keys, never by a number alone, which a person and an
organisation may share.
"""

from collections.abc import Iterable

from thidua.organisations.models import Organisation, Person
from thidua.reviews.keys import review_key
from thidua.reviews.models import Review
from thidua.roster.identity import SubjectKey, key_of, member
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

Keys = frozenset[SubjectKey]


def keys_of(whose: Person | Organisation) -> Keys:
    """Somebody as a member; an organisation as itself and as its collective."""
    if isinstance(whose, Person):
        return frozenset({member(whose.pk)})
    return _bodies(whose.pk)


def keys_met_over(subjects: Iterable[SubjectKey]) -> Keys:
    """Whom a meeting deals with. Where it is a collective or an organisation, both have papers: one
    report, and a slip each.
    """
    found: set[SubjectKey] = set()
    for key in subjects:
        unit = key.organisation_id if key.person_id is None else None
        found |= {key} if unit is None else _bodies(unit)
    return frozenset(found)


def reviews_of(reviews: Iterable[Review], only: Keys | None) -> list[Review]:
    """Those of these subjects; None: all. A leader's review is the person's one."""
    if only is None:
        return list(reviews)
    wanted = {review_key(key) for key in only}
    return [one for one in reviews if one.key in wanted]


def entries_of_keys(entries: Iterable[RosterEntry], only: Keys | None) -> list[RosterEntry]:
    """The same of the rows of the year's list."""
    return [one for one in entries if only is None or key_of(one) in only]


def _bodies(unit: int) -> Keys:
    return frozenset(
        SubjectKey(kind, organisation_id=unit)
        for kind in (SubjectType.ORGANISATION, SubjectType.COLLECTIVE)
    )
