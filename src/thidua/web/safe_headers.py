"""Headers that every response carries: pages, files, static files, errors; and how much somebody
who has not signed in may send.
"""

from collections.abc import Callable

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


class StrangersSendLittleMiddleware:
    """A large body is read for whoever signed in, and thrown away unread otherwise (413).

    It stands before the check of the page's mark (CSRF), which reads a form to its end and writes
    its files to disk.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) <= MOST_OF_A_STRANGER or request.user.is_authenticated:
            return self.get_response(request)
        while request.read(_PIECE):  # else the proxy in front finds the line cut, and says 502
            pass
        return render(request, "413.html", status=413)


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
