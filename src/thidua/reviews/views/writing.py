"""Writing a review, heading by heading: saved by its buttons, by the page's script, or by what was
kept in the browser until the line was back.
"""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.reviews.forms_shown import first_to_write
from thidua.reviews.writing_acts import Done, perform
from thidua.reviews.writing_forms import FactsQuery, SectionForm
from thidua.reviews.writing_page import WritingPage, writing_page
from thidua.reviews.writing_reading import Draft, draft_for, is_open
from thidua.reviews.writing_words import section_address
from thidua.web.queries import act_sent

KEPT = "X-Kept-Section"
"""The header of what the page's script sends: it is answered in JSON."""
_PARTS = {"rw-headings": "headings", "rw-bar": "left", "rw-chips": "chips"}


@require_GET
@signed_in
def write_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """The first heading that wants words."""
    draft = _draft_or_404(request, year, pk)
    return redirect(section_address(draft.review, first_to_write(draft.review, draft.texts)))


@require_http_methods(["GET", "POST"])
@signed_in
def section_page(request: SignedIn, year: int, pk: int, heading: str) -> HttpResponse:
    """One heading of a review; one that was sent is read, not written."""
    page = _page_or_404(request, year, pk, heading)
    if request.method == "GET":
        if not is_open(page.review):
            return redirect(page.address_read)
        return render(request, "reviews/writing/page.html", {"page": page})
    form = SectionForm(request.POST)
    try:
        done = perform(page, form, act_sent(request), actor=request.user)
    except RefusedError as refused:
        page.refuse(form, refused)
    else:
        return _kept(page, done) if _by_script(request) else _onwards(request, page, done)
    if _by_script(request):
        return JsonResponse(_refused(page), status=HTTPStatus.CONFLICT)
    return render(request, "reviews/writing/page.html", {"page": page}, status=HTTPStatus.CONFLICT)


@require_GET
@signed_in
def facts_page(request: SignedIn, year: int, pk: int, heading: str) -> HttpResponse:
    """What the year knows that fits the heading (`?ca=1`: everything): the list beside the
    sheet, or a page of its own where there is no script.
    """
    page = _page_or_404(request, year, pk, heading)
    page.with_facts, page.shows_all = True, bool(FactsQuery.read(request.GET)["ca"])
    name = "facts_beside" if request.headers.get("HX-Request") else "facts_page"
    return render(request, f"reviews/writing/{name}.html", {"page": page})


def _by_script(request: SignedIn) -> bool:
    return request.headers.get(KEPT) == "1"


def _kept(page: WritingPage, done: Done) -> HttpResponse:
    """What the script shows: the parts that changed, the text where a fact was brought in."""
    parts = dict(_PARTS)
    said: dict[str, Any] = {"revision": page.review.revision, "saved": page.saved_words}
    if done.caret is not None:
        parts["rw-facts"] = "facts"
        said |= {"text": page.text, "caret": done.caret}
    said["parts"] = {
        part: render_to_string(f"reviews/writing/{name}.html", {"page": page})
        for part, name in parts.items()
    }
    return JsonResponse(said)


def _refused(page: WritingPage) -> dict[str, str]:
    """Why, and of a review that takes nothing more where what was typed can be looked at."""
    read = "" if is_open(page.review) else page.address_read
    return {"reason": page.error, "read": read}


def _onwards(request: SignedIn, page: WritingPage, done: Done) -> HttpResponse:
    if done.said:
        messages.success(request, done.said)
    return redirect(done.leads_to or page.address)


def _page_or_404(request: SignedIn, year: int, pk: int, heading: str) -> WritingPage:
    page = writing_page(request.user, _draft_or_404(request, year, pk), heading)
    if page is None:
        raise Http404
    return page


def _draft_or_404(request: SignedIn, year: int, pk: int) -> Draft:
    """A review that the reader writes; for everybody else there is no such page."""
    draft = draft_for(request.user, campaign_or_404(request, year), pk)
    if draft is None:
        raise Http404
    return draft
