"""Finding people, organisations, decisions and pages inside one's scope."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.language import as_sentence
from thidua.subjects.found import results
from thidua.web.forms import first_fault
from thidua.web.queries import SearchQuery

IN_MENU, ON_PAGE = 6, 50


@require_GET
@signed_in
def search_page(request: SignedIn) -> HttpResponse:
    """The whole page; for the search box itself (htmx) only the first hits."""
    form = SearchQuery(request.GET)
    words, fault = form.values["q"], as_sentence(first_fault(form))
    limit = IN_MENU if request.htmx else ON_PAGE
    context = {
        "search_words": form["q"].value() if fault else words,  # what was typed stays in its box
        "fault": fault,
        "found": results(request, words, limit=limit),
        "limit": limit,
    }
    page = "subjects/search_results.html" if request.htmx else "subjects/search.html"
    return render(request, page, context)
