"""Requests about accounts that a second person answers, and all that was done to accounts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.account_forms import ReasonForm
from thidua.accounts.acts import (
    act_visible_to,
    acts_of_the_province,
    asked_by,
    looks_through,
    to_answer,
)
from thidua.accounts.errors import AccountError
from thidua.accounts.models import AccountAct, AccountActState
from thidua.accounts.presenters import in_words
from thidua.accounts.responsible import may_answer, own_grants
from thidua.accounts.second_person import agree, concerns, refuse, withdraw
from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.web.forms import first_fault
from thidua.web.paging import page_of
from thidua.web.queries import SearchQuery, act_sent

A_PAGE = 50
ASKING = frozenset({"agree", "refuse"})
"""Answers bind others: they ask again who it is."""


@require_GET
@signed_in
def requests_page(request: SignedIn) -> HttpResponse:
    """What waits for the reader's answer, and what they asked for. For administrators and officers;
    for others there is no such page.
    """
    scope = scope_of_request(request)
    if not (scope.administers or own_grants(request.user)):
        raise Http404
    named = not scope.administers
    context = {
        "to_answer": [in_words(act, named=named) for act in to_answer(request.user)],
        "asked": [in_words(act, named=named) for act in asked_by(request.user)],
        "looks_through": looks_through(scope),
    }
    return render(request, "accounts/requests.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def request_page(request: SignedIn, pk: int) -> HttpResponse:
    """One request: agree, refuse, or take one's own back, with the reason for the history."""
    act = act_visible_to(request.user, pk)
    if act is None:
        raise Http404
    again = step_up(request)
    if request.method == "POST" and not (again.due and act_sent(request) in ASKING):
        done = _answer(request, act)
        if done is not None:
            return done
        act = act_visible_to(request.user, pk) or act
    return _render(request, act, again)


def _render(request: SignedIn, act: AccountAct, again: StepUp) -> HttpResponse:
    scope, sent = scope_of_request(request), request.method == "POST"
    own = act.asked_by_id == request.user.pk
    row = in_words(act, named=not scope.administers)
    answers = not own and not concerns(act, request.user)
    context = {
        "row": row,
        "again": again,
        "form": ReasonForm(request.POST if sent else None),
        "may_withdraw": own and row.waits,
        "may_answer": row.waits and answers and may_answer(request.user, act) is not None,
        "act_sent": act_sent(request),
    }
    return render(request, "accounts/request.html", context, status=422 if sent else 200)


def _answer(request: SignedIn, act: AccountAct) -> HttpResponse | None:
    """Where it leads when it was done; None when it was refused, which a message says."""
    name, form = act_sent(request), ReasonForm(request.POST)
    if name != "withdraw" and not form.is_valid():
        messages.error(request, first_fault(form))
        return None
    try:
        if name == "agree":
            password = agree(act=act, answer=form.cleaned_data["reason"], actor=request.user)
            messages.success(request, _("Đã đồng ý: việc có hiệu lực từ bây giờ."))
            if password:
                context = {"account": act.user, "password": password, "home": "account_requests"}
                return render(request, "accounts/one_time.html", context)
        elif name == "refuse":
            refuse(act=act, answer=form.cleaned_data["reason"], actor=request.user)
            messages.success(request, _("Đã lưu: không đồng ý."))
        elif name == "withdraw":
            withdraw(act=act, actor=request.user)
            messages.success(request, _("Đã rút đề nghị."))
        else:
            raise Http404
    except (AccountError, PermissionDenied) as error:
        messages.error(request, str(error))
        return None
    return redirect("account_requests")


@require_GET
@signed_in
def account_acts_page(request: SignedIn) -> HttpResponse:
    """Everything that was done to accounts, for the province: which were made, tied, given a role
    or reset, by whom, and what the command on the server did.
    """
    scope = scope_of_request(request)
    if not looks_through(scope):
        raise Http404
    query = SearchQuery(request.GET)
    found = acts_of_the_province(words=query.values["q"])
    paged, page = page_of(Paginator(found, A_PAGE), request)
    named = not scope.administers
    context = {
        "rows": [in_words(act, named=named) for act in paged],
        "page": page,
        "query": query,
        "waiting": AccountActState.WAITING,
    }
    return render(request, "accounts/acts.html", context)
