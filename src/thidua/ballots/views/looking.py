"""The list of ballots, and the page of one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.ballots.finding import ballot_or_404
from thidua.ballots.forms import PartQuery
from thidua.ballots.looks import record_looks_at
from thidua.ballots.reminding import remind
from thidua.ballots.showing.listing import listing_of
from thidua.ballots.showing.page import BallotPage
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.web.queries import act_sent


@require_GET
@signed_in
def ballots_page(request: SignedIn, year: int) -> HttpResponse:
    """What the reader has to vote on, their receipts, and the other ballots they may read."""
    campaign = campaign_or_404(request, year)
    page = listing_of(request, request.user, campaign)
    return render(request, "ballots/ballots.html", {"campaign": campaign, "page": page})


@require_http_methods(["GET", "POST"])
@signed_in
def ballot_page(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """One ballot: four stations; once sealed its result. Whoever keeps it reminds voters here."""
    campaign = campaign_or_404(request, year)
    page = BallotPage(ballot_or_404(request, campaign, pk), request.user)
    if request.method == "POST" and act_sent(request) == "remind":
        try:
            number = remind(ballot=page.ballot, actor=request.user)
        except RefusedError as error:
            page.error = as_sentence(error)
        else:
            said = _("Đã báo cho {number} người chưa bỏ phiếu.")
            messages.success(request, said.format(number=format_number(number)))
            return redirect(page.address)
    record_looks_at(request, page.ballot)
    part = request.htmx and PartQuery.read(request.GET)["phan"]
    template = "ballots/turnout.html" if part and page.shows_turnout else "ballots/ballot.html"
    context = {"campaign": campaign, "page": page, "ballot": page.ballot}
    return render(request, template, context, status=409 if page.error else 200)
