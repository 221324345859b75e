"""The API for people: a page that lists its operations; and the description for machines."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from thidua.api import problems
from thidua.api.offered import TAGS, operations
from thidua.api.operations import description


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """For everybody: what there is, is no secret."""
    context = {
        "groups": [(TAGS[tag], found) for tag, found in operations().items() if found],
        "here": request.build_absolute_uri("/").rstrip("/"),
        "problems": [
            (kind, status, str(title)) for kind, (status, title) in problems.KINDS.items()
        ],
    }
    return render(request, "api/page.html", context)


@require_safe
def description_file(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Whoever looks where the addresses begin wants to know which there are."""
    return redirect("api")


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address below the API, whatever is sent there."""
    return problems.not_found(request)
