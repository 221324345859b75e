"""The evidence of a unit's year; one file taken away with its reason."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.attachments.actions import remove
from thidua.attachments.queries import files_of
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.progress.errors import NoteError
from thidua.progress.evidence_page import EvidencePage
from thidua.progress.files import EVIDENCE
from thidua.progress.forms import RemoveForm
from thidua.progress.permissions import authority_to_note
from thidua.progress.queries import note_for
from thidua.web.forms import first_fault


@require_GET
@signed_in
def evidence_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Every file of the unit's year, by task and month."""
    return render(request, "progress/evidence.html", {"page": EvidencePage(request, year, code)})


@require_POST
@signed_in
def remove_file_page(request: SignedIn, year: int, code: str, pk: int, note: int) -> HttpResponse:
    """Take one file of a note away; its name and the reason stay."""
    page = EvidencePage(request, year, code)
    found = note_for(request.user, page.campaign, pk, note)
    if found is None or found.task.registration.organisation_id != page.unit.pk:
        raise Http404
    authority_to_note(request.user, found.task)
    form = RemoveForm(request.POST)
    error = first_fault(form)
    if form.is_valid():
        files = files_of(kind=EVIDENCE, owner=found, reader=request.user)
        file = files.filter(pk=form.cleaned_data["file"]).first()
        try:
            if file is None:
                raise NoteError.file_gone()
            remove(attachment=file, reason=form.cleaned_data["reason"], actor=request.user)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, _("Đã gỡ tệp; tên tệp và lý do còn lưu."))
            return redirect("progress_evidence", year=year, code=code)
    context = {"page": page, "error": as_sentence(error), "removing": form}
    return render(request, "progress/evidence.html", context, status=HTTPStatus.CONFLICT)
