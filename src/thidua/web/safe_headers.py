"""Headers that every response carries: pages, files, static files, errors; and how much somebody
may send at once.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
"""What a page may load: our own scripts, styles, letters and pictures."""

NOTHING = "; ".join(
    ["default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
)
"""What is no page loads nothing at all, should somebody open it alone."""

UNUSED = (
    *("accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
"""Powers of a browser that no page of ours asks for."""
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{power}=()" for power in UNUSED), *(f"{power}=(self)" for power in PASSKEYS)]
    ),
}

MOST_OF_A_STRANGER = 1_048_576
"""Bytes that somebody may send who has not signed in: a form, never a file."""
MOST_AT_ONCE = 67_108_864
"""Bytes that anybody may send in one request, as nginx says it too (`client_max_body_size`)."""
_PIECE = 65_536


class SafeHeadersMiddleware:
    """The outermost of all: whatever answers inside, the headers are there. A view may set its
    own.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        response.headers.setdefault("Content-Security-Policy", POLICY if is_page else NOTHING)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class BodyLimitMiddleware:
    """A large body is read for whoever signed in, and thrown away unread otherwise (413); so is one
    that is too large for anybody.

    It stands before the check of the page's mark (CSRF), which reads a form to its end and writes
    its files to disk.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= MOST_OF_A_STRANGER:
            return self.get_response(request)
        signed_in = request.user.is_authenticated
        if signed_in and length <= MOST_AT_ONCE:
            return self.get_response(request)
        while request.read(_PIECE):  # else the proxy in front finds the line cut, and says 502
            pass
        limits = {
            "together": MOST_AT_ONCE >> 20,
            "each": settings.ATTACHMENT_LIMITS.size // 1_000_000,
        }
        return render(request, "413-too-much.html" if signed_in else "413.html", limits, status=413)


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
