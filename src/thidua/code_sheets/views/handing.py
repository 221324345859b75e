"""Pages of a cell's secretary: who was given their strip, and a code that must open nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.code_sheets.actions import confirm_handed, may_revoke, revoke_code
from thidua.code_sheets.errors import CodeSheetError
from thidua.code_sheets.forms import KeysForm, RevokeForm
from thidua.code_sheets.models import RevokedBecause
from thidua.code_sheets.paper import committee_above
from thidua.code_sheets.presenters import handing_over
from thidua.code_sheets.queries import cells, cells_to_confirm, newest_codes, waiting_codes
from thidua.code_sheets.rights import confirms_for
from thidua.organisations.models import Organisation


@require_GET
@signed_in
def cells_page(request: SignedIn) -> HttpResponse:
    """The cells of a secretary; of one alone, its page."""
    found = list(cells_to_confirm(scope_of_request(request)))
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("codes_of_cell", code=found[0].code)
    return render(request, "code_sheets/hand_over_cells.html", {"cells": found})


def _cell(code: str) -> Organisation:
    cell = cells().filter(code=code).first()
    if cell is None:
        raise Http404
    return cell


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over_page(request: SignedIn, code: str) -> HttpResponse:
    """The members of a cell with codes on paper: ticked and confirmed by the secretary alone."""
    cell = _cell(code)
    if confirms_for(scope_of_request(request), cell) is None:
        raise Http404
    again = step_up(request)
    if request.method == "POST" and not again.due:
        try:
            handed = confirm_handed(
                cell=cell, codes=KeysForm(request.POST).keys, actor=request.user
            )
        except (CodeSheetError, PermissionDenied) as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("Đã xác nhận trao tận tay {handed} mã.").format(handed=handed)
            )
            return redirect("codes_of_cell", code=code)
    return _render(request, cell, again)


def _render(request: SignedIn, cell: Organisation, again: StepUp) -> HttpResponse:
    sent = request.method == "POST"
    ticked = KeysForm(request.POST).keys if sent else []
    page = handing_over(waiting_codes(cell), reader=request.user, ticked=ticked)
    context = {"cell": cell, "committee": committee_above(cell), "page": page, "again": again}
    return render(request, "code_sheets/hand_over.html", context, status=422 if sent else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revoke_page(request: SignedIn, code: str, pk: int) -> HttpResponse:
    """Revoke one code, with the reason: by the secretary or the committee above."""
    cell = _cell(code)
    if may_revoke(request.user, cell) is None:
        raise Http404
    person = next((one.person_id for one in waiting_codes(cell) if one.pk == pk), None)
    found = newest_codes([person]).get(person) if person else None
    if found is None:
        raise Http404
    is_secretary = confirms_for(scope_of_request(request), cell) is not None
    back = "codes_of_cell" if is_secretary else "code_sheet_print"
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_code(
                code=found,
                because=RevokedBecause(form.cleaned_data["because"]),
                actor=request.user,
            )
        except CodeSheetError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("Đã thu hồi mã của đồng chí {name}.").format(name=found.person.full_name),
            )
        return redirect(back, code=code)
    context = {
        "cell": cell,
        "code": found,
        "form": form,
        "back": back,
        "committee": committee_above(cell),
        "is_secretary": is_secretary,
    }
    return render(
        request, "code_sheets/revoke.html", context, status=422 if request.method == "POST" else 200
    )
