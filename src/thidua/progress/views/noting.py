"""Noting how far a task is: the form, sent by hand or by the page's script once there is a line."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.progress.actions import write_note
from thidua.progress.note_page import NotePage
from thidua.web.forms import first_fault

KEPT = "X-Kept-Note"
"""The header of a note that was kept on the machine: it is answered in JSON."""


@require_http_methods(["GET", "POST"])
@signed_in
def note_page(request: SignedIn, year: int, code: str, pk: int) -> HttpResponse:
    """How far, evidence, a line of words, what blocks; `?sua=` names the note that is corrected."""
    page = NotePage(request, (year, code, pk))
    if not page.writes:
        raise Http404
    if request.method == "GET":
        return render(request, "progress/note.html", {"page": page})
    kept = request.headers.get(KEPT) == "1"
    if page.form.is_valid():
        try:
            note = write_note(
                page.task, page.words(), files=page.form.evidence(), actor=request.user
            )
        except RefusedError as refused:
            page.refuse(refused)
        else:
            if kept:
                return JsonResponse({"note": note.pk, "address": page.address_after})
            messages.success(request, _("Đã ghi tiến độ."))
            return redirect(page.address_after)
    if kept:
        reason = page.error or as_sentence(first_fault(page.form))
        return JsonResponse({"reason": reason}, status=HTTPStatus.CONFLICT)
    return render(request, "progress/note.html", {"page": page}, status=HTTPStatus.CONFLICT)
