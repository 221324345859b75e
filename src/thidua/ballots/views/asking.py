"""Closing, counting, striking and cancelling: pages that ask for codes or a reason first. Codes are
read from the request and shown by no answer.
"""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.ballots.cancelling import cancel
from thidua.ballots.closing import close, close_due
from thidua.ballots.counting import count
from thidua.ballots.errors import BallotError
from thidua.ballots.finding import kept_or_404
from thidua.ballots.forms import CodesForm, ReasonForm, StrikeForm
from thidua.ballots.models import Ballot, State
from thidua.ballots.showing.asking import AskingPage
from thidua.ballots.striking import strike
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import Text, as_sentence
from thidua.web.forms import first_fault

AT = {
    "close": frozenset({State.OPEN}),
    "count": frozenset({State.OPEN, State.CLOSED}),
    "strike": frozenset({State.OPEN}),
    "cancel": frozenset({State.DRAFT, State.FROZEN, State.OPEN, State.CLOSED}),
}
"""In which states the page of an act is there; of a page that is not, the ballot's own is shown."""


@sensitive_variables("form")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def asking_page(request: SignedIn, year: int, pk: UUID, act: str) -> HttpResponse:
    """What the act does and what it needs; sent, it is done and leads back to the ballot."""
    campaign = campaign_or_404(request, year)
    page = AskingPage(kept_or_404(request, campaign, pk), request.user, act=act)
    if request.method == "POST":
        form = FORMS[act](request.POST)
        try:
            _require(form)
            DO[act](request, page.ballot, form, _codes(request, page))
        except RefusedError as error:
            page.error, page.reason = as_sentence(error), str(form.data.get("reason", ""))
            page.ballot.refresh_from_db()
        else:
            return redirect(page.address)
    if page.ballot.state not in AT[act] or (act == "count" and not page.is_stopped):
        if page.error:
            messages.error(request, page.error)
        return redirect(page.address)
    context = {"campaign": campaign, "page": page, "ballot": page.ballot}
    return render(request, "ballots/codes.html", context, status=409 if page.error else 200)


def _codes(request: SignedIn, page: AskingPage) -> list[str]:
    """The codes that were typed; none where there is no urn. Raises BallotError (one missing)."""
    if not page.asks_codes:
        return []
    form = CodesForm(request.POST)
    _require(form)
    return form.codes


def _require(form: forms.Form) -> None:
    """Raises BallotError: the first thing that is wrong with what was sent."""
    if not form.is_valid():
        fault = first_fault(form)
        raise BallotError(Text(fault, fault))


def _close(request: SignedIn, ballot: Ballot, form: forms.Form, codes: list[str]) -> None:
    """Stop voting, then count at once: two acts, so that one cut off leaves a closed ballot."""
    close(ballot=ballot, codes=codes, actor=request.user)
    if ballot.electronic:
        _count(request, ballot, form, codes)
    else:
        messages.success(request, _("Đã đóng. Hai người nhập số phiếu giấy, rồi kiểm phiếu."))


def _count(request: SignedIn, ballot: Ballot, form: forms.Form, codes: list[str]) -> None:
    close_due()  # an hour that has come counts, even where nobody has noted it yet
    count(ballot=ballot, codes=codes, actor=request.user)
    said = _("Đã kiểm phiếu và niêm phong.")
    if ballot.has_urn:
        said = f"{said} {_('Hòm và khoá đã xoá: xé các tờ mã.')}"
    messages.success(request, said)


def _strike(request: SignedIn, ballot: Ballot, form: forms.Form, codes: list[str]) -> None:
    voter = ballot.voters.filter(pk=form.cleaned_data["voter"]).first()
    if voter is None:
        raise BallotError.saying("not_a_voter")
    reason = form.cleaned_data["reason"]
    strike(ballot=ballot, voter=voter, codes=codes, reason=reason, actor=request.user)
    messages.success(request, _("Đã đưa {name} ra khỏi danh sách.").format(name=voter.name))


def _cancel(request: SignedIn, ballot: Ballot, form: forms.Form, codes: list[str]) -> None:
    cancel(ballot=ballot, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, _("Đã huỷ cuộc bỏ phiếu."))


FORMS: dict[str, type[forms.Form]] = {
    "close": forms.Form,
    "count": forms.Form,
    "strike": StrikeForm,
    "cancel": ReasonForm,
}
DO: dict[str, Callable[[SignedIn, Ballot, forms.Form, list[str]], None]] = {
    "close": _close,
    "count": _count,
    "strike": _strike,
    "cancel": _cancel,
}
