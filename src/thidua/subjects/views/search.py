"""Finding organisations and members inside one's scope."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_of
from thidua.language import as_sentence
from thidua.organisations.models import Person
from thidua.organisations.queries import search, search_people
from thidua.ratings.links import organisation_link, rating_link
from thidua.roster.models import RosterEntry
from thidua.roster.queries import roster
from thidua.web.forms import first_fault
from thidua.web.queries import SearchQuery

IN_MENU, ON_PAGE = 6, 50


@dataclass(frozen=True)
class Hit:
    """Something found; without an address when it is known but not on the year's roster."""

    name: str
    code: str
    detail: str = ""
    href: str = ""


@require_GET
@signed_in
def search_page(request: SignedIn) -> HttpResponse:
    """The whole page; for the search box itself (htmx) only the first hits."""
    form = SearchQuery(request.GET)
    words, fault = form.values["q"], as_sentence(first_fault(form))
    limit = IN_MENU if request.htmx else ON_PAGE
    organisations = search(request.user, words, limit + 1)
    people = search_people(request.user, words, limit + 1)
    context = {
        "search_words": form["q"].value() if fault else words,  # what was typed stays in its box
        "fault": fault,
        "organisations": [
            Hit(own.name, own.code, str(own.get_tier_display()), organisation_link(own.code))
            for own in organisations[:limit]
        ],
        "people": _people(request, people[:limit]),
        "more": len(organisations) > limit or len(people) > limit,
        "limit": limit,
    }
    return render(
        request, "subjects/search_results.html" if request.htmx else "subjects/search.html", context
    )


def _people(request: SignedIn, people: list[Person]) -> list[Hit]:
    """Each with the cell and page of this year's roster."""
    campaign = campaign_of(request)
    if campaign is None or not people:
        return [Hit(one.full_name, one.code) for one in people]
    entries = roster(campaign=campaign, actor=request.user).filter(
        subject_type="member", person__in=people
    )
    of_person: dict[int | None, RosterEntry] = {entry.person_id: entry for entry in entries}
    return [_person(one, of_person.get(one.pk), campaign.year) for one in people]


def _person(person: Person, entry: RosterEntry | None, year: int) -> Hit:
    if entry is None:
        return Hit(person.full_name, person.code)
    return Hit(
        person.full_name, person.code, entry.organisation.name, rating_link(entry, year=year)
    )
