"""How public pages are handed out: the same for everybody, kept by caches, without cookies and
without scripts.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from thidua.language import Language, speaking

POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Stricter than elsewhere: these pages have no script, no form and no data pictures."""

KEPT_SECONDS = 300
"""How long a cache may show a page before it asks again: a correction is seen by everybody within
five minutes.
"""

Page = Callable[..., HttpResponse]


def public(view: Page) -> Page:
    """A page or file for everybody, in the language of its address; cookies of the reader change
    nothing.
    """

    @wraps(view)
    def page(
        request: HttpRequest, *args: object, language: Language = "vi", **kwargs: object
    ) -> HttpResponse:
        with speaking(language):
            response = view(request, *args, language=language, **kwargs)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Content-Language"] = language
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        return response

    return require_safe(gzip_page(page))


def with_validators(
    request: HttpRequest, response: HttpResponse, *, changed: datetime | None, fingerprint: str = ""
) -> HttpResponse:
    """The response with ETag and Last-Modified, or "304 Not Modified" to somebody who has it
    already.
    """
    etag = quote_etag(fingerprint or hashlib.sha256(response.content).hexdigest())
    response.headers["ETag"] = etag
    modified = int(changed.timestamp()) if changed is not None else None
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified)
    return (
        get_conditional_response(request, etag=etag, last_modified=modified, response=response)
        or response
    )
