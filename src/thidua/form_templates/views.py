"""The pages of templates: the forms, one form with its versions, what is downloaded."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.attachments.media_types import MediaType
from thidua.errors import RefusedError
from thidua.form_templates.actions import (
    put_template,
    try_template,
    use_own_paper,
    use_version,
)
from thidua.form_templates.errors import FormTemplateError
from thidua.form_templates.files import authority_to_keep, may_keep
from thidua.form_templates.filling import filled_by
from thidua.form_templates.forms import TemplateForm, VersionForm
from thidua.form_templates.forms_known import FORMS, FillableForm, form_known
from thidua.form_templates.presenters import form_lines, name_lines
from thidua.form_templates.queries import templates_for
from thidua.form_templates.starting import beginning_of
from thidua.language import as_sentence
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_GET
@signed_in
def form_templates_page(request: SignedIn) -> HttpResponse:
    """Every form that a template can be put for."""
    if not may_keep(request.user):
        raise Http404
    lines = form_lines(FORMS, templates_for(request.user))
    return render(request, "form_templates/forms.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@signed_in
def form_template_page(request: SignedIn, form: str) -> HttpResponse:
    """One form: the names that it has, its versions, a new one."""
    known = _form(request, form)
    error = ""
    sent = TemplateForm()
    if request.method == "POST":
        sent = TemplateForm(request.POST, request.FILES)
        try:
            if act_sent(request) == "preview":
                return _tried(request, known, sent)
            messages.success(request, _act(request, known, sent))
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            return redirect("form_template", form=form)
    context = {
        "known": known,
        "form": sent,
        "names": name_lines(known),
        "versions": templates_for(request.user).filter(form=known.key),
        "error": error,
    }
    return render(request, "form_templates/form.html", context, status=409 if error else 200)


@require_GET
@signed_in
def form_template_preview(request: SignedIn, form: str, version: int) -> HttpResponse:
    """A version filled with invented values, as Word."""
    known = _form(request, form)
    template = templates_for(request.user).filter(form=known.key, version=version).first()
    if template is None:
        raise Http404
    try:
        paper = filled_by(template, known.sample)
    except RefusedError as refused:
        messages.error(request, as_sentence(refused))
        return redirect("form_template", form=form)
    return _word(paper, f"xem-thu-{known.key}-{version}.docx")


@require_GET
@signed_in
def form_template_beginning(request: SignedIn, form: str) -> HttpResponse:
    """A file to begin a template with."""
    known = _form(request, form)
    return _word(beginning_of(known), f"mau-de-bat-dau-{known.key}.docx")


def _form(request: SignedIn, key: str) -> FillableForm:
    """The form, for whoever keeps templates; a write by others is refused aloud."""
    if request.method == "POST":
        authority_to_keep(request.user)
    known = form_known(key) if may_keep(request.user) else None
    if known is None:
        raise Http404
    return known


def _tried(request: SignedIn, known: FillableForm, sent: TemplateForm) -> HttpResponse:
    """The file that was chosen, filled with invented values; the page stays, the file chosen."""
    if not sent.is_valid():
        raise FormTemplateError.unreadable(first_fault(sent))
    paper = try_template(form=known, sent=sent.sent(), actor=request.user)
    return _word(paper, f"xem-thu-{known.key}.docx")


def _act(request: SignedIn, known: FillableForm, sent: TemplateForm) -> str:
    """One act of the page, and what it did. Raises the refusals of the actions."""
    act = act_sent(request)
    if act == "stop":
        use_own_paper(form=known, actor=request.user)
        return _("Từ nay in theo mẫu của phần mềm.")
    if act == "use":
        chosen = VersionForm(request.POST)
        if not chosen.is_valid():
            raise FormTemplateError.no_such_version()
        made = use_version(form=known, version=chosen.cleaned_data["version"], actor=request.user)
        return _("Từ nay in theo phiên bản {version}.").format(version=made.version)
    if not sent.is_valid():
        raise FormTemplateError.unreadable(first_fault(sent))
    made = put_template(
        form=known, sent=sent.sent(), note=sent.cleaned_data["note"], actor=request.user
    )
    return _("Đã lưu phiên bản {version}; từ nay in theo phiên bản này.").format(
        version=made.version
    )


def _word(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MediaType.DOCX.value)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
