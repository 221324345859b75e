"""Somebody's own year: the page, and everything of it in one file. Nobody else has such a page: its
address names no person.
"""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.own_file.downloads import TAKEN_AS, taken
from thidua.own_file.forms import PartQuery
from thidua.own_file.part import Asked
from thidua.own_file.parts import PARTS, part_called
from thidua.rating_proofs.presenters import own_proof_link


@require_GET
@signed_in
def own_page(request: SignedIn, year: int) -> HttpResponse:
    """One part at a time; the others are one touch away."""
    asked = _asked(request, year)
    part = part_called(PartQuery.read(request.GET)["phan"])
    context = {
        "campaign": asked.campaign,
        "person": asked.person,
        "parts": PARTS,
        "part": part,
        "sections": part.page(asked),
        "proof_href": own_proof_link(asked.campaign, asked.person) if part is PARTS[0] else "",
    }
    return render(request, "own_file/page.html", context)


@require_GET
@signed_in
def own_download(request: SignedIn, year: int, form: str) -> HttpResponseBase:
    """Everything in one file, PDF or JSON; that it left is written down."""
    if form not in TAKEN_AS:
        raise Http404
    return taken(request, _asked(request, year), form)


def _asked(request: SignedIn, year: int) -> Asked:
    """Raises Http404 for an account that is linked with no member's file."""
    campaign = campaign_or_404(request, year)
    if request.user.person is None:
        raise Http404
    return Asked(request.user, campaign, request.user.person)
