"""Whose review it is: each person writes one, whatever they lead; each organisation has one, of its
collective.
"""

from thidua.organisations.models import Organisation, Person
from thidua.roster.identity import SubjectKey, member
from thidua.vocabulary import SubjectType


def review_key(key: SubjectKey) -> SubjectKey:
    """Under which key the review stands of whoever is rated: of a leader it is the person's one
    form 02, of an organisation its collective's form 01.
    """
    if key.person_id is not None:
        return member(key.person_id)
    return SubjectKey(SubjectType.COLLECTIVE, organisation_id=key.organisation_id)


def key_of_person(person: Person) -> SubjectKey:
    return member(person.pk)


def key_of_unit(unit: Organisation) -> SubjectKey:
    """The collective of an organisation."""
    return SubjectKey(SubjectType.COLLECTIVE, organisation_id=unit.pk)


def code_of(key: SubjectKey) -> str:
    """Whose it is, for the history: a code names nobody."""
    if key.person_id is not None:
        return Person.objects.values_list("code", flat=True).get(pk=key.person_id)
    return _unit(key).code


def place_of(key: SubjectKey) -> Person | Organisation:
    """Whoever or whatever a key is about."""
    if key.person_id is not None:
        return Person.objects.get(pk=key.person_id)
    return _unit(key)


def _unit(key: SubjectKey) -> Organisation:
    return Organisation.objects.get(pk=key.organisation_id or 0)
