"""One's own account on one page: password, second factor, where one is signed in, what one may do,
what is lent.
"""

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.accounts.actors import Scope, scope_of
from thidua.accounts.acts import looks_through, told_to
from thidua.accounts.delegating import LENT
from thidua.accounts.devices import device
from thidua.accounts.factors import factors_of
from thidua.accounts.known_devices import devices_elsewhere, digest_of, forget_devices
from thidua.accounts.permissions import needs_second_factor
from thidua.accounts.presenters import in_words
from thidua.accounts.queries import delegations_of
from thidua.accounts.responsible import own_grants
from thidua.accounts.session_ends import decides, limits_of
from thidua.accounts.sessions import end_sessions, sessions_of
from thidua.accounts.unsent import forget_unsent, unsent_of
from thidua.accounts.viewing import SignedIn, duty_of, signed_in_anyway


@dataclass(frozen=True)
class SessionRow:
    """One place where the account is signed in."""

    session: UserSession
    device: str
    here: bool


class SessionForm(forms.Form):
    """Which session ends; none named: all others."""

    session = forms.IntegerField(required=False)


def _sessions(request: SignedIn, scope: Scope) -> list[SessionRow]:
    limits = limits_of(scope, stays=True)
    here = request.session.session_key
    return [
        SessionRow(session, device(session.user_agent), session.session_key == here)
        for session in sessions_of(request.user, idle=limits.idle, longest=limits.longest)
    ]


@require_GET
@signed_in_anyway
def account_page(request: SignedIn) -> HttpResponse:
    """Everything about one's own account. While something is due, the page says so first."""
    scope = scope_of(request.user)
    given, received = delegations_of(request.user)
    context = {
        "due": duty_of(request),
        "sessions": _sessions(request, scope),
        "idle_minutes": limits_of(scope, stays=False).idle // 60 if decides(scope) else 0,
        "devices_elsewhere": devices_elsewhere(request, request.user),
        "factors": factors_of(request.user),
        "needs_second_factor": needs_second_factor(request.user, scope),
        "grants": scope.grants + scope.narrowed,
        "administers": scope.administers,
        "may_lend": any(
            grant.role in LENT and not grant.for_whom for grant in scope.grants + scope.narrowed
        ),
        "given": given,
        "received": received,
        "told": [in_words(act) for act in told_to(request.user)],
        "answers": scope.administers or own_grants(request.user),
        "looks_through": looks_through(scope),
    }
    return render(request, "accounts/own.html", context)


@require_POST
@signed_in_anyway
def end_sessions_view(request: SignedIn) -> HttpResponse:
    """End one session by its number, or all but this one, and forget the machines known for the
    account. This one is ended by signing out.
    """
    form = SessionForm(request.POST)
    here = request.session.session_key or ""
    only = form.cleaned_data["session"] if form.is_valid() else 0
    ended = end_sessions(request.user, besides=here, only=only)
    if only is None:
        forget_devices(request.user, besides=digest_of(request))
    if ended:
        messages.success(request, _("Đã kết thúc {ended} phiên đăng nhập.").format(ended=ended))
    else:
        messages.info(request, _("Không còn phiên nào khác."))
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_anyway
def unsent_page(request: SignedIn) -> HttpResponse:
    """What was typed when the last session had ended, to send again; by POST it is let go."""
    unsent = unsent_of(request, request.user)
    if unsent is None:
        raise Http404
    if request.method == "POST":
        forget_unsent(request)
        return redirect(unsent.page)
    return render(request, "accounts/unsent.html", {"unsent": unsent})
