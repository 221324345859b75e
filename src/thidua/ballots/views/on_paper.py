"""Ballots on paper: slips to print, and what two people read off them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.ballots.errors import BallotError
from thidua.ballots.finding import ballot_or_404, kept_or_404
from thidua.ballots.paper import Counts, Standing, enter
from thidua.ballots.sheets import slips_as_pdf
from thidua.ballots.showing.entry import EntryPage, differing, said_of
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import Text, as_sentence
from thidua.web.file_names import disposition, file_name
from thidua.web.forms import first_fault


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def paper_page(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """One person's numbers. Where the other's differ, both are told which lines, and enter anew."""
    campaign = campaign_or_404(request, year)
    page = EntryPage(ballot_or_404(request, campaign, pk), request.user)
    if page.ballot.electronic or not (page.keeps or page.is_holder):
        raise Http404
    if request.method == "POST":
        page.sent = request.POST
        try:
            standing = _enter(request, page)
        except RefusedError as error:
            page.error = as_sentence(error)
        else:
            if standing is not None:
                messages.success(request, said_of(standing))
                return redirect(page.address)
    context = {"campaign": campaign, "page": page, "ballot": page.ballot}
    return render(request, "ballots/paper_entry.html", context, status=409 if page.error else 200)


def _enter(request: SignedIn, page: EntryPage) -> Standing | None:
    """How the entry stands; None: it differs from the other one, and the page says where. Raises
    BallotError.
    """
    form = page.bound
    if not form.is_valid():
        fault = first_fault(form)
        raise BallotError(Text(fault, fault))
    counts = Counts(form.cleaned_data["sheets"] or 0, form.lines())
    entered = enter(ballot=page.ballot, counts=counts, actor=request.user)
    if entered.standing is not Standing.DIFFER:
        return entered.standing
    page.lines = entered.lines
    page.error = differing(entered.lines, {one.no: one.label for one in page.candidates})
    return None


@require_GET
@signed_in
def sheets_view(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """The slips of a ballot on paper, one for each on the list, to be cut: nobody's name on any."""
    campaign = campaign_or_404(request, year)
    ballot = kept_or_404(request, campaign, pk)
    if ballot.electronic:
        raise Http404
    response = HttpResponse(slips_as_pdf(ballot), content_type="application/pdf")
    name = file_name(f"Phiếu giấy {year}", ballot.organisation.name)
    response["Content-Disposition"] = disposition(f"{name}.pdf")
    return response
