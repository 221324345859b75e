"""Who has looked at my file and taken it away, for the person it is about; the log of exports, for
the province; files that the worker makes, for who asked.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.access.exporting import check_export
from thidua.access.exports import all_exports, exports_with
from thidua.access.forms import ExportsQuery, PreparedQuery
from thidua.access.looks import looks_at
from thidua.access.models import PreparedFile, Preparing
from thidua.access.permissions import may_read_exports
from thidua.access.preparing import handed_out, stop
from thidua.access.presenters import as_what, exports_told
from thidua.accounts.acts import ties_of
from thidua.accounts.presenters import in_words
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.web.paging import page_of

A_PAGE = 50


@require_GET
@signed_in
def looks_page(request: SignedIn) -> HttpResponse:
    person = scope_of_request(request).person_id
    paged, page = page_of(Paginator(looks_at(person or 0), A_PAGE), request)
    context = {
        "linked": person is not None,
        "looks": [(look, as_what(look)) for look in paged],
        "page": page,
        "exports": exports_told(exports_with(person)[:A_PAGE]) if person else [],
        "most": A_PAGE,
        "ties": [in_words(act) for act in ties_of(person)] if person else [],
    }
    return render(request, "access/looks.html", context)


@require_GET
@signed_in
def exports_page(request: SignedIn) -> HttpResponse:
    """Everything that left, the newest first."""
    if not may_read_exports(scope_of_request(request)):
        raise Http404
    query = ExportsQuery(request.GET)
    wanted = query.values
    found = all_exports(words=wanted["q"], year=wanted["year"])
    paged, page = page_of(Paginator(found, A_PAGE), request)
    context = {"query": query, "exports": exports_told(paged.object_list), "page": page}
    return render(request, "access/exports.html", context)


@require_GET
@signed_in
def prepared_page(request: SignedIn, pk: int) -> HttpResponse:
    """How far a file is; a page that watches asks for its part alone."""
    context = {
        "file": _own(request, pk),
        "another": PreparedQuery.read(request.GET)["another"],
    }
    template = "access/prepared_part.html" if request.htmx else "access/prepared.html"
    return render(request, template, context)


@require_POST
@signed_in
def prepared_stop(request: SignedIn, pk: int) -> HttpResponse:
    """Stop the worker at a file that is wanted no more."""
    stop(_own(request, pk))
    return redirect("prepared", pk)


@require_GET
@signed_in
def prepared_file(request: SignedIn, pk: int) -> HttpResponseBase:
    """The file, to who asked for it and may still have it."""
    file = _own(request, pk)
    if file.state != Preparing.READY:
        raise Http404
    check_export(scope_of_request(request), file.export.paths)
    return handed_out(file)


def _own(request: SignedIn, pk: int) -> PreparedFile:
    files = PreparedFile.objects.select_related("export")
    file = files.filter(owner=request.user, pk=pk).first()
    if file is None:
        raise Http404
    return file
