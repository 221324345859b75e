"""What whoever keeps a ballot does to it with one press, and a holder's code."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.ballots.finding import ballot_or_404
from thidua.ballots.forms import KeyForm
from thidua.ballots.models import Ballot
from thidua.ballots.opening import freeze, open_, take_key, unfreeze
from thidua.ballots.showing.holders import holders_of
from thidua.ballots.showing.page import BallotPage
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence

ACTS = {
    "freeze": (freeze, gettext_lazy("Đã chốt danh sách.")),
    "unfreeze": (unfreeze, gettext_lazy("Đã mở lại danh sách; mã đã nhận hết hiệu lực.")),
    "open": (open_, gettext_lazy("Đã mở bỏ phiếu; người có tên được báo.")),
}


@require_POST
@signed_in
def act_view(request: SignedIn, year: int, pk: UUID, act: str) -> HttpResponse:
    """Freeze the list, take that back, open the urn."""
    campaign = campaign_or_404(request, year)
    ballot = ballot_or_404(request, campaign, pk)
    do, said = ACTS[act]
    try:
        do(ballot=ballot, actor=request.user)
    except RefusedError as error:
        return _refused(request, campaign, ballot, as_sentence(error))
    messages.success(request, str(said))
    return redirect("ballot", year, pk)


@never_cache
@require_POST
@signed_in
def key_view(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """A holder's code, in this answer alone. Sending the page again takes no second one: the form
    names the code that was held when it was drawn.
    """
    campaign = campaign_or_404(request, year)
    ballot = ballot_or_404(request, campaign, pk)
    page = BallotPage(ballot, request.user)
    mine = next((one for one in holders_of(ballot, page.person) if one.is_reader), None)
    if mine is None:
        raise PermissionDenied(_("Mã chỉ trao cho chủ trì, thư ký, người kiểm phiếu."))
    form = KeyForm(request.POST)
    if not form.is_valid() or form.cleaned_data["held"] != mine.held:
        said = _("Mã của đồng chí đã hiện một lần, không hiện lại được. Mất mã thì nhận mã mới.")
        return _refused(request, campaign, ballot, said)
    try:
        code = take_key(ballot=ballot, actor=request.user)
    except RefusedError as error:
        return _refused(request, campaign, ballot, as_sentence(error))
    context = {
        "campaign": campaign,
        "page": page,
        "ballot": ballot,
        "code": code,
        "holder_name": mine.name,
    }
    return render(request, "ballots/key.html", context)


def _refused(request: SignedIn, campaign: Campaign, ballot: Ballot, said: str) -> HttpResponse:
    """The page of the ballot as it is now, with why nothing was done."""
    ballot.refresh_from_db()
    page = BallotPage(ballot, request.user, said)
    context = {"campaign": campaign, "page": page, "ballot": ballot}
    return render(request, "ballots/ballot.html", context, status=409)
