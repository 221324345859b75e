"""Addresses of what a page points to, and the way down the tree to where it stands."""

from django.urls import reverse

from thidua.accounts.actors import Scope
from thidua.organisations.names import short_name
from thidua.ratings.queries import Line
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType
from thidua.web.components import Crumb


def organisation_link(code: str) -> str:
    return reverse("organisation", kwargs={"code": code})


def rating_link(entry: RosterEntry, *, year: int) -> str:
    """The rating page of a subject; a leader's names the organisation led, for those who lead
    two.
    """
    return _of_subject("rating", entry, year)


def sheet_link(entry: RosterEntry, *, year: int) -> str:
    """The result sheet of a subject, as PDF."""
    return _of_subject("rating_sheet", entry, year)


def _of_subject(page: str, entry: RosterEntry, year: int) -> str:
    link = reverse(
        page, kwargs={"year": year, "subject_type": entry.subject_type, "code": entry.code}
    )
    return (
        f"{link}?organisation={entry.organisation.code}"
        if entry.subject_type == SubjectType.LEADER
        else link
    )


def place_of(entry: RosterEntry) -> str:
    """Where a subject stands, from below up, itself left out."""
    own = entry.organisation_id if entry.person_id is None else None
    above = [entry.organisation, entry.grassroots, entry.upper_level]
    names = {one.pk: short_name(one) for one in above if one is not None and one.pk != own}
    return " · ".join(names.values())


def crumbs_to(line: Line, *, scope: Scope, with_own: bool = False) -> list[Crumb]:
    """From the province down; organisations outside the reader's scope are named without a link."""
    steps = (*line.above, line.organisation) if with_own else line.above
    return [
        Crumb(short_name(step), organisation_link(step.code) if scope.covers(step.path) else "")
        for step in steps
    ]
