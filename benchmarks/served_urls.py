"""The site, and beside it what a bare Django view and Django's admin make of the same task: same
session, same server.
"""

import os
from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from benchmarks.bare_admin import site
from benchmarks.bare_models import BareChoice
from benchmarks.side_by_side import BODIES


@cache
def _body(name: str) -> bytes:
    return Path(os.environ[BODIES], name).read_bytes()


@login_required
def bare(request: HttpRequest, name: str) -> HttpResponse:
    """Whoever signed in gets the bytes that the page had."""
    return HttpResponse(_body(name))


@require_POST
@login_required
def bare_insert(request: HttpRequest) -> HttpResponse:
    """One row goes in, nothing is checked, nothing is remembered."""
    BareChoice.objects.create(entry=int(request.POST["entry"]), chosen=request.POST["chosen"])
    return HttpResponse(status=204)


urlpatterns = [
    path("_bare/<str:name>", bare),
    path("_bare_insert/", bare_insert),
    path("_admin/", site.urls),
    path("", include("thidua.config.urls")),
]
