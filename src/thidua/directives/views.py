"""The pages of documents: the list, one document, adding and changing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.attachments.actions import remove
from thidua.attachments.inspecting import current_limits
from thidua.attachments.limits import MEGABYTE
from thidua.attachments.queries import files_of
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.directives.actions import (
    add_directive,
    change_directive,
    link_directive,
    unlink_directive,
    withdraw_directive,
)
from thidua.directives.errors import DirectiveError
from thidua.directives.files import FILES
from thidua.directives.forms import (
    DirectiveForm,
    LinkForm,
    LinkQuery,
    RemoveFileForm,
    UnlinkForm,
    WithdrawForm,
    initial_of,
)
from thidua.directives.links import LINK_KINDS, kind_named
from thidua.directives.models import Directive
from thidua.directives.openings import not_opened, note_opening, opened
from thidua.directives.presenters import heading_of, shown_directives
from thidua.directives.queries import (
    directive_for,
    directives_for,
    may_change,
    own_organisations,
)
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.web.forms import first_fault, saved_meanwhile
from thidua.web.paging import page_of
from thidua.web.queries import act_sent

ROWS = 50
"""Units on a page of those that have not opened a document."""


@require_GET
@signed_in
def directives_page(request: SignedIn, year: int) -> HttpResponse:
    """Every document in force for the reader this year."""
    campaign = campaign_or_404(request, year)
    found = directives_for(request.user, campaign)
    context = {
        "campaign": campaign,
        "directives": shown_directives(found, campaign=campaign, actor=request.user),
        "may_add": bool(own_organisations(request.user)),
    }
    return render(request, "directives/directives.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def directive_new_page(request: SignedIn, year: int) -> HttpResponse:
    """Adding a document, for whoever keeps those of a part."""
    campaign = campaign_or_404(request, year)
    own = own_organisations(request.user)
    if not own:
        if request.method == "POST":
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        raise Http404
    form = _form(request)
    if form.is_valid():
        try:
            made = add_directive(
                values=form.values(campaign), files=form.sent(), actor=request.user
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            messages.success(request, _("Đã thêm {document}.").format(document=heading_of(made)))
            return redirect("directive", year=year, pk=made.pk)
    return _form_page(request, campaign, form)


@require_http_methods(["GET", "POST"])
@signed_in
def directive_edit_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """Changing a document, for whoever keeps those of its part."""
    campaign = campaign_or_404(request, year)
    directive = _directive(request, pk)
    if not may_change(request.user, directive.organisation) or directive.withdrawn_at:
        if request.method == "POST":
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        raise Http404
    form = _form(request, directive)
    theirs = None
    if form.is_valid():
        try:
            change_directive(
                directive=directive,
                revision=form.cleaned_data["revision"] or 0,
                values=form.values(directive.campaign or campaign),
                files=form.sent(),
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
            theirs = saved_meanwhile(form, directive)
        else:
            messages.success(request, _("Đã lưu {document}.").format(document=directive.number))
            return redirect("directive", year=year, pk=pk)
    return _form_page(request, campaign, form, directive=directive, theirs=theirs)


@require_http_methods(["GET", "POST"])
@signed_in
def directive_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One document; whoever keeps it links it, takes files away and withdraws it here."""
    campaign = campaign_or_404(request, year)
    directive = _directive(request, pk)
    error = ""
    if request.method == "POST":
        try:
            _act(request, directive, campaign)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            return redirect("directive", year=year, pk=pk)
    else:
        note_opening(directive=directive, user=request.user)
    context = _directive_context(request, campaign, directive)
    return render(
        request,
        "directives/directive.html",
        context | {"error": error},
        status=409 if error else 200,
    )


def _directive(request: SignedIn, pk: int) -> Directive:
    """The document, for whoever may read it; nobody else learns whether it exists."""
    directive = directive_for(request.user, pk)
    if directive is None:
        raise Http404
    return directive


def _directive_context(
    request: SignedIn, campaign: Campaign, directive: Directive
) -> dict[str, object]:
    keeps = may_change(request.user, directive.organisation) and not directive.withdrawn_at
    (shown,) = shown_directives([directive], campaign=campaign, actor=request.user)
    context: dict[str, object] = {
        "campaign": campaign,
        "directive": directive,
        "shown": shown,
        "files": files_of(kind=FILES, owner=directive, reader=request.user),
        "keeps": keeps,
        "withdraw_form": WithdrawForm(),
    }
    if keeps:
        kind = kind_named(LinkQuery.read(request.GET)["link"])
        context |= {
            "kinds": list(LINK_KINDS),
            "kind": kind,
            "offered": kind.offered(request.user, campaign) if kind else [],
        }
    if scope_of_request(request).sees_part:
        count = opened(directive, actor=request.user)
        left = not_opened(directive, actor=request.user)
        paginator = Paginator(left, ROWS)
        paginator.count = count.left
        paged, page = page_of(paginator, request)
        context |= {"opened": count, "left": paged, "page": page}
    return context


def _act(request: SignedIn, directive: Directive, campaign: Campaign) -> None:
    """One act of the page. Raises DirectiveError, AttachmentError, PermissionDenied."""
    act = act_sent(request)
    if act == "withdraw":
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            raise DirectiveError.unreadable(first_fault(form))
        withdraw_directive(
            directive=directive, reason=form.cleaned_data["reason"], actor=request.user
        )
    elif act == "link":
        link = LinkForm(request.POST)
        if not link.is_valid():
            raise DirectiveError.no_such_target()
        link_directive(
            directive=directive, campaign=campaign, actor=request.user, **link.cleaned_data
        )
    elif act == "unlink":
        gone = UnlinkForm(request.POST)
        if not gone.is_valid():
            raise DirectiveError.no_such_target()
        unlink_directive(directive=directive, link=gone.cleaned_data["link"], actor=request.user)
    else:
        _remove_file(request, directive)


def _remove_file(request: SignedIn, directive: Directive) -> None:
    form = RemoveFileForm(request.POST)
    files = files_of(kind=FILES, owner=directive, reader=request.user)
    file = files.filter(pk=form.cleaned_data["file"]).first() if form.is_valid() else None
    if file is None:
        raise DirectiveError.no_such_target()
    remove(attachment=file, reason=_("Gỡ trên trang của văn bản"), actor=request.user)


def _form(request: SignedIn, directive: Directive | None = None) -> DirectiveForm:
    own = own_organisations(request.user)
    if directive is not None and directive.organisation is not None:
        own = [*own, *([] if directive.organisation in own else [directive.organisation])]
    sent = request.method == "POST"
    return DirectiveForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        organisations=own,
        every_part=may_change(request.user, None),
        initial=initial_of(directive) if directive else None,
    )


def _form_page(
    request: SignedIn,
    campaign: Campaign,
    form: DirectiveForm,
    *,
    directive: Directive | None = None,
    theirs: Directive | None = None,
) -> HttpResponse:
    back = (
        reverse("directive", kwargs={"year": campaign.year, "pk": directive.pk})
        if directive
        else reverse("directives", kwargs={"year": campaign.year})
    )
    context = {
        "campaign": campaign,
        "form": form,
        "back": back,
        "directive": directive,
        "theirs": theirs,
        "most": current_limits().size // MEGABYTE,
    }
    status = 200 if request.method == "GET" else 409
    return render(request, "directives/form.html", context, status=status)
