"""The pages that show people, the tree and what was changed of them; what was done is taken back
here.
"""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.step_up import step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.attachments.queries import files_of
from thidua.changes.actions import accept, refuse, undo, withdraw
from thidua.changes.files import PAPERS
from thidua.changes.kinds import pages_for, said_of
from thidua.changes.looking import look
from thidua.changes.models import FLOW, LONGEST_NOTE, Change, State
from thidua.changes.permissions import permission_of
from thidua.changes.plans import Plan
from thidua.changes.presenters import until_text
from thidua.changes.queries import (
    changes_of,
    changes_visible_to,
    members_of,
    organisations_below,
    posts_of,
)
from thidua.changes.years import may_take_back
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.ratings.links import crumbs_to
from thidua.ratings.queries import line_to
from thidua.web.clock import today
from thidua.web.forms import WordsField
from thidua.web.paging import page_of as one_page
from thidua.web.queries import SearchQuery, act_sent

PAGE = 60
LATELY = 8


class RefuseForm(forms.Form):
    """Why a member is not received."""

    reason = WordsField(label=_("Lý do không tiếp nhận"), max_length=LONGEST_NOTE, required=True)


@require_GET
@signed_in
def people_page(request: SignedIn, code: str) -> HttpResponse:
    """An organisation's people or parts today, with what may be done of each."""
    scope = scope_of_request(request)
    line = line_to(scope=scope, code=code)
    if line is None:
        raise Http404
    own, day = line.organisation, today()
    query = SearchQuery(request.GET)
    words = query.values["q"]
    found = members_of(own, day, words)
    listed, page = one_page(Paginator(found, PAGE), request)
    of_organisation = [
        one
        for one in pages_for(of_person=False)
        if one.fits(own) and may(request.user, permission_of(one.kind), path=own.path)
    ]
    keeps = may(request.user, permission_of("move"), path=own.path)
    context = {
        "line": line,
        "own": own,
        "crumbs": crumbs_to(line, scope=scope),
        "words": words,
        "members": listed.object_list,
        "page": page,
        "parts": organisations_below(own, day),
        "posts": posts_of(own, day),
        "acts": of_organisation,
        "acts_of_person": pages_for(of_person=True) if keeps else [],
        "keeps": keeps,
        "lately": [(one, said_of(one)) for one in changes_of(scope, own)[:LATELY]],
    }
    return render(request, "changes/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_page(request: SignedIn, pk: int) -> HttpResponse:
    """One change: what was asked and done; receive, refuse, withdraw, take back (`act`)."""
    scope = scope_of_request(request)
    change = changes_visible_to(scope).filter(pk=pk).first()
    if change is None:
        raise Http404
    again, status = step_up(request), 200
    if request.method == "POST":
        act = act_sent(request)
        if act not in _allowed(request, change):
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        status = 422
        if not again.due and _done(request, change, act):
            return redirect("change", pk=pk)
    context = {
        "change": change,
        "said": said_of(change),
        "acts": _open_acts(request, change),
        "again": again,
        "refuse_form": RefuseForm(),
        "files": files_of(kind=PAPERS, owner=change, reader=request.user),
        "until": until_text(Plan.of(change)),
        "too_late": change.state == State.DONE and not may_take_back(Plan.of(change).changes_from),
        "outlook": look(Plan.of(change)) if _looks(request, change) else None,
        "line": line_to(scope=scope, code=change.organisation.code),
    }
    return render(request, "changes/change.html", context, status=status)


def _looks(request: SignedIn, change: Change) -> bool:
    """Whether the page works out what would follow: of what waits, when it is looked at."""
    return change.state == State.WAITING and request.method != "POST"


def _allowed(request: SignedIn, change: Change) -> set[str]:
    """What the reader may do of it, in whatever state it is."""
    permission, user = permission_of(change.kind), request.user
    here = may(user, permission, path=change.organisation.path)
    there = change.to is not None and may(user, permission, path=change.to.path)
    return {
        *(("accept", "refuse") if there else ()),
        *(("withdraw",) if here else ()),
        *(("undo",) if here or there else ()),
    }


def _open_acts(request: SignedIn, change: Change) -> list[str]:
    """What of it the page offers now."""
    allowed = _allowed(request, change)
    if not may_take_back(Plan.of(change).changes_from):
        allowed.discard("undo")
    return [act for act in FLOW.acts_in(change.state) if act in allowed]


def _done(request: SignedIn, change: Change, act: str) -> bool:
    try:
        messages.success(request, _ACTS[act](request, change))
    except RefusedError as error:
        messages.error(request, as_sentence(error))
        return False
    return True


def _accept(request: SignedIn, change: Change) -> str:
    accept(change=change, actor=request.user)
    return _("Đã tiếp nhận đồng chí {name}.").format(name=change.subject)


def _refuse(request: SignedIn, change: Change) -> str:
    form = RefuseForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    refuse(change=change, reason=reason, actor=request.user)
    return _("Đã trả lời: không tiếp nhận đồng chí {name}.").format(name=change.subject)


def _withdraw(request: SignedIn, change: Change) -> str:
    withdraw(change=change, actor=request.user)
    return _("Đã rút lại.")


def _undo(request: SignedIn, change: Change) -> str:
    undo(change=change, actor=request.user)
    return _("Đã hoàn tác: hồ sơ trở lại như trước.")


_ACTS: dict[str, Callable[[SignedIn, Change], str]] = {
    "accept": _accept,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "undo": _undo,
}
