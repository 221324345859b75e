"""The reader's language, what may be kept, and what is answered where a room refuses."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from thidua.errors import RefusedError
from thidua.language import Language, as_sentence, speaking
from thidua.web.registry import Registry

Handler = Callable[[HttpRequest], HttpResponse]


class PrivateMiddleware:
    """What says nothing of how it may be kept is kept by nobody: neither by the disk of a shared
    machine nor by a proxy. Public pages and static files say themselves how long they may be.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


NOT_UNDERSTOOD: Registry[Callable[[HttpRequest], HttpResponse | None]] = Registry(
    "answers to addresses with NUL in them"
)
"""Each answers for its own addresses, without asking the database; None: not one of them."""


class NulMiddleware:
    """An address, query or cookie with NUL in it is nothing that the database could look for: 400,
    wherever it leads, before anything is asked.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _has_nul(request):
            return self.get_response(request)
        answers = (answer(request) for answer in NOT_UNDERSTOOD)
        plain = HttpResponse(render_to_string("400.html"), status=400)
        return next((answer for answer in answers if answer is not None), plain)


def _has_nul(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    written = (request.path_info, request.path, query, *request.COOKIES.values())
    return "%00" in query or any("\0" in text for text in written)


class LanguageMiddleware:
    """Vietnamese, unless the reader chose English; the browser's language does not decide."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language: Language = "en" if chosen == "en" else "vi"
        with speaking(language):
            return self.get_response(request)


class RefusedMiddleware:
    """What a room refuses and no view of it has answered: a plain page that says why (409,
    or what the refusal itself names).
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """None, which leaves it to Django, for any other error."""
        if not isinstance(error, RefusedError):
            return None
        return render(request, "409.html", {"text": as_sentence(error)}, status=error.status)
