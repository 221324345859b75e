"""Who has looked at my file: every look, for the person it is about and nobody else."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.access.looks import looks_at
from thidua.access.models import Look
from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.web.paging import page_of

A_PAGE = 50


@dataclass(frozen=True)
class Seen:
    """How often somebody's file was opened, and the last time: when, and by whom as what."""

    times: int
    last: datetime | None = None
    by: str = ""


def seen(person: int) -> Seen:
    """What the person is told first; one question to the database."""
    last = looks_at(person).annotate(times=Window(Count("pk"))).first()
    return Seen(last.times, last.looked_at, as_what(last)) if last else Seen(0)


def as_what(look: Look) -> str:
    """The role and the organisation in which the reader looked."""
    role = str(Role(look.role).label) if look.role in Role.values else _("Người đọc")
    return f"{role}, {look.place}" if look.place else role


@require_GET
@signed_in
def looks_page(request: SignedIn) -> HttpResponse:
    person = scope_of_request(request).person_id
    paged = Paginator(looks_at(person or 0), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "linked": person is not None,
        "looks": [(look, as_what(look)) for look in paged],
        "page": page_of(paged, request),
    }
    return render(request, "access/looks.html", context)
