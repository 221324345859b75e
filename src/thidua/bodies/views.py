"""The pages of bodies beside the tree: the list, one of them, added, changed, ended."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.bodies.actions import add_body, change_body, end_body
from thidua.bodies.errors import BodyError
from thidua.bodies.forms import BodiesQuery, BodyForm, EndForm, NewBodyForm
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.bodies.panels import panels_of
from thidua.bodies.permissions import may_add, may_view
from thidua.bodies.presenters import row_of
from thidua.bodies.queries import bodies_found, bodies_visible_to, officers_of
from thidua.organisations.models import Organisation
from thidua.web.paging import page_of

A_PAGE = 50


@require_GET
@signed_in
def bodies_page(request: SignedIn) -> HttpResponse:
    """The bodies of one's own part and of the committees above it, found by name and kind."""
    scope = scope_of_request(request)
    if not may_view(scope):
        raise Http404
    query = BodiesQuery(request.GET)
    wanted = query.values
    found = bodies_found(
        request.user, words=wanted["q"], kind=wanted["kind"], ended=bool(wanted["ended"])
    )
    paged, page = page_of(Paginator(found, A_PAGE), request)
    context = {
        "rows": [row_of(body, request.user) for body in paged],
        "page": page,
        "query": query,
        "filtered": any(wanted.values()),
        "kinds": BodyKind.choices,
        "may_add": may_add(scope),
    }
    return render(request, "bodies/list.html", context)


@require_GET
@signed_in
def body_page(request: SignedIn, pk: int) -> HttpResponse:
    """One body: what it looks after, who works for it, what rooms above know of it."""
    return _render_body(request, _body(request, pk), EndForm())


def _body(request: SignedIn, pk: int) -> AdvisoryBody:
    found = bodies_visible_to(request.user).filter(pk=pk).first()
    if found is None or not may_view(scope_of_request(request)):
        raise Http404
    return found


def _render_body(request: SignedIn, body: AdvisoryBody, form: EndForm) -> HttpResponse:
    row = row_of(body, request.user)
    context = {
        "row": row,
        "body": body,
        "officers": officers_of([body]) if row.may_change else [],
        "panels": panels_of(request, body),
        "form": form,
    }
    return render(request, "bodies/body.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def new_body_page(request: SignedIn) -> HttpResponse:
    """Add a body of a committee in one's own part."""
    scope = scope_of_request(request)
    if not may_add(scope):
        raise Http404
    own = next(grant.organisation_code for grant in scope.grants)
    form = NewBodyForm(request.POST or None, initial={"committee": own})
    if request.method == "POST" and form.is_valid():
        committee = Organisation.objects.get(code=form.cleaned_data["committee"])
        try:
            body = add_body(committee=committee, details=form.details, actor=request.user)
        except BodyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã thêm {name}.").format(name=body.name))
            return redirect("body", pk=body.pk)
    status = 400 if form.errors else 200
    return render(request, "bodies/form.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def change_body_page(request: SignedIn, pk: int) -> HttpResponse:
    """Change what is written of a body."""
    body = _to_change(request, pk)
    now = {
        "kind": body.kind,
        "name": body.name,
        "short_name": body.short_name,
        "criteria": body.criteria,
        "contact": body.contact,
    }
    form = BodyForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            body = change_body(body=body, details=form.details, actor=request.user)
        except BodyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã lưu {name}.").format(name=body.name))
            return redirect("body", pk=body.pk)
    status = 400 if form.errors else 200
    return render(request, "bodies/form.html", {"form": form, "body": body}, status=status)


@require_POST
@signed_in
def end_body_view(request: SignedIn, pk: int) -> HttpResponse:
    """Let a body work until a day; a refusal is told on its page, with what was typed."""
    body = _to_change(request, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _render_body(request, body, form)
    try:
        ended = end_body(body=body, actor=request.user, **form.cleaned_data)
    except BodyError as error:
        form.add_error(None, str(error))
        return _render_body(request, body, form)
    messages.success(
        request,
        _("{name} hoạt động đến hết ngày {day}.").format(
            name=ended.name, day=f"{ended.ends_on:%d/%m/%Y}"
        ),
    )
    return redirect("body", pk=pk)


def _to_change(request: SignedIn, pk: int) -> AdvisoryBody:
    """A body that this reader changes; for others there is no such page."""
    body = _body(request, pk)
    if not row_of(body, request.user).may_change:
        raise Http404
    return body
