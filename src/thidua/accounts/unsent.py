"""A form sent just when its session had ended: kept in the browser's next session until the same
person has signed in again, and sent again only when they press the button.

Passwords, codes and files are not kept, nor what did not come from a page of ours, nor anything of
pages that a room names in `NEVER_KEPT`."""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.accounts.models import User
from thidua.web.registry import Registry

MOST = 200_000
"""Bytes of a form that are kept."""
_KEPT = "unsent"
_SECRETS = ("csrf", "password", "credential", "code", "again_")
_NOT_WORTH_IT = ("/tai-khoan/login/", "/tai-khoan/logout/", "/tai-khoan/2fa/", "/tai-khoan/reaut")
NEVER_KEPT: Registry[str] = Registry("addresses whose forms are kept nowhere")
"""Each is a part of an address ("/bo-phieu/"): what is sent there is lost with its session, and has
to be typed again, because a session is a row of a table.
"""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True)
class Unsent:
    """What somebody typed: where it was going, from which page, every field with its values."""

    address: str
    page: str
    fields: tuple[tuple[str, str], ...]
    at: float


def keep_unsent(request: HttpRequest, user: User) -> bool:
    """Keep the form that this request carries, if it is one that can be sent again."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_form = request.method == "POST" and request.content_type in _FORMS
    checked = getattr(request, "csrf_processing_done", False)  # it came from a page of ours
    if not (is_form and checked and length.isdecimal() and int(length) <= MOST):
        return False
    if request.path.startswith(_NOT_WORTH_IT) or request.FILES:
        return False
    if any(part in request.path for part in NEVER_KEPT):
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name for word in _SECRETS)
        for value in values
    ]
    request.session[_KEPT] = {
        "user": user.pk,
        "address": request.get_full_path(),
        "page": page_before(request),
        "fields": fields,
        "at": time.time(),
    }
    return True


def page_before(request: HttpRequest) -> str:
    """The page of this site that a form was on; else the first page."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def unsent_of(request: HttpRequest, user: User) -> Unsent | None:
    """What this person had typed when their last session ended; nobody else's."""
    kept: dict[str, Any] = request.session.get(_KEPT) or {}
    if kept.get("user") != user.pk:
        return None
    fields = tuple((str(name), str(value)) for name, value in kept["fields"])
    return Unsent(kept["address"], kept["page"], fields, kept["at"])


def forget_unsent(request: HttpRequest) -> None:
    """Let it go, whoever typed it."""
    request.session.pop(_KEPT, None)
