"""A voter's slip and their receipt. What was marked is in the request that brings it and nowhere
else: no answer repeats it, no form is shown again with it.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.ballots.casting import cast, receipt_for
from thidua.ballots.errors import BallotError
from thidua.ballots.finding import ballot_or_404
from thidua.ballots.forms import SlipForm
from thidua.ballots.links import address_of
from thidua.ballots.open_votes import record, votes_of
from thidua.ballots.showing.slip import ReceiptPage, SlipPage
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence

FORM = "application/x-www-form-urlencoded"
"""As a slip is sent: its length is then the same for everybody."""


@sensitive_variables("form")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def vote_page(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """One form for all candidates; the browser draws them one a screen."""
    campaign = campaign_or_404(request, year)
    page = _slip(request, campaign, pk)
    if request.method == "POST":
        if request.content_type != FORM:
            return HttpResponse(status=415)
        form = page.form(request.POST)
        try:
            _give(request, page, form)
        except RefusedError as error:
            page.error = as_sentence(error)
            page.ballot.refresh_from_db()
        else:
            return redirect(address_of(page.ballot, "ballot_receipt"))
    elif page.has_receipt:
        return redirect(address_of(page.ballot, "ballot_receipt"))
    if not (page.votes_now or page.changes_vote):
        if page.error:
            messages.error(request, page.error)
        return redirect(page.address)
    context = {"campaign": campaign, "page": page, "ballot": page.ballot}
    return render(request, "ballots/vote.html", context, status=409 if page.error else 200)


@never_cache
@require_GET
@signed_in
def receipt_page(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """The reader's own receipt; nobody else's, and of nobody who has not voted."""
    campaign = campaign_or_404(request, year)
    page = ReceiptPage(ballot_or_404(request, campaign, pk), request.user)
    if page.own_line is None:
        raise Http404
    if page.changes_vote or (not page.ballot.secret and page.own_line.voted):
        return redirect(page.address)
    if not page.has_receipt:
        raise Http404
    page.receipt = receipt_for(page.ballot, request.user)
    context = {"campaign": campaign, "page": page, "ballot": page.ballot}
    return render(request, "ballots/receipt.html", context)


def _slip(request: SignedIn, campaign: Campaign, pk: UUID) -> SlipPage:
    """Raises Http404 for whoever has no line on the list."""
    page = SlipPage(ballot_or_404(request, campaign, pk), request.user)
    if page.own_line is None or not page.ballot.electronic:
        raise Http404
    if not page.ballot.secret:
        page.given = votes_of(page.ballot).get(page.own_line.pk, {})
    return page


@sensitive_variables("form")
def _give(request: SignedIn, page: SlipPage, form: SlipForm) -> None:
    """Raises BallotError."""
    if not form.is_valid():
        raise BallotError.saying("choices")
    if not page.ballot.secret:
        record(ballot=page.ballot, choices=form.choices(), actor=request.user)
        messages.success(request, _("Đã ghi phiếu của đồng chí; sửa được đến khi đóng."))
        return
    given = cast(ballot=page.ballot, choices=form.choices(), actor=request.user)
    if not given.just_now:
        messages.warning(
            request,
            _(
                "Phiếu của đồng chí đã vào hòm từ trước; những gì vừa gửi không được dùng. Đây là "
                "biên nhận của phiếu đã vào hòm."
            ),
        )
