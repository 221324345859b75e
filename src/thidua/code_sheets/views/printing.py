"""Pages of whoever prints: the cells of their committees, one cell, the sheet as a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.code_sheets.actions import ask_for_sheet, withdraw_sheet
from thidua.code_sheets.errors import CodeSheetError
from thidua.code_sheets.forms import PrintForm
from thidua.code_sheets.models import CodeSheet
from thidua.code_sheets.permissions import ACTS, PRINT
from thidua.code_sheets.printing import Wanted, print_sheet
from thidua.code_sheets.queries import (
    asked_for,
    asked_for_cell,
    cells,
    cells_to_print,
    counts_of,
    members_of,
    newest_sheet,
)
from thidua.code_sheets.rights import has_secretary, prints_for
from thidua.documents.errors import PrintError
from thidua.organisations.models import Organisation
from thidua.web.paging import page_of
from thidua.web.queries import SearchQuery
from thidua.workbooks.text import fold

A_PAGE = 50


@require_GET
@signed_in
def sheets_page(request: SignedIn) -> HttpResponse:
    """An officer: the cells below their committees. An administrator: what committees asked for."""
    scope = scope_of_request(request)
    if scope.administers:
        asked = [(one, counts_of([one.organisation])) for one in asked_for()]
        rows = [(one, counts[one.organisation.pk]) for one, counts in asked]
        return render(request, "code_sheets/asked.html", {"rows": rows})
    if not any(grant.role in ACTS[PRINT] for grant in scope.grants):
        raise Http404
    query = SearchQuery(request.GET)
    found = cells_to_print(scope, words=query.values["q"])
    paged, page = page_of(Paginator(found, A_PAGE), request)
    counts = counts_of(list(paged))
    rows = [(cell, counts[cell.pk]) for cell in paged]
    return render(request, "code_sheets/cells.html", {"rows": rows, "page": page, "query": query})


def _cell(request: SignedIn, code: str) -> tuple[Organisation, CodeSheet | None]:
    """The cell that the reader prints for, and the request of a committee by which an administrator
    does. For others there is no such page.
    """
    cell, scope = cells().filter(code=code).first(), scope_of_request(request)
    if cell is None:
        raise Http404
    asked = asked_for_cell(cell)
    if scope.administers and asked is not None:
        return cell, asked
    if prints_for(scope, cell) is None:
        raise Http404
    return cell, None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def print_page(request: SignedIn, code: str) -> HttpResponse:
    """One cell: who has an account, who a code; by POST the sheet comes as a file, once."""
    cell, asked = _cell(request, code)
    again = step_up(request)
    if request.method == "POST" and not again.due:
        form = PrintForm(request.POST)
        form.is_valid()
        wanted = Wanted(
            address=request.build_absolute_uri(reverse("one_time_code")),
            people=None if asked else form.keys,
            after=form.cleaned_data.get("after"),
            asked=asked,
        )
        try:
            return _as_file(cell, print_sheet(cell=cell, wanted=wanted, actor=request.user))
        except (CodeSheetError, PrintError, PermissionDenied) as error:
            messages.error(request, str(error))
    return _render(request, cell, asked, again)


def _render(
    request: SignedIn, cell: Organisation, asked: CodeSheet | None, again: StepUp
) -> HttpResponse:
    sent = request.method == "POST"
    rows, newest = members_of(cell, besides=request.user.person_id), newest_sheet(cell)
    ticked = set(PrintForm(request.POST).keys) if sent else set()
    context = {
        "cell": cell,
        "asked": asked or asked_for_cell(cell),
        "by_request": asked is not None,
        "rows": [(row, row.person.pk in ticked if sent else row.waits_for_a_code) for row in rows],
        "waiting": sum(row.waits_for_a_code and row.printable for row in rows),
        "newest": newest,
        "has_secretary": has_secretary(cell, besides=request.user),
        "again": again,
    }
    return render(request, "code_sheets/print.html", context, status=422 if sent else 200)


def _as_file(cell: Organisation, pdf: bytes) -> HttpResponse:
    """A download; `never_cache` lets nobody keep it."""
    name = f"to-ma-{fold(cell.name).replace(' ', '-')}.pdf"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response


@require_POST
@signed_in
def ask_view(request: SignedIn, code: str) -> HttpResponse:
    """Ask the administrator of accounts to print for a cell."""
    cell, _asked = _cell(request, code)
    try:
        ask_for_sheet(cell=cell, actor=request.user)
    except CodeSheetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Đã gửi đề nghị đến quản trị tài khoản."))
    return redirect("code_sheet_print", code=code)


@require_POST
@signed_in
def withdraw_view(request: SignedIn, pk: int) -> HttpResponse:
    """Take such a request back."""
    sheet = asked_for().filter(pk=pk).first()
    if sheet is None or prints_for(scope_of_request(request), sheet.organisation) is None:
        raise Http404
    try:
        withdraw_sheet(sheet=sheet, actor=request.user)
    except CodeSheetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Đã rút đề nghị."))
    return redirect("code_sheet_print", code=sheet.organisation.code)
