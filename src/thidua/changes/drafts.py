"""What was typed on the page of a change and not sent: kept in the reader's own session."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.timezone import localtime

from thidua.web.clock import now

_KEPT, MOST = "changes_typed", 6
_NOT_KEPT = ("csrfmiddlewaretoken", "act", "seen", "confirm", "warned")


def keep_draft(request: HttpRequest) -> str:
    """Keep what this form brings for its address; gives the time, as it is shown."""
    kept: dict[str, Any] = dict(request.session.get(_KEPT) or {})
    kept.pop(request.path, None)
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in _NOT_KEPT and not name.startswith("again_")
    }
    at = f"{localtime(now()):%H:%M}"
    kept[request.path] = {"fields": fields, "at": at}
    request.session[_KEPT] = dict(list(kept.items())[-MOST:])
    return at


def draft_of(request: HttpRequest) -> tuple[QueryDict, str] | None:
    """What this reader had typed at this address, and when."""
    kept: dict[str, Any] = (request.session.get(_KEPT) or {}).get(request.path) or {}
    if not kept:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        data.setlist(name, [str(value) for value in values])
    return data, str(kept["at"])


def drop_draft(request: HttpRequest) -> None:
    """Let it go: it was sent."""
    kept: dict[str, Any] = dict(request.session.get(_KEPT) or {})
    if kept.pop(request.path, None) is not None:
        request.session[_KEPT] = kept
