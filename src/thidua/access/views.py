"""Who has looked at my file: every look, for the person it is about and nobody else."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.access.looks import looks_at
from thidua.access.presenters import as_what
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
    }
    return render(request, "access/looks.html", context)
