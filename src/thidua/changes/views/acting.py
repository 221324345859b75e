"""The page on which a change is written, looked at and made."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.attachments.inspecting import Sent
from thidua.changes.actions import carry_out, receives
from thidua.changes.drafts import draft_of, drop_draft, keep_draft
from thidua.changes.forms import Begun, ChangeForm
from thidua.changes.kinds import ActPage, page_of
from thidua.changes.looking import Outlook, look
from thidua.changes.models import Change, State
from thidua.changes.permissions import permission_of
from thidua.changes.plans import Plan
from thidua.changes.presenters import bar_of, head_of, last_done, sent_otherwise, token_of
from thidua.changes.queries import member_for, organisation_for
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.web.clock import today
from thidua.web.queries import act_sent


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person_act(request: SignedIn, code: str, slug: str) -> HttpResponse:
    """One kind of change of a member."""
    page, found = page_of(slug, of_person=True), member_for(request.user, code, today())
    if page is None or found is None:
        raise Http404
    person, cell = found
    return _answer(request, page, Begun(page.kind, cell, person.full_name, person, _paths(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organisation_act(request: SignedIn, code: str, slug: str) -> HttpResponse:
    """One kind of change of an organisation, or of somebody who comes to it."""
    page, found = page_of(slug, of_person=False), organisation_for(request.user, code)
    if page is None or found is None or not page.fits(found):
        raise Http404
    return _answer(request, page, Begun(page.kind, found, found.name, paths=_paths(request)))


def _paths(request: SignedIn) -> tuple[str, ...]:
    return scope_of_request(request).paths


@dataclass
class _Writing:
    """What was written so far on the page, and what would follow from it."""

    form: ChangeForm
    plan: Plan | None = None
    outlook: Outlook | None = None
    kept_at: str = ""
    faults: tuple[str, ...] = ()


def _answer(request: SignedIn, page: ActPage, begun: Begun) -> HttpResponse:
    """Show what was written and what follows from it; do it where it was asked for and can be."""
    if not may(request.user, permission_of(page.kind), path=begun.organisation.path):
        if request.method == "POST":
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        raise Http404
    if request.method == "POST":
        kept_at = keep_draft(request)
        writing = _Writing(page.form(request.POST, request.FILES, begun=begun), kept_at=kept_at)
    elif (draft := draft_of(request)) is not None:
        writing = _Writing(page.form(draft[0], begun=begun), kept_at=draft[1])
    else:
        writing = _Writing(page.form(None, begun=begun))
    if writing.form.is_bound and writing.form.is_valid():
        writing.plan = writing.form.plan()
        writing.outlook = look(writing.plan, waits_for=receives(writing.plan, request.user))
    again = step_up(request)
    if request.method == "POST" and act_sent(request) == "do":
        done = _do(request, page, writing, again)
        if done is not None:
            return done
    return _page(request, page, writing, again)


def _do(
    request: SignedIn, page: ActPage, writing: _Writing, again: StepUp
) -> HttpResponseRedirect | None:
    """Make the change; None where something stands against it, which the page then says."""
    if writing.plan is None or writing.outlook is None or not writing.outlook.possible:
        return None
    fault = sent_otherwise(request, page, writing.plan, writing.outlook)
    if fault:
        writing.faults = (fault,)
        return None
    if again.due:
        return None
    files = [Sent(one) for one in request.FILES.getlist("scans")]
    try:
        change = carry_out(
            plan=writing.plan, actor=request.user, seen=writing.outlook.seen, files=files
        )
    except RefusedError as error:
        writing.faults = (as_sentence(error),)
        return None
    drop_draft(request)
    messages.success(request, _said(page, change, writing.plan))
    return HttpResponseRedirect(reverse("change", kwargs={"pk": change.pk}))


def _said(page: ActPage, change: Change, plan: Plan) -> str:
    if change.state == State.WAITING and change.to is not None:
        return _("Đã gửi sang {cell}: khi nơi ấy tiếp nhận thì có hiệu lực.").format(
            cell=change.to.name
        )
    if change.state == State.SCHEDULED:
        return _("Đã lên lịch: {what}.").format(what=page.summary(plan))
    return _("Đã làm xong: {what}.").format(what=page.summary(plan))


def _page(request: SignedIn, page: ActPage, writing: _Writing, again: StepUp) -> HttpResponse:
    outlook, plan = writing.outlook, writing.plan
    context = {
        "page": page,
        "form": writing.form,
        "begun": writing.form.begun,
        "outlook": outlook,
        "plan": plan,
        "token": token_of(plan, outlook) if plan and outlook else "",
        "bar": bar_of(page, plan, outlook) if plan and outlook else None,
        "kept_at": writing.kept_at,
        "faults": writing.faults,
        "again": again,
    }
    if request.htmx:
        return render(request, "changes/looked.html", context)
    scope = scope_of_request(request)
    context |= head_of(writing.form.begun, scope)
    context["last"] = last_done(scope, request.user)
    refused = request.method == "POST" and act_sent(request) == "do"
    return render(request, "changes/act.html", context, status=422 if refused else 200)
