"""What stands around every request: a word when the database is away, and one line in the log.

The line tells its route, not its path; who, only as a mark that nobody else can turn back.
"""

import hashlib
import hmac
import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from thidua.db.lost import connection_lost
from thidua.operations.logs import current_request

LOG = logging.getLogger("thidua.requests")
QUIET = frozenset({"alive", "ready"})
"""Routes that a monitor calls every few seconds."""
GIVEN_ID = re.compile(r"[0-9a-f]{32}")


class RequestLogMiddleware:
    """Gives every request an id (nginx's, where it sent one), and tells how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(16)
        mark = current_request.set(request_id)
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id
            self._tell(request, response, ms=round((perf_counter() - begun) * 1_000, 1))
        finally:
            current_request.reset(mark)
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, *, ms: float) -> None:
        route = request.resolver_match.view_name if request.resolver_match else "none"
        if route in QUIET:
            return
        LOG.info(
            "request",
            extra={
                "route": route,
                "method": request.method,
                "status": response.status_code,
                "ms": ms,
                "user": mark_of(request),
            },
        )


class DatabaseAwayMiddleware:
    """While the database starts again nothing is broken: 503 with how long to wait, and what became
    of the data.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not connection_lost(error):
            return None
        LOG.warning("the database is away")
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "5"})


def mark_of(request: HttpRequest) -> str:
    """The same few letters for the same user of this installation; "none" when nobody signed in, or
    nobody asked.
    """
    user = getattr(request, "_cached_user", None)  # asking request.user would cost two queries
    if user is None or user.pk is None:
        return "none"
    key = f"log {settings.SECRET_KEY}".encode()
    return hmac.new(key, str(user.pk).encode(), hashlib.sha256).hexdigest()[:12]
