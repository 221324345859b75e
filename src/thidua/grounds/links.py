"""Addresses of what a rating rests on, and of what it leads to."""

from django.urls import reverse

from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


def fact_link(entry: RosterEntry, fact: str, *, year: int) -> str:
    """The page of what one fact of a subject rests on; a leader's names the organisation led."""
    link = reverse(
        "fact_from_work",
        kwargs={
            "year": year,
            "subject_type": entry.subject_type,
            "code": entry.code,
            "fact": fact,
        },
    )
    led = entry.subject_type == SubjectType.LEADER
    return f"{link}?organisation={entry.organisation.code}" if led else link


def differences_link(unit: Organisation, *, year: int) -> str:
    return reverse("fact_differences", kwargs={"year": year, "code": unit.code})
