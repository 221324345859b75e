"""A draft said otherwise, before its list is frozen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.ballots.finding import kept_or_404
from thidua.ballots.preparing import change
from thidua.ballots.showing.changing import ChangePage
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence


@require_http_methods(["GET", "POST"])
@signed_in
def change_page(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """What may still be changed, filled in as it stands; of a list that is frozen the ballot."""
    campaign = campaign_or_404(request, year)
    page = ChangePage(kept_or_404(request, campaign, pk), request.user)
    if request.method == "POST":
        page.sent = request.POST
        if page.form.is_valid():
            try:
                change(ballot=page.ballot, plan=page.form.plan(), actor=request.user)
            except RefusedError as error:
                page.error = as_sentence(error)
                page.ballot.refresh_from_db()
            else:
                messages.success(request, _("Đã sửa cuộc bỏ phiếu: xem lại rồi chốt danh sách."))
                return redirect(page.address)
    if not page.is_draft:
        said = _("Danh sách đã chốt: lập lại danh sách rồi mới sửa được.")
        messages.error(request, page.error or said)
        return redirect(page.address)
    context = {"campaign": campaign, "page": page, "ballot": page.ballot}
    status = 409 if page.error or page.form.errors else 200
    return render(request, "ballots/change.html", context, status=status)
